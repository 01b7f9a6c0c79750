import type { Expectation } from "../expectation.ts";
import { isRecord } from "../kind.ts";
import type { Call } from "../step.ts";
import { errnoPattern } from "./errno-text.ts";
import { octal, word } from "./word.ts";

/* What a script checks by itself, so that it shows the same difference as the report that it was copied from. */

/** Functions of the script. After an op that a shell cannot say, nothing is judged any more: it might have mattered. */
export const functions: readonly string[] = [
  "judging=1 differ=0",
  "newline='\n'",
  "left_out() { judging=0; }",
  'differs() { [ $judging = 0 ] && return; differ=$((differ + 1)); echo "DIFFERS $1: expected $2, observed $3"; }',
  // answered STEP STATUS WANT: what a command prints is shown, and where it fails its message tells the errno
  "answered() {",
  '  cat "$top/out" "$top/err"; [ -s "$top/out" ] && echo; got=ok; [ "$2" = 0 ] || got=$(head -n 1 "$top/err")',
  '  case "$3:$2" in any:* | ok:0) ;; ok:*) differs "step $1" ok "$got" ;; *:0) differs "step $1" "$3" ok ;;',
  '  *) failed_by "$3" "$got" || differs "step $1" "$3" "$got" ;; esac',
  "}",
  'there() { stat -L "$1" >/dev/null; }',
  "status() {",
  '  got=$(stat -c "type=%F mode=%a nlink=%h uid=%u gid=%g size=%s rdev=%t:%T" "$@") || return 1',
  '  echo "$got" | sed "s/regular empty file/regular file/"',
  "}",
  // move FROM TO: mv, and whether it was one rename: what arrives is what was there, and nothing stays behind
  "move() {",
  '  was=$(stat -c %d:%i "$1"); mv -f "$1" "$2" || return 1',
  '  [ "$(stat -c %d:%i "$2")" = "$was" ] || { echo "mv: $1 was copied: Invalid cross-device link" >&2; return 1; }',
  "}",
  // list DIRECTORY: as it is listed, whether its names can be looked up or not
  'list() { (cd "$1" && for name in * .[!.]* ..?*; do case "$name" in "*" | ".[!.]*" | "..?*") ;; *) echo "$name" ;; esac; done) | sort; }',
  'gives() { printf %b "$2" >"$top/want"; cmp -s "$top/want" "$top/out" || differs "step $1" "$(cat "$top/want")" "$(cat "$top/out")"; }',
  // fill TEXT SIZE: the text again and again, and no newline
  'fill() { yes "$1" | tr -d "\\n" | head -c "$2"; }',
  // A file only: somebody who reads a pipe waits.
  'filled() { [ ! -f "$1" ] || fill "$2" "$3" | cmp -s - "$1" || differs "content of $1" "$3 bytes of $2" "others"; }',
  // shows STEP FIELD VALUE
  'shows() { case " $(cat "$top/out") " in *" $2=$3 "*) ;; *) differs "step $1" "$2=$3" "$(cat "$top/out")" ;; esac; }',
  // holds PATH PATTERN
  "holds() {",
  '  got=$(stat -c "%F %a %u:%g %t:%T" "$1" 2>/dev/null) || got=absent',
  '  case "$got" in $2) ;; *) differs "$1" "$2" "$got" ;; esac',
  "}",
  'leads() { got=$(readlink "$1"); [ "$got" = "$2" ] || differs "target of $1" "$2" "$got"; }',
  // names DIRECTORY LIST: what is missing is found by itself
  "names() {",
  '  got=$(list "$1" 2>/dev/null); old=$IFS; IFS="$newline"; set -f',
  '  for name in $got; do case "$newline$2$newline" in *"$newline$name$newline"*) ;; *) differs "$1/$name" absent there ;; esac; done',
  "  set +f; IFS=$old",
  "}",
  'content() { [ -f "$1" ] || return; got=$(cat "$1" 2>/dev/null; echo .); want=$(printf %b "$2"; echo .); [ "$got" = "$want" ] || differs "content of $1" "$want" "$got"; }',
];

/** `failed_by ERRNO MESSAGE`, with the errnos that the script asks for. */
export function failedBy(errnos: ReadonlySet<string>): string {
  const arms = [...errnos].toSorted().map((errno) => {
    const pattern = errnoPattern(errno as Parameters<typeof errnoPattern>[0]);
    return `${errno}) case "$2" in ${pattern ?? "*"}) ;; *) return 1 ;; esac ;;`;
  });
  return `failed_by() { case "$1" in ${arms.join(" ")} esac; }`;
}

/** What `answered` takes: an errno, `ok`, or `any` where the outcome is open. */
export function wanted(want: Expectation | undefined): string {
  if (want === undefined || "succeeds" in want || "gives" in want) return "ok";
  return "fails" in want ? want.fails : "any";
}

/** How a script checks what a call gives; `left` is what of it it cannot check. */
export interface ValueCheck {
  readonly lines: readonly string[];
  readonly left: readonly string[];
}

const nothing: ValueCheck = { lines: [], left: [] };

/** Types as stat(1) names them. */
export const statTypes: Readonly<Record<string, string>> = {
  file: "regular file",
  dir: "directory",
  symlink: "symbolic link",
  chr: "character special file",
  blk: "block special file",
  fifo: "fifo",
  socket: "socket",
  whiteout: "character special file",
};

/** Fields of stat(2) as stat(1) prints them. */
const fields: Readonly<Record<string, (value: unknown) => string | undefined>> = {
  type: (value) => statTypes[String(value)],
  mode: (value) => Number(value).toString(8),
  nlink: String,
  uid: String,
  gid: String,
  size: String,
  rdev: (value) =>
    Array.isArray(value) ? value.map((each) => Number(each).toString(16)).join(":") : undefined,
};

/** Names that a list of a shell keeps apart. */
export const isPlain = (value: unknown): value is string =>
  typeof value === "string" && /^[\x20-\x7e]+$/.test(value);

/** What a command has to print, where it prints what the call gives. */
export function valueCheck({ op, want }: Call, step: string): ValueCheck {
  if (want === undefined || "succeeds" in want || "fails" in want) return nothing;
  if (!("gives" in want)) return { lines: [], left: ["the outcome"] };
  const value: unknown = want.gives;
  if (op === "read" || op === "readlink") {
    if (!isContent(value)) return { lines: [], left: ["the value"] };
    return { lines: [`gives ${step} ${word(octal(value))}`], left: [] };
  }
  if (op === "readdir") {
    if (!Array.isArray(value) || !value.every(isPlain)) return { lines: [], left: ["the value"] };
    const text = value.toSorted().map((name) => `${name}\n`);
    return { lines: [`gives ${step} ${word(octal(text.join("")))}`], left: [] };
  }
  if (op === "stat" || op === "lstat") return statusCheck(value, step);
  // The count of what was written is all of it, or the command fails.
  return op === "write" ? nothing : { lines: [], left: ["the value"] };
}

function statusCheck(value: unknown, step: string): ValueCheck {
  if (!isRecord(value)) return { lines: [], left: ["the value"] };
  const lines: string[] = [];
  const left: string[] = [];
  for (const [name, each] of Object.entries(value)) {
    const text = isRecord(each) ? undefined : fields[name]?.(each);
    if (text === undefined) left.push(name);
    else lines.push(`shows ${step} ${name} ${word(text)}`);
  }
  return { lines, left };
}

function isContent(value: unknown): value is Parameters<typeof octal>[0] {
  if (typeof value === "string") return true;
  return isRecord(value) && ("hex" in value || ("fill" in value && Number(value["size"]) <= 65536));
}
