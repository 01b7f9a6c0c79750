import coherence from "./coherence.ts";
import concurrency from "./concurrency.ts";
import copyUpTrigger from "./copy-up-trigger.ts";
import dockerDiff from "./docker-diff.ts";
import faults from "./faults.ts";
import fileAttributes from "./file-attributes.ts";
import lock from "./lock.ts";
import merge from "./merge.ts";
import notify from "./notify.ts";
import opaque from "./opaque.ts";
import readdir from "./readdir.ts";
import redirect from "./redirect.ts";
import security from "./security.ts";
import special from "./special.ts";
import underlying from "./underlying.ts";
import walkthroughLayers from "./walkthrough-layers.ts";
import walkthroughOverUnder from "./walkthrough-over-under.ts";
import whiteout from "./whiteout.ts";

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
  coherence,
  lock,
  notify,
  underlying,
  fileAttributes,
  special,
  faults,
  security,
  concurrency,
];
