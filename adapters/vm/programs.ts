import { existsSync, realpathSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { execa } from "execa";
import { type ArchiveEntry, copy, directory } from "./cpio.ts";

/** Programs for the administrator are often outside an ordinary user's PATH. */
const folders = [...(process.env["PATH"] ?? "").split(delimiter), "/usr/sbin", "/sbin"];

/** The path of a program; undefined where it is not installed. */
export function locateProgram(name: string): string | undefined {
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
}

/**
 * Programs of the host at `/bin` of the guest, with the libraries that they need where the loader looks for them.
 *
 * @param programs paths by the names that they get
 */
export async function programEntries(
  programs: Readonly<Record<string, string>>,
): Promise<readonly ArchiveEntry[]> {
  const entries = new Map<string, ArchiveEntry>();
  for (const [name, path] of Object.entries(programs)) {
    entries.set(`bin/${name}`, copy(`bin/${name}`, realpathSync(path)));
    for (const library of await librariesOf(path)) {
      const place = library.slice(1);
      for (const parent of parentsOf(place)) entries.set(parent, directory(parent));
      entries.set(place, copy(place, library));
    }
  }
  return [...entries.values()];
}

/** Absolute paths, the loader among them. A static program has none. */
async function librariesOf(program: string): Promise<readonly string[]> {
  const { stdout } = await execa("ldd", [program], { reject: false });
  return [...stdout.matchAll(/(?:=> |^\s+)(\/\S+) \(0x/gm)].map(([, path = ""]) => path);
}

/** The directories above a path, the topmost first. */
export function parentsOf(path: string): readonly string[] {
  const parent = dirname(path);
  return parent === "." ? [] : [...parentsOf(parent), parent];
}
