import { openFlags } from "../../../harness/agent/constants.ts";
import { errnoNumbers } from "../../../harness/agent/errno-table.ts";
import { ACL_ACCESS, parseAcl } from "../vfs/acl.ts";
import type { Credentials } from "../vfs/credentials.ts";
import {
  type AttributeChange,
  type Attributes,
  type Creation,
  type FileFlags,
  type Inode,
  type OpenDirectory,
  type OpenFile,
  type Standing,
} from "../vfs/inode.ts";
import { MAY_WRITE, genericPermission, writable } from "../vfs/permission.ts";
import { fail } from "../vfs/posix-error.ts";
import { type XattrList, xattrList } from "../vfs/xattr-list.ts";
import { touchAccess } from "./access-time.ts";
import { makeObject, makeTemporary } from "./creation.ts";
import { readFlags, writeFlags } from "./file-flags.ts";
import type { Held } from "./held.ts";
import { attributesOf, identify, inodeNumber } from "./host-stat.ts";
import { AT_FDCWD, AT_REMOVEDIR, AT_SYMLINK_FOLLOW, REFERENCE, answered, host } from "./host.ts";
import { HostDirectory, HostFile, openHost } from "./open-file.ts";
import { readLink } from "./read-link.ts";
import { changeAttributes } from "./setattr.ts";
import { standingOf } from "./standing.ts";
import type { HostFileSystem } from "./structure.ts";
import { getXattr, getXattrIfAny, listXattr, removeXattr, setXattr } from "./xattrs.ts";

/** An inode of the host. Nothing is remembered of it but which one it is: others may change it at any time. */
export class HostInode implements Inode {
  readonly filesystem: HostFileSystem;
  readonly held: Held;

  constructor(filesystem: HostFileSystem, held: Held) {
    this.filesystem = filesystem;
    this.held = held;
  }

  get nlink(): number {
    return identify(this.held.fd).nlink;
  }

  getattr(): Attributes {
    return attributesOf(this.held.fd);
  }

  setattr(change: AttributeChange): void {
    changeAttributes(this.held.fd, change);
  }

  permission(mask: number, who: Credentials): void {
    const { mode, uid, gid, guards } = identify(this.held.fd);
    if ((mask & MAY_WRITE) !== 0) writable(mode, this.filesystem.readonly, guards);
    const accessAcl = () => {
      const value = getXattrIfAny(this.held.path, ACL_ACCESS);
      return value && parseAcl(value);
    };
    genericPermission({ mode, uid, gid, accessAcl }, mask, who);
  }

  accessed(): void {
    touchAccess(this.held.fd);
  }

  lookup(name: string): Inode | undefined {
    const fd = host.openat(this.held.fd, name, REFERENCE | openFlags.O_NOFOLLOW, 0);
    return fd === -errnoNumbers.ENOENT ? undefined : this.filesystem.adopt(answered(fd));
  }

  create(name: string, creation: Creation): Inode {
    return this.filesystem.adopt(makeObject(this.held.fd, name, creation));
  }

  link(name: string, inode: Inode): void {
    const { held } = ours(inode);
    answered(host.linkat(AT_FDCWD, held.path, this.held.fd, name, AT_SYMLINK_FOLLOW));
    held.nameless(false);
  }

  unlink(name: string): void {
    this.#remove(name, 0);
  }

  rmdir(name: string): void {
    this.#remove(name, AT_REMOVEDIR);
  }

  rename(name: string, newParent: Inode, newName: string, flags: number): void {
    const target = ours(newParent).held.fd;
    const replaced = inodeNumber(target, newName);
    answered(host.renameat2(this.held.fd, name, target, newName, flags));
    this.filesystem.unlinked(replaced);
  }

  tmpfile(creation: Creation): Inode {
    const inode = ours(this.filesystem.adopt(makeTemporary(this.held.fd, creation)));
    inode.held.nameless(true);
    return inode;
  }

  standing(): Standing | undefined {
    return standingOf(this.held, (fd) => this.filesystem.adopt(fd));
  }

  readlink(): string {
    const untraced = this.filesystem.openUntraced(this.held.handle());
    if (untraced < 0) return readLink(this.held.fd, "");
    try {
      return readLink(untraced, "");
    } finally {
      host.close(untraced);
    }
  }

  getxattr(name: string): Uint8Array | undefined {
    return getXattr(this.held.path, name);
  }

  setxattr(name: string, value: Uint8Array, flags: number): void {
    setXattr(this.held.path, name, value, flags);
  }

  removexattr(name: string): void {
    removeXattr(this.held.path, name);
  }

  listxattr(trusted: boolean): XattrList {
    return xattrList(listXattr(this.held.path), trusted);
  }

  guards(): number {
    return identify(this.held.fd).guards;
  }

  fileFlags(): FileFlags {
    return this.#opened(readFlags);
  }

  setFileFlags(flags: FileFlags): void {
    this.#opened((file) => writeFlags(file, flags));
  }

  /** The host decides for the process's own user. */
  open(flags: number): OpenFile {
    return new HostFile(this, this.held, flags);
  }

  openDirectory(flags: number): OpenDirectory {
    return new HostDirectory(this, this.held, flags);
  }

  #remove(name: string, flags: number): void {
    const { fd } = this.held;
    const ino = inodeNumber(fd, name);
    answered(host.unlinkat(fd, name, flags));
    this.filesystem.unlinked(ino);
  }

  #opened<T>(act: (file: number) => T): T {
    const file = openHost(this.held, openFlags.O_RDONLY | openFlags.O_NONBLOCK);
    try {
      return act(file);
    } finally {
      host.close(file);
    }
  }
}

/** An inode of another store is as far away as another filesystem. @throws EXDEV */
export function ours(inode: Inode): HostInode {
  return inode instanceof HostInode ? inode : fail("EXDEV");
}
