import type { Content } from "../content.ts";
import { type Expectation, fails, succeeds } from "../expectation.ts";
import type { Path } from "../path.ts";
import type { Step, ValueOf } from "../step.ts";
import { setxattr } from "./attribute.ts";
import { mkdir, mknod, readdir } from "./directory.ts";
import { close, open, read as readCall, write as writeCall } from "./file.ts";
import { chmod } from "./metadata.ts";

/*
 * Sugar: functions that return ops. Each is a sequence that a program would write, opened under the slot `$`;
 * the expectation goes to the op that decides, and the ops around it follow from it.
 */

/** Splits what a sequence must do into what its open must do and what the call on the descriptor must do. */
function split<V>(want: Expectation<V>): [opening: Expectation<null>, using: Expectation<V>] {
  if ("fails" in want) return [want, fails("EBADF")];
  if ("oneOf" in want) {
    const parts = want.oneOf.map((each) => split(each));
    return [{ oneOf: parts.map(([o]) => o) }, { oneOf: parts.map(([, u]) => u) }];
  }
  if ("when" in want) {
    const [then, use] = split(want.then);
    const [otherwise, useOtherwise] = split(want.otherwise);
    return [
      { when: want.when, then, otherwise },
      { when: want.when, then: use, otherwise: useOtherwise },
    ];
  }
  return ["recorded" in want ? want : succeeds, want];
}

/** A sequence that opens, does one thing and closes: only the open where the open must fail. */
function opened(
  opening: (want: Expectation<null>) => Step,
  using: (want: Expectation<never>) => Step,
  want: Expectation,
): readonly Step[] {
  const [first, second] = split(want);
  if ("fails" in first) return [opening(first)];
  const closing = "gives" in want || "succeeds" in want ? succeeds : closeOf(first);
  return [opening(first), using(second as Expectation<never>), close("$", closing)];
}

/** Closing a slot that may not have been opened. */
function closeOf(opening: Expectation<null>): Expectation<null> {
  return split(opening)[1];
}

/** open, read up to 64 KiB, close. */
export function readFile(
  path: Path,
  want: Expectation<ValueOf<"read">> = succeeds,
): readonly Step[] {
  return opened(
    (first) => open("$", path, ["O_RDONLY"], first),
    (second) => readCall("$", 65536, second),
    want,
  );
}

/** open with O_WRONLY|O_CREAT|O_TRUNC and mode 0644, write, close: what a shell's `>` does. */
export function writeFile(
  path: Path,
  data: Content,
  want: Expectation<null> = succeeds,
): readonly Step[] {
  return opened(
    (first) => open("$", path, ["O_WRONLY", "O_CREAT", "O_TRUNC"], 0o644, first),
    (second) => writeCall("$", data, second),
    want,
  );
}

/** open with O_WRONLY|O_APPEND, write, close: what a shell's `>>` does to a file that is there. */
export function appendFile(
  path: Path,
  data: Content,
  want: Expectation<null> = succeeds,
): readonly Step[] {
  return opened(
    (first) => open("$", path, ["O_WRONLY", "O_APPEND"], first),
    (second) => writeCall("$", data, second),
    want,
  );
}

/** open with O_DIRECTORY, getdents64 to the end, close: the names, sorted. */
export function list(path: Path, want: Expectation<readonly string[]> = succeeds): readonly Step[] {
  return opened(
    (first) => open("$", path, ["O_RDONLY", "O_DIRECTORY"], first),
    (second) => readdir("$", second),
    want,
  );
}

/*
 * What layers are made of. The modes are exact: a chmod follows where the umask would have changed them.
 */

const exact = (path: string, mode: number, umasked: number): readonly Step[] =>
  mode === umasked ? [] : [chmod(path, mode)];

export function file(path: string, data: Content = "", mode = 0o644): readonly Step[] {
  const made = open("$", path, ["O_WRONLY", "O_CREAT", "O_EXCL"], mode);
  const filled = data === "" ? [] : [writeCall("$", data)];
  // Writing takes set-ID bits away from whoever lacks CAP_FSETID.
  const kept = filled.length > 0 ? mode & ~0o6022 : mode & ~0o022;
  return [made, ...filled, close("$"), ...exact(path, mode, kept)];
}

export function dir(path: string, mode = 0o755): readonly Step[] {
  return [mkdir(path, mode), ...exact(path, mode, mode & ~0o022)];
}

/** A whiteout as a layer holds it: a character device 0:0. */
export const whiteoutAt = (path: string): Step => mknod(path, "chr", 0, 0, 0);

/** A directory that hides everything of its name below. */
export const opaqueDir = (path: string, mode = 0o755): readonly Step[] => [
  ...dir(path, mode),
  setxattr(path, "overlay:opaque", "y"),
];
