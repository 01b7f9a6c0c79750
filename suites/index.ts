import copyUpData from "./copy-up-data.ts";
import copyUpMetadata from "./copy-up-metadata.ts";
import copyUpTrigger from "./copy-up-trigger.ts";
import create from "./create.ts";
import dockerDiff from "./docker-diff.ts";
import hardlink from "./hardlink.ts";
import indexDirectory from "./index-directory.ts";
import inodeNumbers from "./inode-numbers.ts";
import merge from "./merge.ts";
import opaque from "./opaque.ts";
import open from "./open.ts";
import readdir from "./readdir.ts";
import redirect from "./redirect.ts";
import remove from "./remove.ts";
import rename from "./rename.ts";
import walkthroughLayers from "./walkthrough-layers.ts";
import walkthroughOverUnder from "./walkthrough-over-under.ts";
import whiteout from "./whiteout.ts";
import xino from "./xino.ts";
import xwhiteout from "./xwhiteout.ts";

export const suites = [
  walkthroughOverUnder,
  walkthroughLayers,
  dockerDiff,
  merge,
  whiteout,
  opaque,
  copyUpTrigger,
  readdir,
  redirect,
  rename,
  create,
  remove,
  hardlink,
  indexDirectory,
  inodeNumbers,
  xino,
  open,
  xwhiteout,
  copyUpData,
  copyUpMetadata,
];
