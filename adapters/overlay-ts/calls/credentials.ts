import { capabilityNames } from "../../../harness/language/flags.ts";
import type { Capability } from "../vfs/credentials.ts";
import { fail } from "../vfs/posix-error.ts";
import { type Arguments, memoryAt, numberAt } from "./arguments.ts";
import type { Handlers } from "./handler.ts";

/* Calls that ask and change who a process is. */

const version3 = 0x20080522;

export const credentialCalls: Handlers = {
  setresuid: ({ process }, args) => process.identity.setUids(...threeAt(args)),
  setresgid: ({ process }, args) => process.identity.setGids(...threeAt(args)),
  setgroups({ process }, args) {
    const count = numberAt(args, 0);
    const groups = Array.from({ length: count }, (_, index) =>
      memoryAt(args, 1).readUInt32LE(index * 4),
    );
    process.identity.setGroups(groups);
  },
  capget({ process }, args) {
    checkVersion(memoryAt(args, 0));
    const { permitted, credentials } = process.identity;
    writeSets(memoryAt(args, 1), [credentials.capabilities, permitted]);
  },
  capset({ process }, args) {
    checkVersion(memoryAt(args, 0));
    const data = memoryAt(args, 1);
    process.identity.setCapabilities(readSet(data, 0), readSet(data, 4));
  },
  // Signals and the like: nobody here has any.
  prctl: () => 0,
  gettid: () => 1,
};

function threeAt(args: Arguments): [number, number, number] {
  return [numberAt(args, 0), numberAt(args, 1), numberAt(args, 2)];
}

function checkVersion(header: Buffer): void {
  if (header.readUInt32LE(0) !== version3) fail("EINVAL");
}

/** Words of effective, permitted and inheritable capabilities from 0 to 31, and behind them of the others. */
const half = 12;

function readSet(data: Buffer, word: number): ReadonlySet<Capability> {
  return new Set(
    capabilityNames.filter(
      (_, number) => (data.readUInt32LE(word + half * (number >> 5)) & (1 << (number & 31))) !== 0,
    ),
  );
}

function writeSets(data: Buffer, sets: readonly ReadonlySet<Capability>[]): void {
  data.fill(0, 0, 2 * half);
  for (const [word, set] of sets.entries()) {
    for (const [number, name] of capabilityNames.entries()) {
      const at = word * 4 + half * (number >> 5);
      if (set.has(name))
        data.writeUInt32LE((data.readUInt32LE(at) | (1 << (number & 31))) >>> 0, at);
    }
  }
}
