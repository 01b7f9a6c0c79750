// Compiles the project into dist/, where it is not up to date. A published package has no sources: nothing to do then.
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const tsc = join(root, "node_modules/typescript/bin/tsc");
const stamp = join(root, "dist/.built");
const sources = [
  "suites",
  "harness",
  "adapters",
  "reports",
  "test/broken",
  "tsconfig.build.json",
  "bin/manifest.mjs",
  "coverage",
  "docs/clauses.md",
];

/**
 * The newest modification below a path, in milliseconds.
 * @param {string} path
 * @returns {number}
 */
function newest(path) {
  const { mtimeMs } = statSync(path);
  if (!statSync(path).isDirectory()) return mtimeMs;
  return Math.max(mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

function isStale() {
  if (!existsSync(join(root, "tsconfig.build.json"))) return false;
  if (!existsSync(stamp)) return true;
  const built = statSync(stamp).mtimeMs;
  return sources.some((each) => existsSync(join(root, each)) && newest(join(root, each)) > built);
}

export function build() {
  if (!isStale()) return;
  const started = new Date();
  for (const args of [[tsc, "-p", "tsconfig.build.json"], [join(root, "bin/manifest.mjs")]]) {
    execFileSync(process.execPath, args, { cwd: root, stdio: "inherit" });
  }
  writeFileSync(stamp, "");
  // What was edited during the build is newer than the build.
  utimesSync(stamp, started, started);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) build();
