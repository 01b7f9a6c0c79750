import { isRegular } from "../vfs/mode.ts";
import { PipeFile } from "../vfs/pipe.ts";
import { fail } from "../vfs/posix-error.ts";
import { numberAt } from "./arguments.ts";
import type { Handlers } from "./handler.ts";

/* Calls about what is in caches. */

export const syncCalls: Handlers = {
  fsync: ({ process }, args) => process.descriptors.get(numberAt(args, 0)).sync(false),
  fdatasync: ({ process }, args) => process.descriptors.get(numberAt(args, 0)).sync(true),
  syncfs: ({ process }, args) => process.descriptors.get(numberAt(args, 0)).filesystem.sync(),
  fadvise64({ process }, args) {
    const file = process.descriptors.get(numberAt(args, 0));
    const advice = numberAt(args, 3);
    if (file instanceof PipeFile) fail("ESPIPE");
    if (numberAt(args, 2) < 0 || advice < 0 || advice > 5) fail("EINVAL");
  },
  readahead({ process }, args) {
    const file = process.descriptors.get(numberAt(args, 0));
    if (!file.readable) fail("EBADF");
    if (!isRegular(file.inode.getattr().mode)) fail("EINVAL");
  },
};
