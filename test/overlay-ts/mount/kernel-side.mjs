// Mounts on the kernel what stands on the standard input, and prints what came of it. In a mount namespace of its own.
// node kernel-side.mjs < ARRANGEMENTS
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmdirSync,
  statfsSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { errnoName } from "../../../dist/harness/agent/errno-table.js";
import {
  mountByConfig,
  mountByString,
  mountInfo,
  unmount,
} from "../../../dist/harness/agent/mounting.js";

import { xattrsOf } from "../../../dist/harness/observe/read-xattrs.js";

const [MS_RDONLY, MS_REMOUNT, MS_BIND, MNT_DETACH] = [1, 32, 4096, 2];

const input = /** @type {import("./kernel.ts").Input} */ (JSON.parse(readFileSync(0, "utf8")));
const scratch = mkdtempSync("/tmp/arrangements-");
try {
  process.stdout.write(JSON.stringify(input.arrangements.map(carryOut)));
} finally {
  rmdirSync(scratch);
}

/** @param {import("./step.ts").Arrangement} steps */
function carryOut(steps) {
  must(mountByString("tmpfs", scratch, 0, []));
  process.chdir(scratch);
  try {
    prepare();
    return steps.map(step);
  } finally {
    process.chdir("/");
    must(unmount(scratch, MNT_DETACH));
  }
}

function prepare() {
  for (const each of input.filesystems) {
    mkdirSync(each);
    must(mountByString("tmpfs", each, 0, []));
  }
  for (const each of input.directories) mkdirSync(each);
  for (const each of input.files) writeFileSync(each, "");
  for (const each of input.links) symlinkSync("l1", each);
  must(mountByString(scratch, "bind", MS_BIND, []));
  must(mountByString("tmpfs", "R", MS_RDONLY | MS_REMOUNT, []));
}

/** @param {import("./step.ts").Step} step */
function step({ options, flags, at, before = [] }) {
  for (const path of before) {
    if (path.endsWith("/")) mkdirSync(path, { recursive: true });
    else writeFileSync(path, "");
  }
  const target = `${scratch}/${at}`;
  const result =
    typeof options === "string"
      ? mountByString("overlay", target, flags, [[options]])
      : mountByConfig("overlay", target, flags, options);
  const said =
    result < 0
      ? errnoName(-result)
      : `${mountInfo(target)?.options.join(",")} root ${lstatSync(target, { bigint: true }).ino} of ${statfsSync(target).type.toString(16)}`;
  if (result >= 0 && at === "m") must(unmount(target));
  return [said, ...input.looked.flatMap(look)].join("\n");
}

/** @param {string} path @returns {readonly string[]} */
function look(path) {
  const status = lstatSync(path);
  const marks = Object.keys(xattrsOf(path, undefined).xattrs ?? {});
  const line = `${path} ${status.mode.toString(8)} ${marks.join(" ")}`;
  const names = status.isDirectory() ? readdirSync(path).toSorted() : [];
  return [line, ...names.flatMap((name) => look(`${path}/${name}`))];
}

/** @param {number} result */
function must(result) {
  if (result < 0) throw new Error(errnoName(-result));
}
