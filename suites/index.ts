import acl from "./acl.ts";
import coherence from "./coherence.ts";
import concurrency from "./concurrency.ts";
import copyUpData from "./copy-up-data.ts";
import copyUpTrigger from "./copy-up-trigger.ts";
import create from "./create.ts";
import dataOnly from "./data-only.ts";
import dockerDiff from "./docker-diff.ts";
import faults from "./faults.ts";
import fileAttributes from "./file-attributes.ts";
import hardlink from "./hardlink.ts";
import indexDirectory from "./index-directory.ts";
import inodeNumbers from "./inode-numbers.ts";
import idmap from "./idmap.ts";
import layers from "./layers.ts";
import lock from "./lock.ts";
import merge from "./merge.ts";
import metacopy from "./metacopy.ts";
import mountApi from "./mount-api.ts";
import mountOptions from "./mount-options.ts";
import multiLayer from "./multi-layer.ts";
import nesting from "./nesting.ts";
import notify from "./notify.ts";
import opaque from "./opaque.ts";
import open from "./open.ts";
import permission from "./permission.ts";
import readOnly from "./read-only.ts";
import readdir from "./readdir.ts";
import redirect from "./redirect.ts";
import remove from "./remove.ts";
import rename from "./rename.ts";
import security from "./security.ts";
import special from "./special.ts";
import underlying from "./underlying.ts";
import userNamespace from "./user-namespace.ts";
import walkthroughLayers from "./walkthrough-layers.ts";
import walkthroughOverUnder from "./walkthrough-over-under.ts";
import whiteout from "./whiteout.ts";
import xattr from "./xattr.ts";
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
  metacopy,
  dataOnly,
  mountOptions,
  mountApi,
  layers,
  readOnly,
  multiLayer,
  nesting,
  xattr,
  acl,
  permission,
  userNamespace,
  coherence,
  lock,
  notify,
  underlying,
  fileAttributes,
  special,
  faults,
  security,
  concurrency,
  xwhiteout,
  copyUpData,
  idmap,
];
