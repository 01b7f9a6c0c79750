import acl from "./acl.ts";
import copyUpTrigger from "./copy-up-trigger.ts";
import dataOnly from "./data-only.ts";
import dockerDiff from "./docker-diff.ts";
import durability from "./durability.ts";
import exporting from "./export.ts";
import fsid from "./fsid.ts";
import idmap from "./idmap.ts";
import layers from "./layers.ts";
import merge from "./merge.ts";
import metacopy from "./metacopy.ts";
import mountApi from "./mount-api.ts";
import mountOptions from "./mount-options.ts";
import multiLayer from "./multi-layer.ts";
import nesting from "./nesting.ts";
import opaque from "./opaque.ts";
import permission from "./permission.ts";
import readdir from "./readdir.ts";
import readOnly from "./read-only.ts";
import redirect from "./redirect.ts";
import userNamespace from "./user-namespace.ts";
import verity from "./verity.ts";
import walkthroughLayers from "./walkthrough-layers.ts";
import walkthroughOverUnder from "./walkthrough-over-under.ts";
import whiteout from "./whiteout.ts";
import xattr from "./xattr.ts";

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
  idmap,
  fsid,
  durability,
  exporting,
  verity,
];
