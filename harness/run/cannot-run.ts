import type { Unavailable } from "../../adapters/adapter.ts";
import type { UnavailableAnswer } from "../language/protocol.ts";

/** The agent cannot run here. */
export class UnavailableError extends Error {
  readonly found: Unavailable;
  constructor({ reason, remedy, program }: Omit<UnavailableAnswer, "type">) {
    super(reason);
    this.name = "UnavailableError";
    this.found = { unavailable: reason, remedy, ...(program !== undefined && { program }) };
  }
}

/** An adapter cannot be loaded, or cannot run here: exit 3. */
export class CannotRunError extends Error {
  readonly reason: string;
  /** One that somebody has to install: nobody was asked yet whether the rest works. */
  readonly program: string | undefined;

  constructor(label: string, { unavailable, remedy, program }: Unavailable) {
    super(`adapter "${label}" cannot run here: ${unavailable}\n  what to do: ${remedy}`);
    this.name = "CannotRunError";
    this.reason = unavailable;
    this.program = program;
  }
}
