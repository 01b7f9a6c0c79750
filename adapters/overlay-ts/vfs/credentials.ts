import type { capabilityNames } from "../../../harness/language/flags.ts";

export type Capability = (typeof capabilityNames)[number];

/** Who acts: credentials(7). `uid` and `gid` are those of the filesystem; access(2) goes by the real ones. */
export interface Credentials {
  readonly uid: number;
  readonly gid: number;
  readonly realUid: number;
  readonly realGid: number;
  readonly groups: readonly number[];
  /** The effective ones. */
  readonly capabilities: ReadonlySet<Capability>;
}

export function capable(who: Credentials, capability: Capability): boolean {
  return who.capabilities.has(capability);
}

export function inGroup(who: Credentials, gid: number): boolean {
  return who.gid === gid || who.groups.includes(gid);
}
