import type { Credentials } from "./credentials.ts";
import { File } from "./file.ts";
import type { Path } from "./mount.ts";

/** A file by which one gives an order to the system, as those of proc_sys(5): whatever is written, it is carried out. */
export class ControlFile extends File {
  readonly #order: () => void;

  constructor(path: Path, flags: number, who: Credentials, order: () => void) {
    super(path, flags, who);
    this.#order = order;
  }

  override write(from: Uint8Array): number {
    this.#order();
    return from.length;
  }
}
