import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { PosixError } from "../../../adapters/overlay-ts/vfs/posix-error.ts";
import { AT_FDCWD, calls } from "../../../harness/agent/calls.ts";
import { timespecs } from "../../../harness/agent/structs.ts";
import { system } from "../../../harness/agent/syscalls.ts";
import { direct } from "./direct.ts";
import { LAST_SET_TIME, type Machine, type Move, type Seen } from "./machine.ts";
import { movesOfAttributes } from "./moves-of-attributes.ts";
import { movesOfContent } from "./moves-of-content.ts";
import { movesOfNames } from "./moves-of-names.ts";
import { native } from "./native.ts";

const CLONE_NEWNS = 0x20000;
const MS_REC_PRIVATE = 0x44000;
const MNT_DETACH = 2;
/** Small enough to come to the end of it. */
const pages = 64;
const inodes = 40;

const now = timespecs(["now", "now"]);

/** By subject: every answer, and everything that can be seen after each move, are compared. */
const moves = { ...movesOfNames, ...movesOfContent, ...movesOfAttributes };

const isRoot = process.getuid?.() === 0;
// Made where somebody needs it: nothing is taken away after tests that are all skipped.
let root = "";
const stamp = join(tmpdir(), `memory-${process.pid}`);

beforeAll(() => {
  if (!isRoot) return;
  root = mkdtempSync(join(tmpdir(), "memory-"));
  system("unshare", "i")(CLONE_NEWNS);
  calls.mount("none", "/", "none", MS_REC_PRIVATE, null);
  calls.umask(0);
  writeFileSync(stamp, "");
});

afterAll(() => {
  if (!isRoot) return;
  rmSync(stamp);
  rmSync(root, { recursive: true });
});

test.runIf(isRoot).for(Object.entries(moves))("%s are as on tmpfs", ([, sequence]) => {
  const size = Buffer.from(`size=${pages * 4}k,nr_inodes=${inodes}\0`);
  expect(calls.mount("tmpfs", root, "tmpfs", 0, size)).toBe(0);
  try {
    const tmpfs = native(root);
    const memory = direct(pages, inodes);
    const ages = { tmpfs: clock(), memory: clock() };
    for (const [index, move] of [nothing, ...sequence].entries()) {
      memory.tick();
      nextInstant();
      const seen = (machine: Machine, age: ReturnType<typeof clock>) => ({
        move: move.toString(),
        answer: answer(move, machine),
        tree: machine.look().map((each) => age(each, index)),
      });
      expect(seen(memory, ages.memory)).toEqual(seen(tmpfs, ages.tmpfs));
    }
  } finally {
    calls.umount2(root, MNT_DETACH);
  }
});

const nothing: Move = () => undefined;

function answer(move: Move, machine: Machine): unknown {
  try {
    return move(machine);
  } catch (error) {
    if (error instanceof PosixError) return error.code;
    throw error;
  }
}

/** Waits until a change gets another time than one just now: files have the time of the last tick of a clock. */
function nextInstant(): void {
  const before = instant();
  while (instant() === before);
}

function instant(): bigint {
  calls.utimensat(AT_FDCWD, stamp, now, 0);
  return statSync(stamp, { bigint: true }).atimeNs;
}

/** Shows a time of a clock as the number of the move by which it came; one that was set as it is. */
function clock(): (seen: Seen, move: number) => unknown {
  const known = new Map<string, { readonly time: bigint; readonly move: number }>();
  return ({ times, ...seen }, move) => ({
    ...seen,
    times: times.map((time, field) => {
      if (time < LAST_SET_TIME) return time;
      const key = `${seen.attributes["ino"]} ${field}`;
      const old = known.get(key);
      if (old?.time === time) return `move ${old.move}`;
      known.set(key, { time, move });
      return `move ${move}`;
    }),
  });
}
