import { type Inode, RENAME_EXCHANGE } from "../vfs/inode.ts";
import { isDirectory } from "../vfs/mode.ts";
import { tellLinked, tellMoved, tellRemoved } from "../vfs/telling.ts";
import type { Mounted } from "./structure.ts";

/* Names in layers, with what is told of them to who watches: ovl_do_link, ovl_do_rename, ovl_do_unlink, ovl_do_rmdir. */

export function linkIn({ hearers }: Mounted, directory: Inode, name: string, inode: Inode): void {
  directory.link(name, inode);
  tellLinked(hearers, { directory, name }, inode);
}

export function renameIn(
  { hearers }: Mounted,
  directory: Inode,
  name: string,
  newDirectory: Inode,
  newName: string,
  flags: number,
): void {
  const told = hearers.notifications.wanted;
  const moved = told ? directory.lookup(name) : undefined;
  const other = told ? newDirectory.lookup(newName) : undefined;
  directory.rename(name, newDirectory, newName, flags);
  if (moved === undefined) return;
  const [from, to] = [
    { directory, name },
    { directory: newDirectory, name: newName },
  ] as const;
  const exchanged = (flags & RENAME_EXCHANGE) !== 0;
  tellMoved(hearers, from, moved, to, exchanged ? undefined : other);
  if (exchanged && other !== undefined) tellMoved(hearers, to, other, from, undefined);
}

export function removeIn({ hearers }: Mounted, directory: Inode, name: string, inode: Inode): void {
  if (isDirectory(inode.getattr().mode)) directory.rmdir(name);
  else directory.unlink(name);
  tellRemoved(hearers, { directory, name }, inode);
}
