import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Folders of what is built, whose programs do and see what a transcript tells. */
const folders = ["harness/agent", "harness/language", "harness/observe", "adapters/kernel"];

const built = fileURLToPath(new URL("../..", import.meta.url));

/** A digest of the agent as it is built here: two with the same one are the same instrument. */
export function agentIdentity(): string {
  const hash = createHash("sha256");
  for (const folder of folders) {
    const names = readdirSync(join(built, folder), { recursive: true, encoding: "utf8" });
    for (const name of names.filter((each) => each.endsWith(".js")).toSorted()) {
      hash.update(`${folder}/${name}\0`);
      hash.update(readFileSync(join(built, folder, name)));
    }
  }
  return hash.digest("hex").slice(0, 12);
}
