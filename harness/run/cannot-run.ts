/** An adapter cannot be loaded, or cannot run here: exit 3. */
export class CannotRunError extends Error {
  readonly reason: string;
  /** Somebody has to install something: nobody was asked yet whether it works. */
  readonly isMissingProgram: boolean;

  constructor(label: string, reason: string, remedy: string) {
    super(`adapter "${label}" cannot run here: ${reason}\n  what to do: ${remedy}`);
    this.name = "CannotRunError";
    this.reason = reason;
    this.isMissingProgram = reason.includes("is not installed");
  }
}
