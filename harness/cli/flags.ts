import type { Flags } from "./usage.ts";

/** What can be written of results. */
const reportFlags: Flags = {
  report: { value: "DIR", says: "write an HTML page with everything to look at" },
  junit: { value: "FILE", says: "write JUnit XML" },
  ctrf: { value: "FILE", says: "write CTRF, the common JSON of test reports" },
  markdown: { value: "FILE", says: "append Markdown, as a job summary takes it" },
  badges: { value: "DIR", says: "write a badge for each adapter, as endpoint JSON of shields.io" },
};

export const runFlags: Flags = {
  adapter: {
    value: "NAME[,NAME]",
    says: "what to judge: a name, ./file.js, a package, or exec:PROGRAM",
  },
  "adapter-option": {
    value: "K=V",
    says: "an option of the adapters, or of one by NAME:K=V; may be repeated",
    multiple: true,
  },
  suite: { value: "AREA[,AREA]", says: "only these areas" },
  scenario: { value: "ID|GLOB", says: "only these scenarios; may be repeated", multiple: true },
  reference: {
    value: "NAME|none",
    says: "what judges where nothing is written: an adapter, or a recording such as linux-6.12; default: kernel where it can mount as root, else the recording of the nearest kernel",
  },
  differential: {
    says: "let the reference judge everything, also what scenarios expect themselves",
  },
  handover: {
    value: "kernel",
    says: "at each remount and at the end, the real kernel takes the layers over, and gives them back",
  },
  matrix: {
    value: "quick|full",
    says: "full: judge each adapter in all its topologies, one after the other; default: quick",
  },
  shard: { value: "I/N", says: "the I-th of N parts of the areas" },
  jobs: { value: "N", says: "agents at work at the same time; default: one for each core" },
  deadline: { value: "MS", says: "how long one step may take; default: 10000" },
  repeat: { value: "N", says: "run every scenario N times" },
  seed: { value: "N", says: "random order, by this seed" },
  bail: { says: "stop at the first red verdict" },
  keep: { says: "copy the layers of every scenario below ./kept, as the last step left them" },
  json: { value: "FILE", says: "write the results" },
  ...reportFlags,
  "update-known-failures": { says: "rewrite the adapter's known-failures.json; needs --because" },
  because: { value: "TEXT", says: "the reason for new known failures" },
  emit: { value: "json", says: "print the selected scenarios as one document, and run nothing" },
  list: { says: "print the ids of what would run, and run nothing" },
  help: { says: "this text" },
};

export const replayFlags: Flags = {
  adapter: { value: "NAME", says: "what to replay on; default: kernel" },
  "adapter-option": { value: "K=V", says: "an option of the adapter", multiple: true },
  reference: { value: "NAME|none", says: "what judges where nothing is written" },
  deadline: { value: "MS", says: "how long one step may take; default: 10000" },
  emit: { value: "sh|json", says: "write the scenario out instead of running it" },
  help: { says: "this text" },
};

export const recordFlags: Flags = {
  adapter: { value: "NAME", says: "the kernel to record, kernel or vm; default: kernel" },
  "adapter-option": { value: "K=V", says: "an option of the adapter", multiple: true },
  as: { value: "linux-X.Y", says: "the name of the recording; default: by the kernel's version" },
  all: { says: "record again what the recording has already; default: what is stale or missing" },
  filesystems: { says: "try also which filesystems the kernel mounts overlays on" },
  suite: { value: "AREA[,AREA]", says: "record only these areas; what there is of others stays" },
  scenario: {
    value: "ID|GLOB",
    says: "record only these scenarios; may be repeated",
    multiple: true,
  },
  into: { value: "DIR", says: "where recordings are; default: those of the package" },
  jobs: { value: "N", says: "agents at work at the same time; default: one for each core" },
  deadline: { value: "MS", says: "how long one step may take; default: 10000" },
  help: { says: "this text" },
};

export const agentFlags: Flags = {
  adapter: { value: "NAME", says: "what to speak for; default: kernel" },
  "adapter-option": { value: "K=V", says: "an option of the adapter", multiple: true },
  expect: { value: "DIGEST", says: "work only if the agent is the same as there" },
  help: { says: "this text" },
};

export const diffFlags: Flags = {
  report: { value: "DIR", says: "write an HTML page that opens with what changed" },
  help: { says: "this text" },
};

export const mergeFlags: Flags = {
  json: { value: "FILE", says: "write the merged results; default: standard output" },
  ...reportFlags,
  help: { says: "this text" },
};

/** Of saved results: several files are merged. */
export const savedFlags: Flags = { ...reportFlags, help: { says: "this text" } };

export const doctorFlags: Flags = { help: { says: "this text" } };
