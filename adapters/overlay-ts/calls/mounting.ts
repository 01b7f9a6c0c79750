import { mount } from "../vfs/mounting.ts";
import { umount } from "../vfs/unmounting.ts";
import { numberAt, stringAt, stringOrNullAt } from "./arguments.ts";
import type { Handlers } from "./handler.ts";

/* Calls that mount and unmount. */

export const mountingCalls: Handlers = {
  mount({ process }, args) {
    mount(process, {
      source: stringOrNullAt(args, 0),
      target: stringAt(args, 1),
      type: stringOrNullAt(args, 2),
      flags: numberAt(args, 3),
      options: stringOrNullAt(args, 4),
    });
  },
  umount2: ({ process }, args) => umount(process, stringAt(args, 0), numberAt(args, 1)),
};
