import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const built = fileURLToPath(new URL("../..", import.meta.url));

/** Programs that do and see what a transcript tells: the agent, what it starts by path, and its adapter. */
const programs = ["harness/agent/main", "harness/agent/peer", "harness/agent/lane"];

/**
 * A digest of the agent as it is built here, with all that it loads: two with the same one are the same instrument.
 *
 * @param adapter the module that it loads
 */
export function agentIdentity(adapter = "adapters/kernel/adapter"): string {
  const files = new Set<string>();
  for (const program of [...programs, adapter]) visit(join(built, `${program}.js`), files);
  const hash = createHash("sha256");
  for (const file of [...files].toSorted()) {
    hash.update(`${relative(built, file)}\0`);
    hash.update(readFileSync(file));
  }
  return hash.digest("hex").slice(0, 12);
}

/** What a file imports by a relative path, and what that imports. Another build may have left more beside them. */
function visit(file: string, files: Set<string>): void {
  if (files.has(file)) return;
  files.add(file);
  const text = readFileSync(file, "utf8");
  for (const [, path = ""] of text.matchAll(/(?:\bfrom|^import) "(\.[^"]+)"/gm)) {
    visit(join(file, "..", path), files);
  }
}
