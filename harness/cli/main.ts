import { ScenarioError } from "../language/parse.ts";
import { KnownFailuresError } from "../judge/known-failures.ts";
import { ResultsError } from "../../reports/results-error.ts";
import { nearest } from "../language/nearest.ts";
import { AdapterLoadError, UnknownAdapterError } from "../run/registry.ts";
import {
  agentFlags,
  diffFlags,
  doctorFlags,
  mergeFlags,
  recordFlags,
  replayFlags,
  runFlags,
  savedFlags,
} from "./flags.ts";
import { RecordingError } from "../run/recording/read.ts";
import { CannotRunError } from "../run/cannot-run.ts";
import { SelectionError } from "../run/select.ts";
import { type Flags, UsageError, printFlags } from "./usage.ts";

interface Command {
  readonly usage: string;
  readonly says: string;
  readonly flags: Flags;
  run(args: readonly string[]): Promise<number>;
}

const commands: Readonly<Record<string, Command>> = {
  run: {
    usage: "--adapter=NAME[,NAME…]",
    says: "judge adapters",
    flags: runFlags,
    run: async (args) => (await import("./run.ts")).run(args),
  },
  replay: {
    usage: "replay ID|FILE",
    says: "one scenario, step by step, as text",
    flags: replayFlags,
    run: async (args) => (await import("./replay.ts")).replay(args),
  },
  diff: {
    usage: "diff A.json B.json",
    says: "what changed between two runs, adapters or kernels",
    flags: diffFlags,
    run: async (args) => (await import("./compare.ts")).diff(args),
  },
  merge: {
    usage: "merge FILE.json…",
    says: "join the results of shards",
    flags: mergeFlags,
    run: async (args) => (await import("./compare.ts")).mergeFiles(args),
  },
  report: {
    usage: "report FILE.json…",
    says: "the reports of saved results",
    flags: savedFlags,
    run: async (args) => (await import("./compare.ts")).report(args),
  },
  record: {
    usage: "record [--adapter=vm]",
    says: "keep what a kernel answers, in recordings/",
    flags: recordFlags,
    run: async (args) => (await import("./record.ts")).record(args),
  },
  agent: {
    usage: "agent",
    says: "speak the agent protocol on the standard streams, for another machine: --adapter=exec:…",
    flags: agentFlags,
    run: async (args) => (await import("./agent.ts")).agent(args),
  },
  doctor: {
    usage: "doctor",
    says: "what this machine can run, what it cannot, and the command that would change that",
    flags: doctorFlags,
    run: async (args) => (await import("./doctor.ts")).doctor(args),
  },
};

/** Exit codes: 2 for a wrong command line or an unreadable file, 3 for an adapter that cannot be loaded or run. */
const exitCodes: readonly (readonly [abstract new (...args: never[]) => Error, number])[] = [
  [UsageError, 2],
  [SelectionError, 2],
  [UnknownAdapterError, 2],
  [ScenarioError, 2],
  [KnownFailuresError, 2],
  [ResultsError, 2],
  [RecordingError, 2],
  [AdapterLoadError, 3],
  [CannotRunError, 3],
];

/** Runs the command line and gives its exit code. */
export async function main(args: readonly string[]): Promise<number> {
  try {
    const [first = "", ...rest] = args;
    const name = first.startsWith("-") || first === "" ? "run" : first;
    const command = commands[name];
    if (command === undefined) {
      const known = Object.keys(commands);
      throw new UsageError(
        `unknown command "${first}"${nearest(first, known)}; known are ${known.join(", ")}`,
      );
    }
    if (args.includes("--help")) {
      console.log(help(name, command));
      return 0;
    }
    return await command.run(name === "run" && first !== "run" ? args : rest);
  } catch (error) {
    return explain(error);
  }
}

function explain(error: unknown): number {
  const code = exitCodes.find(([type]) => error instanceof type)?.[1];
  if (code === undefined) throw error;
  console.error((error as Error).message);
  return code;
}

function help(name: string, { usage, says, flags }: Command): string {
  const others = Object.entries(commands).filter(([each]) => each !== name);
  return [
    `conformance ${usage}: ${says}`,
    printFlags(flags),
    "",
    ...others.map(([, other]) => `conformance ${other.usage}: ${other.says}`),
  ].join("\n");
}
