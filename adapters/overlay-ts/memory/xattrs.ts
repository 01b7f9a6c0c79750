import { XATTR_CREATE, XATTR_REPLACE } from "../vfs/inode.ts";
import { fail } from "../vfs/posix-error.ts";
import type { Budget } from "./budget.ts";

const namespaces = ["trusted.", "security.", "user."] as const;

/** What a filesystem with a limit of inodes charges for one, beside its bytes. */
const overhead = 40;

/** Extended attributes without the access control lists, as tmpfs keeps them. */
export class Xattrs {
  readonly #values = new Map<string, Uint8Array>();
  readonly #budget: Budget;

  constructor(budget: Budget) {
    this.#budget = budget;
  }

  /** @throws EOPNOTSUPP for another namespace, EINVAL for a namespace alone */
  get(name: string): Uint8Array | undefined {
    checkNamespace(name);
    return this.#values.get(name);
  }

  set(name: string, value: Uint8Array, flags: number): void {
    const old = this.get(name);
    if ((flags & XATTR_CREATE) !== 0 && old !== undefined) fail("EEXIST");
    if ((flags & XATTR_REPLACE) !== 0 && old === undefined) fail("ENODATA");
    if (!this.#budget.take(spaceOf(name, value))) fail("ENOSPC");
    if (old !== undefined) this.#budget.give(spaceOf(name, old));
    this.#values.set(name, value.slice());
  }

  remove(name: string): void {
    const old = this.get(name);
    if (old === undefined) fail("ENODATA");
    this.#budget.give(spaceOf(name, old));
    this.#values.delete(name);
  }

  /** Sorted backwards, by bytes. */
  names(): readonly string[] {
    return [...this.#values.keys()].toSorted((a, b) =>
      Buffer.compare(Buffer.from(b), Buffer.from(a)),
    );
  }

  get space(): number {
    let sum = 0;
    for (const [name, value] of this.#values) sum += spaceOf(name, value);
    return sum;
  }
}

function spaceOf(name: string, value: Uint8Array): number {
  return overhead + name.length + value.length;
}

function checkNamespace(name: string): void {
  const namespace = namespaces.find((each) => name.startsWith(each));
  if (namespace === undefined) fail("EOPNOTSUPP");
  if (name === namespace) fail("EINVAL");
}
