import type { ReconfigureManner, Reconfiguration } from "../vfs/filesystem.ts";
import { fail } from "../vfs/posix-error.ts";
import type { Mounted } from "./structure.ts";

/** No options are taken: mount(2) ignores them, fsconfig(2) refuses them. Source: ovl_parse_param, ovl_reconfigure */
export function reconfiguration(
  mounted: Mounted & { readonly: boolean },
  manner: ReconfigureManner,
): Reconfiguration {
  return {
    parameter() {
      if (manner.old) return;
      manner.log("e overlay: No changes allowed in reconfigure");
      fail("EINVAL");
    },
    commit(readonly) {
      if (!readonly && mounted.workdir === undefined) fail("EROFS");
      if (readonly && !mounted.readonly) mounted.sync();
      mounted.readonly = readonly;
    },
  };
}
