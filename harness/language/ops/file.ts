import { type Bytes, bytes, content } from "../content.ts";
import { advices, fallocateFlags, openFlags, resolveFlags, whences } from "../flags.ts";
import { flags, integer, list, mode, optional, slot, word } from "../kind.ts";
import { path } from "../path.ts";
import { changing, nothing, op } from "./op.ts";

/** Opening one of these ways copies nothing up and creates nothing. */
function mayChange({ flags: names }: { readonly flags: readonly string[] }): boolean {
  if (names.includes("O_PATH")) return false;
  return names.some((name) =>
    ["O_WRONLY", "O_RDWR", "O_CREAT", "O_TRUNC", "O_TMPFILE"].includes(name),
  );
}

const open = { slot, path, flags: flags(openFlags), mode: optional(mode) };

/** Descriptors and the data behind them. */
export const fileOps = {
  /** openat(2) */
  open: op(open, nothing, mayChange),
  /** openat2(2) */
  openat2: op({ ...open, resolve: optional(flags(resolveFlags)) }, nothing, mayChange),
  /** close(2). A slot that is not open answers EBADF. */
  close: op({ slot }, nothing),
  /** dup(2) into another slot */
  dup: op({ slot, into: slot }, nothing),
  /** pipe2(2): two slots */
  pipe: op({ reader: slot, writer: slot }, nothing),
  /** read(2) */
  read: op({ slot, length: integer }, bytes),
  /** pread64(2) */
  pread: op({ slot, length: integer, offset: integer }, bytes),
  /** readv(2), one buffer for each length */
  readv: op({ slot, lengths: list(integer) }, list<Bytes>(bytes)),
  /** write(2): gives the count */
  write: op({ slot, data: content }, integer, changing),
  /** pwrite64(2) */
  pwrite: op({ slot, data: content, offset: integer }, integer, changing),
  /** writev(2) */
  writev: op({ slot, data: list(content) }, integer, changing),
  /** lseek(2): gives the new offset */
  lseek: op({ slot, offset: integer, whence: word(whences) }, integer),
  /** truncate(2) */
  truncate: op({ path, length: integer }, nothing, changing),
  /** ftruncate(2) */
  ftruncate: op({ slot, length: integer }, nothing, changing),
  /** fallocate(2) */
  fallocate: op(
    { slot, flags: flags(fallocateFlags), offset: integer, length: integer },
    nothing,
    changing,
  ),
  /** posix_fadvise(2) by fadvise64 */
  fadvise: op({ slot, offset: integer, length: integer, advice: word(advices) }, nothing),
  /** readahead(2) */
  readahead: op({ slot, offset: integer, length: integer }, nothing),
  /** copy_file_range(2): gives the count; an absent offset means the file's own */
  copy_file_range: op(
    {
      from: slot,
      to: slot,
      length: integer,
      fromOffset: optional(integer),
      toOffset: optional(integer),
    },
    integer,
    changing,
  ),
  /** FS_IOC_FIEMAP with FIEMAP_FLAG_SYNC: how many bytes of the file are in extents, of 128 at most */
  fiemap: op({ slot }, integer),
  /** ioctl_ficlone(2), FICLONE */
  ficlone: op({ to: slot, from: slot }, nothing, changing),
  /** ioctl_ficlonerange(2), FICLONERANGE */
  ficlonerange: op(
    { to: slot, from: slot, fromOffset: integer, length: integer, toOffset: integer },
    nothing,
    changing,
  ),
  /** sendfile(2) */
  sendfile: op(
    { to: slot, from: slot, length: integer, offset: optional(integer) },
    integer,
    changing,
  ),
  /** splice(2); one of the two is a pipe */
  splice: op({ from: slot, to: slot, length: integer }, integer, changing),
  /** fsync(2) */
  fsync: op({ slot }, nothing),
  /** fdatasync(2) */
  fdatasync: op({ slot }, nothing),
  /** syncfs(2) */
  syncfs: op({ slot }, nothing),
} as const;
