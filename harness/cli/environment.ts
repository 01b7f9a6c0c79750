import { readFileSync } from "node:fs";
import { release, type, userInfo } from "node:os";
import { join } from "node:path";
import type { Environment, Results } from "../run/results.ts";
import { manifest } from "../run/manifest.ts";
import { packageRoot } from "../run/where.ts";

export function environment(): Environment {
  return {
    kernel: `${type()} ${release()}`,
    user: process.getuid?.() === 0 ? "root" : `uid ${userInfo().uid}`,
    node: process.version,
    arch: process.arch,
  };
}

export function suiteIdentity(): Results["suite"] {
  const { version } = JSON.parse(readFileSync(join(packageRoot, "package.json"), "utf8")) as {
    version: string;
  };
  const { revision, coverage } = manifest();
  return { version, revision, ...(coverage && { coverage }) };
}
