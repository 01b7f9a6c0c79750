import { open } from "../vfs/open.ts";
import {
  O_APPEND,
  O_CREAT,
  O_EXCL,
  O_RDONLY,
  O_RDWR,
  O_TRUNC,
  O_WRONLY,
  howOf,
} from "../vfs/open-flags.ts";
import { AT_FDCWD, type Process } from "../vfs/process.ts";
import { FileHandle } from "./file-handle.ts";
import { called } from "./overlay-error.ts";

/** The letters by which node opens files. */
const letters: Readonly<Record<string, number>> = {
  r: O_RDONLY,
  "r+": O_RDWR,
  w: O_WRONLY | O_CREAT | O_TRUNC,
  wx: O_WRONLY | O_CREAT | O_EXCL | O_TRUNC,
  "w+": O_RDWR | O_CREAT | O_TRUNC,
  "wx+": O_RDWR | O_CREAT | O_EXCL | O_TRUNC,
  a: O_WRONLY | O_CREAT | O_APPEND,
  ax: O_WRONLY | O_CREAT | O_EXCL | O_APPEND,
  "a+": O_RDWR | O_CREAT | O_APPEND,
  "ax+": O_RDWR | O_CREAT | O_EXCL | O_APPEND,
};

/** `r`, `w`, `a+` …, or the flags of open(2) on Linux. */
export type OpenMode = keyof typeof letters | number;

/** Calls about what is in files: all take absolute paths, and throw OverlayError. */
export function contentCalls(process: Process) {
  const calls = {
    open(path: string, mode: OpenMode = "r", permissions = 0o666): FileHandle {
      const flags = typeof mode === "number" ? mode : letters[mode];
      if (flags === undefined) throw new TypeError(`Cannot open '${path}': "${mode}" is no mode`);
      const how = howOf(flags, permissions);
      const file = called("open", () => open(process, AT_FDCWD, path, how), path);
      return new FileHandle(process, file, path);
    },
    readFile: (path: string): Buffer => using(calls.open(path), (handle) => handle.readFile()),
    readText: (path: string): string => calls.readFile(path).toString("utf8"),
    writeFile(path: string, data: string | Uint8Array, options: { readonly mode?: number } = {}) {
      using(calls.open(path, "w", options.mode ?? 0o666), (handle) => handle.writeFile(data));
    },
    appendFile(path: string, data: string | Uint8Array): void {
      using(calls.open(path, "a"), (handle) => handle.writeFile(data));
    },
    copyFile(from: string, to: string): void {
      calls.writeFile(to, calls.readFile(from));
    },
  };
  return calls;
}

function using<T>(handle: FileHandle, use: (handle: FileHandle) => T): T {
  try {
    return use(handle);
  } finally {
    handle.close();
  }
}
