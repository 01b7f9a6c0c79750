import { File } from "./file.ts";
import { fail } from "./posix-error.ts";

/* Character devices that a layer may hold: mem(4). */

/** 1:3 */
export class NullFile extends File {
  override get seekable(): boolean {
    return true;
  }

  override read(_into: Uint8Array): number {
    return 0;
  }

  override write(from: Uint8Array): number {
    return from.length;
  }

  override seek(): number {
    return 0;
  }
}

/** 1:5 */
export class ZeroFile extends NullFile {
  override read(into: Uint8Array): number {
    into.fill(0);
    return into.length;
  }
}

/** 1:7 */
export class FullFile extends ZeroFile {
  override write(): number {
    return fail("ENOSPC");
  }
}
