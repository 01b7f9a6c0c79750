import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { release, type, userInfo } from "node:os";
import { join } from "node:path";
import type { Environment, Results } from "../run/results.ts";
import { packageRoot } from "../run/where.ts";
import { allScenarios } from "../run/select.ts";

export function environment(): Environment {
  return {
    kernel: `${type()} ${release()}`,
    user: process.getuid?.() === 0 ? "root" : `uid ${userInfo().uid}`,
    node: process.version,
    arch: process.arch,
  };
}

/** The revision is a digest of the scenarios themselves: equal suites are equal wherever they come from. */
export function suiteIdentity(): Results["suite"] {
  const { version } = JSON.parse(readFileSync(join(packageRoot, "package.json"), "utf8")) as {
    version: string;
  };
  const digest = createHash("sha256").update(JSON.stringify(allScenarios)).digest("hex");
  return { version, revision: digest.slice(0, 12) };
}
