import type { Feature, FeatureSet } from "../language/feature.ts";
import type { Lacks } from "../language/protocol.ts";
import type { IdentifiedScenario, MountSpec } from "../language/scenario.ts";
import { type Call, type OpName, type Step, mapCalls, mayChange } from "../language/step.ts";
import { remedies } from "./remedies.ts";

/* Whether a scenario says anything of a subject: what it lacks, and what would change that. */

/** Why the scenario cannot run on this subject; undefined where it can. */
export function inapplicable(
  scenario: IdentifiedScenario,
  features: FeatureSet,
  lacks: Lacks,
): string | undefined {
  const { needs, ops } = demandsOf(scenario);
  const missing = needs.filter((feature) => features[feature] !== true);
  if (missing.length > 0) return missing.map((feature) => reasonOf(feature, lacks)).join("; ");
  const lacking = ops.find((op) => lacks[op] !== undefined);
  return lacking === undefined ? undefined : `declared lack: ${lacking}: ${lacks[lacking]}`;
}

interface Demands {
  readonly needs: readonly Feature[];
  readonly ops: readonly string[];
}

/** The same for every subject and every repetition. */
const demands = new WeakMap<IdentifiedScenario, Demands>();

function demandsOf(scenario: IdentifiedScenario): Demands {
  const known = demands.get(scenario);
  if (known !== undefined) return known;
  const found = { needs: needed(scenario), ops: opsOf(scenario) };
  demands.set(scenario, found);
  return found;
}

function reasonOf(feature: Feature, lacks: Lacks): string {
  const declared = lacks[feature];
  return declared === undefined
    ? `needs ${feature}: ${remedies[feature] ?? "this subject does not have it"}`
    : `declared lack: ${feature}: ${declared}`;
}

/** What the scenario says that it needs, and what its mount options, its layers and its ops imply. */
function needed(scenario: IdentifiedScenario): readonly Feature[] {
  const { mount = {}, lowers, needs = [] } = scenario;
  return [
    ...new Set([
      ...needs,
      ...(mount === "none" ? (["mounts"] as const) : mountNeeds(mount)),
      ...(lowers.length > 1 ? (["multi_lower"] as const) : []),
      ...(lowers.length > 1 && mount !== "none" && finds(mount)
        ? (["index_over_lowers"] as const)
        : []),
      ...callsOf(scenario).flatMap(callNeeds),
      ...(scenario.lowers.flat().some(marks) ? (["lower_marks"] as const) : []),
      ...(scenario.lowers.flat().some(setsTimes) ? (["exact_times"] as const) : []),
    ]),
  ];
}

/** Values that ask for something; `off` asks for nothing. */
const asking: Readonly<Partial<Record<keyof MountSpec, Readonly<Record<string, Feature>>>>> = {
  redirect_dir: { on: "redirect_dir", follow: "redirect_follow" },
  index: { on: "index" },
  metacopy: { on: "metacopy" },
  nfs_export: { on: "nfs_export" },
  xino: { on: "xino" },
  uuid: { on: "uuid" },
  verity: { on: "verity", require: "verity" },
  userxattr: { true: "userxattr" },
  volatile: { true: "volatile" },
};

function mountNeeds(mount: MountSpec): readonly Feature[] {
  const asked = Object.entries(mount).flatMap(([option, value]) => {
    const feature = asking[option as keyof MountSpec]?.[String(value)];
    return feature === undefined ? [] : [feature];
  });
  if (mount.dataOnly === undefined) return asked;
  return [...asked, mount.metacopy === "on" ? "data_only" : "data_only_alone"];
}

/** Whether objects of lowers are found again by their handles. */
function finds({ index, nfs_export: exports }: MountSpec): boolean {
  return index === "on" || exports === "on";
}

const opNeeds: Readonly<Partial<Record<OpName, Feature>>> = {
  dnotify: "dnotify",
  enable_verity: "fs_verity",
  fanotify_init: "fanotify",
  io_uring_openat: "io_uring",
  io_uring_read: "io_uring",
  io_uring_write: "io_uring",
  io_uring_fsync: "io_uring",
  open_by_handle_at: "handles",
  setlease: "leases",
  drop_caches: "mounts",
  mount: "mounts",
  umount: "mounts",
  fsopen: "mounts",
  fsopen_from_user_namespace: "mounts",
  fspick: "mounts",
  open_tree: "mounts",
  mount_setattr: "mounts",
  user_namespace: "idmapped_mounts",
  setflags: "inode_flags",
  setquota: "quota",
  ficlone: "reflink",
  ficlonerange: "reflink",
};

function callNeeds(call: Call): readonly Feature[] {
  const needs: Feature[] = [];
  const own = opNeeds[call.op];
  if (own !== undefined) needs.push(own);
  if (call.op === "setflags" && call.flags.includes("FS_CASEFOLD_FL")) needs.push("casefold");
  if (call.op === "setflags" && call.flags.some(isProtection)) needs.push("immutable");
  if (call.as !== undefined && (call.as.uid !== 0 || call.as.gid !== 0)) needs.push("uids");
  if (call.op === "mkfs") needs.push(`${call.type}_disks`);
  if (call.op === "mount" && call.type === "ramfs") needs.push("ramfs");
  if (call.op === "mknod" && isDevice(call)) needs.push("mknod");
  if ("uid" in call && (call.uid > 0 || call.gid > 0)) needs.push("uids");
  if (call.on === "work") needs.push("layers_on_disk");
  if (call.on?.startsWith("lower") === true && mayChange(call)) needs.push("writable_lowers");
  return needs;
}

function isProtection(flag: string): boolean {
  return flag === "FS_IMMUTABLE_FL" || flag === "FS_APPEND_FL";
}

/** A lower that is an overlay itself uses its whiteouts and marks up. */
function marks(step: Step): boolean {
  if (step.op === "mknod") return step.type === "chr" && !isDevice(step);
  return "name" in step && typeof step.name === "string" && isMark(step.name);
}

function isMark(name: string): boolean {
  return ["overlay:", "trusted.overlay.", "user.overlay."].some((each) => name.startsWith(each));
}

/** A lower that is an image keeps neither atime nor, of some kinds, nanoseconds. */
function setsTimes(step: Step): boolean {
  return step.op === "utimensat" || step.op === "futimens";
}

/** A device with a number: a whiteout needs no privilege. */
function isDevice(call: Extract<Call, { op: "mknod" }>): boolean {
  const device = call.type === "chr" || call.type === "blk";
  return device && ((call.major ?? 0) !== 0 || (call.minor ?? 0) !== 0);
}

function callsOf(scenario: IdentifiedScenario): readonly Call[] {
  const calls: Call[] = [];
  const collect = (step: Step): void => {
    mapCalls(step, (call) => {
      calls.push(call);
      return call;
    });
  };
  for (const step of [
    ...scenario.lowers.flat(),
    ...(scenario.upperBefore ?? []),
    ...scenario.steps,
  ]) {
    collect(step);
  }
  return calls;
}

function opsOf(scenario: IdentifiedScenario): readonly string[] {
  const lanes = scenario.steps.some(({ op }) => op === "concurrently") ? ["concurrently"] : [];
  const calls = callsOf(scenario);
  const modifiers = [
    ...(calls.some(({ as }) => as !== undefined) ? ["as"] : []),
    ...(calls.some(({ by }) => by !== undefined) ? ["by"] : []),
  ];
  return [...new Set([...lanes, ...modifiers, ...calls.map(({ op }) => op)])];
}
