import type { Expectation } from "./expectation.ts";
import { octal, word } from "./shell-word.ts";
import type { Call } from "./step.ts";
import { type Node, explicit } from "./tree.ts";

/* What a script checks by itself, so that it shows the same difference as the report that it was copied from. */

/** Functions of the script. After an op that a shell cannot say, nothing is judged any more: it might have mattered. */
export const checking: readonly string[] = [
  "judging=1 differ=0",
  "left_out() { judging=0; }",
  'differs() { [ $judging = 0 ] && return; differ=$((differ + 1)); echo "DIFFERS $1: expected $2, observed $3"; }',
  // answered STEP STATUS WANT: a command tells that it failed, and not always by the errno of its call.
  "answered() {",
  '  cat "$top/out" "$top/err"; [ -s "$top/out" ] && echo; got=ok; [ "$2" = 0 ] || got=$(head -n 1 "$top/err")',
  '  case "$3:$2" in any:* | ok:0) ;; ok:*) differs "step $1" ok "$got" ;; *:0) differs "step $1" "$3" ok ;; esac',
  "}",
  // list DIRECTORY: as it is listed, whether its names can be looked up or not
  'list() { (cd "$1" && for name in * .[!.]* ..?*; do case "$name" in "*" | ".[!.]*" | "..?*") ;; *) echo "$name" ;; esac; done) | sort; }',
  'shows() { [ "$(cat "$top/out")" = "$2" ] || differs "step $1" "$2" "$(cat "$top/out")"; }',
  // holds PATH PATTERN
  "holds() {",
  '  got=$(stat -c "%F %a %u:%g" "$1" 2>/dev/null) || got=absent',
  '  case "$got" in $2) ;; *) differs "$1" "$2" "$got" ;; esac',
  "}",
  'names() { got=$(list "$1" 2>/dev/null); [ "$got" = "$2" ] || differs "names in $1" "$2" "$got"; }',
  'content() { got=$(cat "$1" 2>/dev/null; echo .); want=$(printf %b "$2"; echo .); [ "$got" = "$want" ] || differs "content of $1" "$want" "$got"; }',
];

/** What `answered` takes: an errno, `ok`, or `any` where a shell cannot decide. */
export function wanted(want: Expectation | undefined): string {
  if (want === undefined || "succeeds" in want || "gives" in want) return "ok";
  return "fails" in want ? want.fails : "any";
}

/** What a command has to print, where it prints what the call gives and nothing else. */
export function printedValue({ op, want }: Call): string | undefined {
  if (want === undefined || !("gives" in want)) return undefined;
  const { gives } = want;
  if (op === "readlink" || op === "read") return isPlain(gives) ? gives : undefined;
  if (op !== "readdir" || !Array.isArray(gives) || !gives.every(isPlain)) return undefined;
  return gives.toSorted().join("\n");
}

/** Text that a shell keeps as it is: it drops newlines at an end, and NUL everywhere. */
const isPlain = (value: unknown): value is string =>
  typeof value === "string" && /^[\x20-\x7e]*$/.test(value);

const types: Readonly<Record<string, string>> = {
  file: "regular*",
  dir: "directory",
  symlink: "symbolic link",
  chr: "character special file",
  blk: "block special file",
  fifo: "fifo",
  socket: "socket",
  whiteout: "character special file",
};

/** Checks of a tree, a line each: types, modes, owners, names and contents. */
export function treeChecks(node: Node, path: string): readonly string[] {
  const written = explicit(node);
  if (written.$ === "any") return [`[ -e ${word(path)} ] || differs ${word(path)} there absent`];
  const type = types[written.$] ?? "*";
  if (written.$ === "whiteout") return [`holds ${word(path)} ${word(`${type} *`)}`];
  const ordinary = { file: 0o644, dir: 0o755 }[written.$ as "file" | "dir"] as number | undefined;
  const mode = written.mode ?? ordinary;
  const owner = `${written.uid ?? 0}:${written.gid ?? 0}`;
  const line = `holds ${word(path)} ${word(`${type} ${mode?.toString(8) ?? "*"} ${owner}`)}`;
  if (written.$ === "file") return [line, ...contentChecks(written.content, path)];
  if (written.$ !== "dir") return [line];
  const children = Object.entries(written.children);
  const names = children.map(([name]) => name).toSorted();
  const exact = written.others !== true && names.every(isPlain);
  return [
    line,
    ...(exact ? [`names ${word(path)} ${word(names.join("\n"))}`] : []),
    ...children.flatMap(([name, child]) => treeChecks(child, `${path}/${name}`)),
  ];
}

function contentChecks(content: Parameters<typeof octal>[0] | object, path: string) {
  // Long contents and those with NUL do not fit into a variable of a shell.
  if (typeof content !== "string" || content.length > 4096 || content.includes("\0")) return [];
  return [`content ${word(path)} ${word(octal(content))}`];
}
