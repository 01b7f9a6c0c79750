import { fails, oneOf, when } from "../../harness/language/index.ts";
import type { Feature } from "../../harness/language/feature.ts";
import type { MountSpec } from "../../harness/language/scenario.ts";
import { plain } from "../plain.ts";

interface Space {
  readonly space: "trusted" | "user";
  readonly mount: MountSpec;
  readonly needs: readonly Feature[];
}

/** The namespace that a mount keeps its own marks in. */
export const own: readonly Space[] = [
  { space: "trusted", mount: plain, needs: ["trusted_xattr"] },
  { space: "user", mount: { userxattr: true, index: "off" }, needs: ["user_xattr"] },
];

export const peers = ["xfstests overlay/026"];
export const bugs = ["https://github.com/kdave/xfstests/commit/63a2972"];

/** Before such names were kept for an overlay on top, they could not be said at all. */
export const hidden = when(
  "escaped_xattrs",
  fails("ENODATA"),
  oneOf(fails("EOPNOTSUPP"), fails("ENODATA")),
);
