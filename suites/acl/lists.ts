import { acl } from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { HexContent } from "../../harness/language/content.ts";
import type { Feature } from "../../harness/language/feature.ts";
import type { Credentials } from "../../harness/language/step.ts";

export const access = "system.posix_acl_access";
export const byDefault = "system.posix_acl_default";

export const user: Credentials = { uid: 1000, gid: 1000 };
export const member: Credentials = { uid: 1001, gid: 1001, groups: [2000] };
export const stranger: Credentials = { uid: 1002, gid: 1002 };

/** One named user and one named group beside owner, group and others. */
export const list = (
  named: string,
  { mask = "rwx", owner = "rw-", group = "r--", other = "---", team = "r--" } = {},
): HexContent =>
  acl(
    { tag: "owner", permissions: owner },
    { tag: "user", id: 1000, permissions: named },
    { tag: "group", permissions: group },
    { tag: "named group", id: 2000, permissions: team },
    { tag: "mask", permissions: mask },
    { tag: "other", permissions: other },
  );

/** What a mode says, as a list. */
export const minimal = (owner: string, group: string, other: string): HexContent =>
  acl(
    { tag: "owner", permissions: owner },
    { tag: "group", permissions: group },
    { tag: "other", permissions: other },
  );

/** Where an object is when the scenario begins. */
export const provenances = ["lower", "upper"] as const;
export type Provenance = (typeof provenances)[number];

/** A list is set on what only lower has where lower's filesystem could set one, too. */
export const setting = (where: Provenance): readonly Feature[] =>
  where === "lower" ? ["acl", "lower_acls"] : ["acl"];

/** The layers of a scenario whose objects are in one of them. */
export function held(where: Provenance, ...steps: readonly Steps[]): Held {
  return where === "lower" ? { lowers: [steps] } : { lowers: [[]], upperBefore: steps };
}

interface Held {
  readonly lowers: readonly (readonly Steps[])[];
  readonly upperBefore?: readonly Steps[];
}
