import type { UnavailableAnswer } from "../language/protocol.ts";
import type { Unavailable } from "../../adapters/adapter.ts";

/** Somebody has to install a program first. */
export function notInstalled(program: string, remedy: string): Unavailable {
  return { unavailable: `"${program}" is not installed`, remedy, program };
}

/** As an agent says it. */
export function unavailableAnswer({
  unavailable,
  remedy,
  program,
}: Unavailable): UnavailableAnswer {
  return {
    type: "unavailable",
    reason: unavailable,
    remedy,
    ...(program !== undefined && { program }),
  };
}
