/** An adapter cannot be loaded, or cannot run here: exit 3. */
export class CannotRunError extends Error {
  constructor(label: string, reason: string, remedy: string) {
    super(`adapter "${label}" cannot run here: ${reason}\n  what to do: ${remedy}`);
    this.name = "CannotRunError";
  }
}
