import type { IdentifiedScenario, MountSpec } from "./scenario.ts";
import type { Call, OpName, Place, Step } from "./step.ts";
import { print } from "./print.ts";
import { checking, printedValue, treeChecks, wanted } from "./shell-checks.ts";
import { octal, word } from "./shell-word.ts";

/*
 * A scenario as a shell script, for somebody who has a shell and mount(8) and nothing of this project. It says what a
 * shell can say; every other op stands in it as a comment, so that nothing is left out in silence.
 */

/** Descriptors of a shell have one digit in POSIX: 3 to 9. */
interface Slots {
  readonly numbers: Map<string, number>;
  /** Listed to the end: a shell cannot go on from there. */
  readonly ended: Set<string>;
}

type Said = (call: never, path: (path: unknown) => string, slots: Slots) => string | undefined;

function slotOf(slots: Slots, slot: string): number | undefined {
  const known = slots.numbers.get(slot);
  if (known !== undefined) return known;
  const number = slots.numbers.size + 3;
  if (number > 9) return undefined;
  slots.numbers.set(slot, number);
  return number;
}

/** After these a file is empty, which is what `>` makes of it. */
const emptying: ReadonlySet<string> = new Set(["O_TRUNC", "O_EXCL"]);

function redirection(flags: readonly string[]): string | undefined {
  if (flags.includes("O_PATH") || flags.includes("O_TMPFILE")) return undefined;
  if (flags.includes("O_APPEND")) return ">>";
  if (flags.includes("O_RDWR")) return flags.includes("O_CREAT") ? "<>" : undefined;
  if (flags.includes("O_WRONLY")) return flags.some((flag) => emptying.has(flag)) ? ">" : undefined;
  return flags.some((flag) => flag !== "O_RDONLY" && flag !== "O_DIRECTORY") ? undefined : "<";
}

/** O_DIRECTORY and O_EXCL have no redirection of their own. */
function trial(flags: readonly string[], how: string, path: string): string {
  if (flags.includes("O_DIRECTORY")) return `(cd ${path})`;
  return flags.includes("O_EXCL") ? `(set -C; : >${path})` : `(: ${how}${path})`;
}

const commands: Readonly<Partial<Record<OpName, Said>>> = {
  mkdir: ({ path: p, mode }: Call<"mkdir">, path) => `mkdir -m ${masked(mode ?? 0o755)} ${path(p)}`,
  mknod: ({ path: p, type, major = 0, minor = 0, mode }: Call<"mknod">, path) => {
    const letter = { chr: "c", blk: "b", fifo: "p", file: "", socket: "" }[type];
    if (letter === "") return undefined;
    const numbers = letter === "p" ? "" : ` ${major} ${minor}`;
    return `mknod -m ${masked(mode ?? 0o644)} ${path(p)} ${letter}${numbers}`;
  },
  // The root of a scenario is not that of a script: an absolute target would lead out of it.
  symlink: ({ target, path: p }: Call<"symlink">, path) =>
    target.startsWith("/") ? undefined : `ln -s ${word(target)} ${path(p)}`,
  link: ({ from, to }: Call<"link">, path) => `ln ${path(from)} ${path(to)}`,
  unlink: ({ path: p }: Call<"unlink">, path) => `rm ${path(p)}`,
  rmdir: ({ path: p }: Call<"rmdir">, path) => `rmdir ${path(p)}`,
  // mv copies where rename(2) gives EXDEV: only where the call has to succeed is it the same.
  rename: ({ from, to, flags = [], want }: Call<"rename">, path) =>
    flags.length > 0 || wanted(want) !== "ok" ? undefined : `mv -T ${path(from)} ${path(to)}`,
  readlink: ({ path: p }: Call<"readlink">, path) => `readlink ${path(p)}`,
  lstat: ({ path: p }: Call<"lstat">, path) => `ls -ldn ${path(p)}`,
  stat: ({ path: p }: Call<"stat">, path) => `ls -ldnL ${path(p)}`,
  chmod: ({ path: p, mode }: Call<"chmod">, path) => `chmod ${mode.toString(8)} ${path(p)}`,
  chown: ({ path: p, uid, gid }: Call<"chown">, path) => `chown ${uid}:${gid} ${path(p)}`,
  lchown: ({ path: p, uid, gid }: Call<"lchown">, path) => `chown -h ${uid}:${gid} ${path(p)}`,
  truncate: ({ path: p, length }: Call<"truncate">, path) =>
    `[ -e ${path(p)} ] && truncate -c -s ${length} ${path(p)}`,
  setxattr: ({ path: p, name, value }: Call<"setxattr">, path) =>
    typeof value === "string"
      ? `setfattr -n ${attribute(name)} -v ${word(value)} ${path(p)}`
      : undefined,
  open: ({ slot, path: p, flags, mode }: Call<"open">, path, slots) => {
    const number = slotOf(slots, slot);
    slots.ended.delete(slot);
    const how = redirection(flags);
    const fresh = flags.includes("O_CREAT") && !flags.includes("O_EXCL");
    if (number === undefined || how === undefined) return undefined;
    // A redirection has no mode of its own.
    if (fresh && masked(mode ?? 0o644) !== "644") return undefined;
    // A redirection for writing makes the file, which the call does only where it is asked to.
    const there = how.startsWith(">") && !flags.includes("O_CREAT") ? `[ -e ${path(p)} ] && ` : "";
    // A redirection of exec that fails would end the shell: it is tried by itself first.
    const made = flags.includes("O_EXCL") ? ` && chmod ${masked(mode ?? 0o644)} ${path(p)}` : "";
    return `${there}${trial(flags, how, path(p))} && exec ${number}${how}${path(p)}${made}`;
  },
  read: ({ slot, length }: Call<"read">, _, slots) =>
    `dd bs=${length} count=1 <&${slots.numbers.get(slot) ?? 9} 2>/dev/null`,
  write: ({ slot, data }: Call<"write">, _, slots) =>
    typeof data === "object" && "program" in data
      ? undefined
      : `printf %b ${word(octal(data))} >&${slots.numbers.get(slot) ?? 9}`,
  close: ({ slot }: Call<"close">, _, slots) => `exec ${slots.numbers.get(slot) ?? 9}>&-`,
  readdir: ({ slot }: Call<"readdir">, _, slots) => {
    if (slots.ended.has(slot)) return undefined;
    slots.ended.add(slot);
    const path = `/proc/self/fd/${slots.numbers.get(slot) ?? 9}/`;
    return `[ -d ${path} ] && list ${path}`;
  },
  remount: () => "umount merged && mount_overlay",
  drop_caches: () => "echo 3 >/proc/sys/vm/drop_caches",
};

/** A shell makes things under its own mask, as the agent does: 022. */
const masked = (mode: number): string => (mode & ~0o022).toString(8);

const attribute = (name: string): string => name.replace(/^overlay:/, "trusted.overlay.");

function line(step: Step, place: Place, slots: Slots, number?: number): readonly string[] {
  const text = print(step);
  const left = [`# not in a shell: ${text.replaceAll("\n", "\\n")}`, "left_out"];
  if (step.op === "concurrently") return left;
  const at = step.on ?? place;
  const path = (p: unknown): string =>
    word(`${at === "root" ? "." : at}${String(p).startsWith("/") ? "" : "/"}${String(p)}`);
  const said =
    step.as === undefined && step.by === undefined
      ? commands[step.op]?.(step as never, path, slots)
      : undefined;
  if (said === undefined) return left;
  const own = step.op === "setxattr" ? ["command -v setfattr >/dev/null || left_out"] : [];
  const name = number === undefined ? at : String(number);
  const value = printedValue(step);
  return [
    `echo ${word(`# ${number === undefined ? "" : `${number} `}${text}`)}`,
    ...own,
    `{ ${said}; } >"$top/out" 2>"$top/err"; answered ${name} $? ${wanted(step.want)}`,
    ...(value === undefined ? [] : [`shows ${name} ${word(value)}`]),
  ];
}

function options(mount: MountSpec, lowers: number): string {
  const named = Object.entries(mount).flatMap(([name, value]) => {
    if (["upper", "readonly", "dataOnly"].includes(name)) return [];
    return value === true ? [name] : value === false ? [] : [`${name}=${String(value)}`];
  });
  const ordinary = lowers - (mount.dataOnly ?? 0);
  const names = Array.from({ length: lowers }, (_, index) => `lower${index}`);
  const layers = [names.slice(0, ordinary).join(":"), ...names.slice(ordinary)].join("::");
  const access = mount.readonly === true ? ["ro"] : [];
  const upper = mount.upper === false ? [] : ["upperdir=upper", "workdir=work"];
  return [`lowerdir=${layers}`, ...upper, ...named, ...access].join(",");
}

/** The script: to be run as root; it works in a new directory and a mount namespace of its own. */
export function shellScript(scenario: IdentifiedScenario): string {
  const { lowers, mount = {}, upperBefore = [], steps } = scenario;
  const slots: Slots = { numbers: new Map(), ended: new Set() };
  const lowerNames = lowers.map((_, index) => `lower${index}`);
  const mounting =
    mount === "none"
      ? "mount_overlay() { :; }"
      : `mount_overlay() { mount -t overlay overlay -o ${options(mount, lowers.length)} merged; }`;
  return [
    "#!/bin/sh",
    `# ${scenario.id}`,
    `# ${scenario.title}; cites ${scenario.cites.join(" ")}`,
    "# Root, mount(8), unshare(1) and busybox or coreutils are all that it needs. setfattr(1) where it sets attributes.",
    '[ -n "$OVERLAY_SCRIPT" ] || exec env OVERLAY_SCRIPT=1 unshare --mount --propagation=private sh "$0"',
    "umask 022",
    ...checking,
    'top=$(mktemp -d) && mount -t tmpfs tmpfs "$top" && cd "$top" || exit 1',
    `trap 'cd /; umount -l "$top"; rmdir "$top"' EXIT`,
    `mkdir ${[...lowerNames, "upper", "work", "merged"].join(" ")}`,
    mounting,
    "exec 2>&1",
    ...lowers.flatMap((layer, index) =>
      layer.flatMap((step) => line(step, `lower${index}`, slots)),
    ),
    ...upperBefore.flatMap((step) => line(step, "upper", slots)),
    "mount_overlay || exit 1",
    "echo '# --- steps'",
    ...steps.flatMap((step, index) => line(step, "merged", slots, index + 1)),
    "echo '# --- merged'; (cd merged && ls -lAnR .)",
    "echo '# --- upper'; (cd upper && ls -lAnR .)",
    ...(scenario.merged === undefined ? [] : treeChecks(scenario.merged, "merged")),
    ...(scenario.upper === undefined ? [] : treeChecks(scenario.upper, "upper")),
    'if [ $judging = 0 ]; then echo "# --- not everything was judged: a shell cannot say all of it"; fi',
    'echo "# --- $differ differ"',
    "[ $differ = 0 ]",
    "",
  ].join("\n");
}
