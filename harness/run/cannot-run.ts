import type { Unavailable } from "../../adapters/adapter.ts";

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
