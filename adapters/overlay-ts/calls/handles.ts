import { atFlags } from "../../../harness/agent/constants.ts";
import { lookupOrSelf } from "../vfs/at.ts";
import type { HandlePurpose } from "../vfs/filesystem-status.ts";
import type { Attributes } from "../vfs/inode.ts";
import { isDirectory } from "../vfs/mode.ts";
import { capable } from "../vfs/credentials.ts";
import { howOf } from "../vfs/open-flags.ts";
import { openReached } from "../vfs/open.ts";
import { fail } from "../vfs/posix-error.ts";
import { AT_FDCWD } from "../vfs/process.ts";
import { memoryAt, numberAt, stringAt } from "./arguments.ts";
import type { Handlers } from "./handler.ts";

/* Calls about file handles: open_by_handle_at(2). */

const { AT_EMPTY_PATH, AT_SYMLINK_FOLLOW, AT_HANDLE_FID, AT_HANDLE_CONNECTABLE } = atFlags;
const known = AT_EMPTY_PATH | AT_SYMLINK_FOLLOW | AT_HANDLE_FID | AT_HANDLE_CONNECTABLE;
const largest = 128;

/** Beside the type, of a handle that is to be opened where its name leads: linux/exportfs.h */
const FILEID_IS_CONNECTABLE = 0x10000;
const FILEID_IS_DIR = 0x20000;
const marks = FILEID_IS_CONNECTABLE | FILEID_IS_DIR;

function purposeOf(flags: number): HandlePurpose {
  if ((flags & ~known) !== 0) fail("EINVAL");
  if ((flags & AT_HANDLE_CONNECTABLE) === 0)
    return (flags & AT_HANDLE_FID) === 0 ? "open" : "identify";
  // What has no name in sight has none to be opened by.
  if ((flags & (AT_HANDLE_FID | AT_EMPTY_PATH)) !== 0) fail("EINVAL");
  return "connect";
}

function markOf(purpose: HandlePurpose, { mode }: Attributes): number {
  if (purpose !== "connect") return 0;
  return FILEID_IS_CONNECTABLE | (isDirectory(mode) ? FILEID_IS_DIR : 0);
}

export const handleCalls: Handlers = {
  name_to_handle_at({ process }, args) {
    const flags = numberAt(args, 4);
    const purpose = purposeOf(flags);
    const follow = (flags & AT_SYMLINK_FOLLOW) !== 0;
    const empty = (flags & AT_EMPTY_PATH) !== 0;
    const found = lookupOrSelf(process, numberAt(args, 0), stringAt(args, 1), follow, empty);
    const b = memoryAt(args, 2);
    const room = b.readUInt32LE(0);
    if (room > largest) fail("EINVAL");
    const { mount, inode } = found;
    const handle = inode.filesystem.encodeHandle(inode, purpose) ?? fail("EOPNOTSUPP");
    memoryAt(args, 3).writeInt32LE(mount.id, 0);
    b.writeUInt32LE(handle.bytes.length, 0);
    if (handle.bytes.length > room) fail("EOVERFLOW");
    b.writeInt32LE(handle.type | markOf(purpose, inode.getattr()), 4);
    b.set(handle.bytes, 8);
  },
  open_by_handle_at({ process }, args) {
    const fd = numberAt(args, 0);
    const { mount, inode: near } =
      fd === AT_FDCWD ? process.cwd : (process.descriptors.any(fd).path ?? fail("ESTALE"));
    if (!capable(process.who, "CAP_DAC_READ_SEARCH") || !process.system.initial) fail("EPERM");
    const b = memoryAt(args, 1);
    const length = b.readUInt32LE(0);
    if (length === 0 || length > largest) fail("EINVAL");
    const handle = {
      type: b.readInt32LE(4) & ~marks,
      bytes: Uint8Array.from(b.subarray(8, 8 + length)),
    };
    const inode = near.filesystem.decodeHandle(handle) ?? fail("ESTALE");
    const { flags } = howOf(numberAt(args, 2), 0);
    return process.descriptors.add(openReached(process, { mount, inode }, flags));
  },
};
