import { Inotify, checkWatchMask } from "../vfs/inotify.ts";
import { fail } from "../vfs/posix-error.ts";
import type { Process } from "../vfs/process.ts";
import { numberAt, stringAt } from "./arguments.ts";
import type { Handlers } from "./handler.ts";

/* Calls about inotify(7). */

function instanceAt({ descriptors }: Process, fd: number): Inotify {
  const file = descriptors.get(fd);
  return file instanceof Inotify ? file : fail("EINVAL");
}

export const notifyCalls: Handlers = {
  inotify_init1({ process }, args) {
    return process.descriptors.add(new Inotify(process.system, numberAt(args, 0), process.who));
  },
  inotify_add_watch({ process }, args) {
    const mask = numberAt(args, 2);
    checkWatchMask(mask);
    return instanceAt(process, numberAt(args, 0)).add(process, stringAt(args, 1), mask);
  },
  inotify_rm_watch({ process }, args) {
    instanceAt(process, numberAt(args, 0)).removeByDescriptor(numberAt(args, 1));
  },
};
