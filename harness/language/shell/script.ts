import { print } from "../print.ts";
import type { IdentifiedScenario, MountSpec } from "../scenario.ts";
import { type Call, type Place, type Step, mayChange } from "../step.ts";
import { failedBy, functions, valueCheck, wanted } from "./checks.ts";
import { commands } from "./commands.ts";
import { errnoPattern } from "./errno-text.ts";
import { Known } from "./known.ts";
import { treeChecks } from "./trees.ts";
import { word } from "./word.ts";

/*
 * A scenario as a shell script, for somebody who has a shell with busybox and mount(8), and nothing of this project. It
 * says what they can say; every other op stands in it as a comment, and its head tells how many there are: from the
 * first of them on it judges nothing.
 */

/** What a script claims. */
interface Claim {
  /** Steps that it cannot say, by their number and op. */
  readonly unsaid: readonly string[];
  /** Steps of which it does not judge everything, with what of each. */
  readonly unjudged: readonly string[];
  readonly steps: number;
}

interface Line extends Omit<Claim, "steps"> {
  readonly text: readonly string[];
  readonly errno?: string;
}

function line(step: Step, place: Place, known: Known, number?: number): Line {
  const text = print(step);
  const at = step.op === "concurrently" ? place : (step.on ?? place);
  const name = number === undefined ? at : String(number);
  const unsaid = {
    text: [`# not in a shell: ${text.replaceAll("\n", "\\n")}`, "left_out"],
    unsaid: [`${name} ${step.op}`],
    unjudged: [],
  };
  if (step.op === "concurrently") return unsaid;
  const path = (p: unknown): string =>
    word(`${at === "root" ? "." : at}${String(p).startsWith("/") ? "" : "/"}${String(p)}`);
  const ordinary = step.as === undefined && step.by === undefined && hasPlainPaths(step);
  const said = ordinary ? commands[step.op]?.(step as never, path, known) : undefined;
  if (mayChange(step)) known.changed(step);
  if (said === undefined) return unsaid;
  const want = wanted(step.want);
  const { lines, left } = valueCheck(step, name);
  const errno = want === "ok" || want === "any" ? undefined : want;
  const unknown = errno !== undefined && errnoPattern(errno as never) === undefined;
  const all = unknown ? [...left, "which errno"] : left;
  return {
    text: [
      `echo ${word(`# ${number === undefined ? "" : `${number} `}${text}`)}`,
      `{ ${said}; } >"$top/out" 2>"$top/err"; answered ${name} $? ${want}`,
      ...lines,
    ],
    unsaid: [],
    unjudged: all.length === 0 ? [] : [`${name} ${step.op} (${all.join(", ")})`],
    ...(errno !== undefined && { errno }),
  };
}

/** A path relative to a descriptor, and the empty one, are none that a shell has; lines of a name part a message. */
function hasPlainPaths(call: Call): boolean {
  const paths = ["path", "from", "to"].map((name) =>
    new Map<string, unknown>(Object.entries(call)).get(name),
  );
  return paths.every(
    (path) =>
      path === undefined || (typeof path === "string" && path !== "" && !path.includes("\n")),
  );
}

function linesOf({ lowers, upperBefore = [], steps }: IdentifiedScenario) {
  const known = new Known();
  return {
    before: [
      ...lowers.flatMap((layer, index) => layer.map((step) => line(step, `lower${index}`, known))),
      ...upperBefore.map((step) => line(step, "upper", known)),
    ],
    steps: steps.map((step, index) => line(step, "merged", known, index + 1)),
  };
}

/** What the script of a scenario can claim; it is complete where nothing is unsaid. */
export function shellClaim(scenario: IdentifiedScenario): Claim {
  const { before, steps } = linesOf(scenario);
  const all = [...before, ...steps];
  return {
    unsaid: all.flatMap((each) => each.unsaid),
    unjudged: all.flatMap((each) => each.unjudged),
    steps: all.length,
  };
}

const listed = (steps: readonly string[]): string =>
  steps.length <= 6 ? steps.join(", ") : `${steps.slice(0, 6).join(", ")}, and more`;

function head({ unsaid, unjudged, steps }: Claim): readonly string[] {
  const said =
    unsaid.length === 0
      ? `# All ${steps} steps are said in a shell. Extended attributes and times of the layers are not looked at.`
      : `# ${unsaid.length} of ${steps} steps cannot be said in a shell: ${listed(unsaid)}. From the first of them on nothing is judged.`;
  return unjudged.length === 0 ? [said] : [said, `# Not judged: ${listed(unjudged)}.`];
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

/**
 * The script: to be run as root; it works in a new directory and a mount namespace of its own. It exits 0 where nothing
 * differs, 1 where something does, 2 where it cannot tell.
 */
export function shellScript(scenario: IdentifiedScenario): string {
  const { lowers, mount = {}, merged, upper } = scenario;
  const { before, steps } = linesOf(scenario);
  const lowerNames = lowers.map((_, index) => `lower${index}`);
  const errnos = [...before, ...steps].flatMap(({ errno }) => errno ?? []);
  const mounting =
    mount === "none"
      ? "mount_overlay() { :; }"
      : `mount_overlay() { mount -t overlay overlay -o ${options(mount, lowers.length)} merged; }`;
  return [
    "#!/bin/sh",
    `# ${scenario.id}`,
    `# ${scenario.title.replaceAll("\n", "\\n")}; cites ${scenario.cites.join(" ")}`,
    ...head(shellClaim(scenario)),
    "# Root, a shell, mount(8), unshare(1) and busybox are all that it needs: busybox sh SCRIPT.",
    '[ -n "$OVERLAY_SCRIPT" ] || exec env OVERLAY_SCRIPT=1 unshare --mount --propagation=private sh "$0"',
    "umask 022; export LC_ALL=C",
    ...functions,
    failedBy(new Set(errnos)),
    'top=$(mktemp -d) && mount -t tmpfs tmpfs "$top" && cd "$top" || exit 1',
    `trap 'cd /; umount -l "$top"; rmdir "$top"' EXIT`,
    `mkdir ${[...lowerNames, "upper", "work", "merged"].join(" ")}`,
    mounting,
    "exec 2>&1 </dev/null",
    ...before.flatMap(({ text }) => text),
    "mount_overlay || exit 1",
    "echo '# --- steps'",
    ...steps.flatMap(({ text }) => text),
    "echo '# --- merged'; (cd merged && ls -lAnR .)",
    "echo '# --- upper'; (cd upper && ls -lAnR .)",
    ...(merged === undefined ? [] : treeChecks(merged, "merged")),
    ...(upper === undefined ? [] : treeChecks(upper, "upper")),
    'echo "# --- $differ differ"',
    "[ $differ = 0 ] || exit 1",
    '[ $judging = 1 ] || { echo "# --- not everything was judged: a shell cannot say all of it"; exit 2; }',
    "",
  ].join("\n");
}
