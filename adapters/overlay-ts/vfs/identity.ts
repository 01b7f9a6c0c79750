import { capabilityNames } from "../../../harness/language/flags.ts";
import type { Capability, Credentials } from "./credentials.ts";
import { fail } from "./posix-error.ts";

/* What a process may be, and how that changes. Source: credentials(7), capabilities(7) */

type Capabilities = ReadonlySet<Capability>;

const all: Capabilities = new Set(capabilityNames);
const none: Capabilities = new Set();

/** -1 of setresuid(2): as it is. */
const unchanged = 0xffffffff;

interface Ids {
  readonly real: number;
  readonly effective: number;
  readonly saved: number;
}

const rootIds: Ids = { real: 0, effective: 0, saved: 0 };

export class Identity {
  #uids = rootIds;
  #gids = rootIds;
  #groups: readonly number[] = [];
  #permitted = all;
  #effective = all;
  #credentials: Credentials | undefined;

  /** As they act on a filesystem now. The same object until something changes. */
  get credentials(): Credentials {
    this.#credentials ??= {
      uid: this.#uids.effective,
      gid: this.#gids.effective,
      realUid: this.#uids.real,
      realGid: this.#gids.real,
      groups: this.#groups,
      capabilities: this.#effective,
    };
    return this.#credentials;
  }

  /** Those by which access(2) decides: the real ids, and what the real user may. */
  get realCredentials(): Credentials {
    const { realUid: uid, realGid: gid } = this.credentials;
    return { ...this.credentials, uid, gid, capabilities: uid === 0 ? this.#permitted : none };
  }

  get permitted(): Capabilities {
    return this.#permitted;
  }

  /** Of another process of the same user. */
  copy(): Identity {
    const copy = new Identity();
    copy.#uids = this.#uids;
    copy.#gids = this.#gids;
    copy.#groups = this.#groups;
    copy.#permitted = this.#permitted;
    copy.#effective = this.#effective;
    return copy;
  }

  /** Who leaves uid 0 loses capabilities, who comes back regains those that are permitted. */
  setUids(real: number, effective: number, saved: number): void {
    const old = this.#uids;
    const uids = this.#changed(old, "CAP_SETUID", real, effective, saved);
    this.#uids = uids;
    if (hasRoot(old) && !hasRoot(uids)) {
      this.#permitted = none;
      this.#effective = none;
    }
    if (old.effective === 0 && uids.effective !== 0) this.#effective = none;
    if (old.effective !== 0 && uids.effective === 0) this.#effective = this.#permitted;
    this.#credentials = undefined;
  }

  setGids(real: number, effective: number, saved: number): void {
    this.#gids = this.#changed(this.#gids, "CAP_SETGID", real, effective, saved);
    this.#credentials = undefined;
  }

  setGroups(groups: readonly number[]): void {
    if (!this.#effective.has("CAP_SETGID")) fail("EPERM");
    this.#groups = groups;
    this.#credentials = undefined;
  }

  /** Nothing can be gained: capset(2). */
  setCapabilities(effective: Capabilities, permitted: Capabilities): void {
    if (!within(permitted, this.#permitted) || !within(effective, permitted)) fail("EPERM");
    this.#permitted = permitted;
    this.#effective = effective;
    this.#credentials = undefined;
  }

  #changed(old: Ids, capability: Capability, ...ids: readonly number[]): Ids {
    const known = [old.real, old.effective, old.saved];
    const asked = ids.map((id, index) => (id >>> 0 === unchanged ? known[index] : id) ?? 0);
    const [real = 0, effective = 0, saved = 0] = asked;
    const may = this.#effective.has(capability) || asked.every((id) => known.includes(id));
    return may ? { real, effective, saved } : fail("EPERM");
  }
}

function hasRoot({ real, effective, saved }: Ids): boolean {
  return real === 0 || effective === 0 || saved === 0;
}

function within(some: Capabilities, of: Capabilities): boolean {
  return [...some].every((capability) => of.has(capability));
}
