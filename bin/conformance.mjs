#!/usr/bin/env node
// Starts the command line from dist/, which is built first where a source is newer.
import { build } from "./build.mjs";

try {
  build();
} catch {
  console.error("Cannot build: see the messages above");
  process.exit(2);
}
const { main } = await import("../dist/harness/cli/main.js");
process.exitCode = await main(process.argv.slice(2));
