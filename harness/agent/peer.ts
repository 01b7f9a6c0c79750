import { writeSync } from "node:fs";
import { createInterface } from "node:readline";
import type { Call } from "../language/step.ts";
import type { Outcome } from "../language/transcript.ts";
import { calls } from "./calls.ts";
import { type Context, type Setting, nothingHeld } from "./context.ts";
import { perform } from "./perform.ts";
import { Standpoint, settle } from "./place.ts";
import { release } from "./release.ts";

/*
 * Another process of a scenario: it carries out steps in the agent's namespaces, with descriptors, locks, mappings and
 * children of its own. It answers every line by one line.
 */

export type PeerRequest =
  | { readonly type: "begin"; readonly setting: Setting }
  | { readonly type: "perform"; readonly calls: readonly Call[] }
  /** Lets go of the working directory, which would keep a mount busy. */
  | { readonly type: "leave" }
  | { readonly type: "end" };

export type PeerAnswer = { readonly outcomes: readonly Outcome[] } | { readonly fault: string };

let context: Context | undefined;

function carryOut(request: PeerRequest): readonly Outcome[] {
  if (request.type === "begin") {
    const { setting } = request;
    calls.umask(0o022);
    context = { ...setting, standpoint: new Standpoint(setting.layers), ...nothingHeld() };
    return [];
  }
  if (context === undefined) throw new Error("Cannot carry out steps: no scenario has begun");
  const { standpoint } = context;
  if (request.type === "leave") standpoint.leave();
  if (request.type === "end") release(context);
  if (request.type !== "perform") return [];
  const outcomes = request.calls.map((call) => perform(context as Context, call));
  // Its root would keep the mount busy.
  standpoint.home();
  return outcomes;
}

function answer(line: string): PeerAnswer {
  try {
    return { outcomes: carryOut(JSON.parse(line) as PeerRequest) };
  } catch (error) {
    return { fault: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

settle();
for await (const line of createInterface({ input: process.stdin })) {
  const bytes = Buffer.from(`${JSON.stringify(answer(line))}\n`);
  for (let at = 0; at < bytes.length; at += writeSync(1, bytes, at));
}
