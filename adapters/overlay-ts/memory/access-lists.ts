import {
  ACL_ACCESS,
  ACL_DEFAULT,
  type Acl,
  aclWithMode,
  modeOfAcl,
  parseAcl,
  serialiseAcl,
} from "../vfs/acl.ts";

/** The two access control lists of an inode, and what they have to do with its mode. */
export class AccessLists {
  access: Acl | undefined;
  #default: Acl | undefined;

  static names(name: string): boolean {
    return name === ACL_ACCESS || name === ACL_DEFAULT;
  }

  get(name: string): Uint8Array | undefined {
    const acl = name === ACL_ACCESS ? this.access : this.#default;
    return acl === undefined ? undefined : serialiseAcl(acl);
  }

  /** Of a new inode, whose mode is decided. */
  inherit(name: string, value: Uint8Array): void {
    this.#put(name, parseAcl(value));
  }

  /** Sets one of the lists, or removes it. Gives the mode that the inode has by it. */
  set(name: string, acl: Acl | undefined, mode: number): number {
    if (name === ACL_DEFAULT || acl === undefined) {
      this.#put(name, acl);
      return mode;
    }
    const { mode: bits, minimal } = modeOfAcl(acl);
    this.access = minimal ? undefined : acl;
    return (mode & ~0o777) | bits;
  }

  /** After chmod(2) */
  follow(mode: number): void {
    if (this.access !== undefined) this.access = aclWithMode(this.access, mode);
  }

  list(): readonly string[] {
    return [
      ...(this.access === undefined ? [] : [ACL_ACCESS]),
      ...(this.#default === undefined ? [] : [ACL_DEFAULT]),
    ];
  }

  #put(name: string, acl: Acl | undefined): void {
    if (name === ACL_ACCESS) this.access = acl;
    else this.#default = acl;
  }
}
