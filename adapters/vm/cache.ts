import { homedir } from "node:os";
import { join } from "node:path";

/** What is fetched and made for virtual machines: outside of the project, shared by all of its checkouts. */
export function cacheDirectory(): string {
  const base = process.env["XDG_CACHE_HOME"] || join(homedir(), ".cache");
  return join(base, "overlay-conformance");
}

/** A directory for each series, `6.12`. */
export function kernelsDirectory(): string {
  return join(cacheDirectory(), "kernels");
}
