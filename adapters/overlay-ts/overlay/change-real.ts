import type { AttributeChange } from "../vfs/inode.ts";
import type { Placed } from "../vfs/notifications.ts";
import { tellChanged } from "../vfs/telling.ts";
import type { Mounted } from "./structure.ts";

/** ovl_do_notify_change */
export function changeReal({ hearers }: Mounted, at: Placed, change: AttributeChange): void {
  at.inode.setattr(change);
  tellChanged(hearers, at, change);
}
