import { constants } from "node:os";
import { execa } from "execa";
import { agentIdentity } from "../agent/identity.ts";
import type { UnavailableAnswer } from "../language/protocol.ts";
import { register } from "../run/registry.ts";
import { optionsFor } from "./adapter-options.ts";
import { agentFlags } from "./flags.ts";
import { readFlags } from "./usage.ts";

/** How long an agent may need to finish when its input has ended. Who started it may be a machine that is gone. */
const graceMs = 30_000;

/**
 * `agent`: speaks the agent protocol on the standard streams, for who starts it on another machine. It ends with its
 * input, however its agent is.
 */
export async function agent(args: readonly string[]): Promise<number> {
  const given = readFlags(args, agentFlags);
  const one = (name: string): string | undefined => given.values.get(name)?.[0];
  const expected = one("expect");
  if (expected !== undefined && expected !== agentIdentity()) {
    const answer: UnavailableAnswer = {
      type: "unavailable",
      reason: "the project there is another one than here",
      remedy: "copy it there again: vagrant rsync, or the like",
    };
    console.log(JSON.stringify(answer));
    return 0;
  }
  const label = one("adapter") ?? "kernel";
  const options = optionsFor(label, [label], given.values.get("adapter-option") ?? []);
  const { command } = await register(label, options);
  const [program = "", ...rest] = command;
  const child = execa(program, rest, {
    stdio: ["pipe", "inherit", "inherit"],
    buffer: false,
    reject: false,
  });
  child.stdin.on("error", () => undefined);
  process.stdin.pipe(child.stdin);
  process.stdin.once("close", () => {
    setTimeout(() => child.kill("SIGKILL"), graceMs).unref();
  });
  const { exitCode, signal } = await child;
  process.stdin.destroy();
  return exitCode ?? 128 + (signal === undefined ? 0 : constants.signals[signal]);
}
