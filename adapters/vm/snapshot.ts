import { createHash } from "node:crypto";
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { dir } from "tmp-promise";
import { type ArchiveEntry, writeArchive } from "./cpio.ts";
import { Guest } from "./guest.ts";
import { fileIdentity, identityOf } from "./initramfs.ts";
import { makeRoom, snapshots, unfinished, used } from "./tidy.ts";
import { locateProgram } from "./programs.ts";
import { type Accelerator, bootArguments, files, qemuProgram, restoreArguments } from "./qemu.ts";

/** A guest whose agent has announced itself, as it was then. */
export interface Snapshot {
  readonly directory: string;
  /** The line by which the agent announced itself. */
  readonly greeting: string;
  readonly accelerator: Accelerator;
}

/** What a snapshot is taken of. */
export interface Recipe {
  readonly kernel: string;
  readonly entries: readonly ArchiveEntry[];
  readonly accelerator: Accelerator;
  /** Milliseconds that the boot may take. */
  readonly deadlineMs: number;
}

/** The boot did not come to an end: what the guest said. */
export class BootError extends Error {
  override readonly name = "BootError";
}

const greetingFile = "greeting.json";

/** Everything that a state depends on: QEMU, its command line, the kernel and what is in the guest. */
function keyOf({ kernel, entries, accelerator }: Recipe): string {
  const hash = createHash("sha256");
  const qemu = locateProgram(qemuProgram) ?? "";
  for (const each of [qemu, kernel]) hash.update(fileIdentity(each));
  hash.update(JSON.stringify([bootArguments(accelerator, kernel), restoreArguments(accelerator)]));
  hash.update(identityOf(entries));
  return hash.digest("hex").slice(0, 24);
}

export function findSnapshot(recipe: Recipe): Snapshot | undefined {
  const directory = join(snapshots(), keyOf(recipe));
  const greeting = join(directory, greetingFile);
  if (!existsSync(greeting)) return undefined;
  used(directory);
  const { accelerator } = recipe;
  return { directory, greeting: readFileSync(greeting, "utf8"), accelerator };
}

/**
 * Boots a guest and keeps it as it is when its agent has announced itself.
 *
 * @returns the snapshot, or the line of an agent that cannot work in there
 * @throws BootError
 */
export async function takeSnapshot(recipe: Recipe): Promise<Snapshot | string> {
  makeRoom();
  const place = await dir({ tmpdir: snapshots(), prefix: unfinished, unsafeCleanup: true });
  const directory = place.path;
  writeArchive(join(directory, files.initramfs), recipe.entries);
  const guest = new Guest(bootArguments(recipe.accelerator, recipe.kernel), directory);
  try {
    const greeting = await guest.nextLine(recipe.deadlineMs);
    if (greeting === undefined) throw new BootError(await failure(guest, recipe));
    if (!greeting.includes('"type":"ready"')) return greeting;
    await guest.control.begin();
    await guest.control.execute("stop");
    await guest.control.migrate("migrate", `exec:cat >${files.state}`);
    await guest.end();
    rmSync(join(directory, files.initramfs));
    writeFileSync(join(directory, greetingFile), greeting);
    const target = join(snapshots(), keyOf(recipe));
    // Another run may have made the same meanwhile.
    if (!existsSync(target)) renameSync(directory, target);
    return { directory: target, greeting, accelerator: recipe.accelerator };
  } finally {
    await guest.end();
    await place.cleanup().catch(() => undefined);
  }
}

async function failure(guest: Guest, { deadlineMs }: Recipe): Promise<string> {
  const silent = new Promise<string>((resolve) => {
    setImmediate(() => resolve(`the guest was not ready within ${deadlineMs} ms`));
  });
  const why = await Promise.race([guest.ended, silent]);
  return guest.log.text === "" ? why : `${why}\n${guest.log.text}`;
}

/** A running guest that has answered nothing yet, with the time of now. */
export async function restore({ directory, accelerator }: Snapshot): Promise<Guest> {
  const guest = new Guest(restoreArguments(accelerator), directory);
  const restored = async (): Promise<undefined> => {
    await guest.control.begin();
    await guest.control.migrate("migrate-incoming", `exec:cat ${files.state}`);
    await guest.control.execute("cont");
    await guest.setClock();
    return undefined;
  };
  const ended = await Promise.race([restored(), guest.ended]);
  if (ended !== undefined) {
    throw new BootError(`${ended}\nThe state does not fit: remove "${directory}"`);
  }
  return guest;
}
