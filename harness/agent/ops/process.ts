import type { processOps } from "../../language/ops/process.ts";
import type { Outcome } from "../../language/transcript.ts";
import { toBytes } from "../../observe/bytes.ts";
import { type Program, killChild, runChild, startChild } from "../child.ts";
import { atFlags } from "../constants.ts";
import { fdOf, target } from "../context.ts";
import { done, failed } from "../outcome.ts";
import type { Performers } from "./op.ts";

function ended(program: Program): Outcome {
  const ran = runChild(program);
  if (typeof ran === "number") return failed(ran);
  return { value: { ...ran.end, stdout: toBytes(ran.stdout) } };
}

export const processPerformers: Performers<keyof typeof processOps> = {
  execve(context, { path, argv }) {
    const [dirfd, name] = target(context, path);
    return ended({ dirfd, path: name, argv: argv ?? [name], flags: 0 });
  },
  fexecve: (context, { slot, argv }) =>
    ended({
      dirfd: fdOf(context, slot),
      path: "",
      argv: argv ?? [slot],
      flags: atFlags.AT_EMPTY_PATH,
    }),
  spawn(context, { process, path, argv }) {
    const [dirfd, name] = target(context, path);
    const pid = startChild({ dirfd, path: name, argv: argv ?? [name], flags: 0 });
    if (pid < 0) return failed(pid);
    const old = context.processes.get(process);
    if (old !== undefined) killChild(old);
    context.processes.set(process, pid);
    return done(0);
  },
  kill(context, { process }) {
    const pid = context.processes.get(process);
    if (pid === undefined) return { errno: "ESRCH" };
    context.processes.delete(process);
    return done(killChild(pid));
  },
};
