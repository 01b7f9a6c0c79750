import type { Layers, MountedSubject, Tampering } from "../../adapters/adapter.ts";

/** One way to be wrong, put upon the kernel's overlay. */
export interface Fault {
  readonly name: string;
  /** What the subject does wrong, for somebody who reads the table. */
  readonly says: string;
  /** Areas whose scenarios have to condemn it; absent is every area. */
  readonly areas?: readonly string[];
  /** How it shows: the tree and the field of a mismatch, `upper rdev`, or the verdict of the run. */
  readonly shows: RegExp;
  /** Needs what only the initial user namespace may do. */
  readonly privileged?: true;
  /** Changes what the mounted overlay did, or what is seen of it. */
  tamper?(site: Site): Tampering;
  /** Stands in the place of the overlay. */
  instead?(site: Site): MountedSubject;
}

/** One mount, as a fault reaches it. */
export interface Site {
  readonly layers: Layers;
  /** Of overlay's own extended attributes: `trusted.overlay.` or `user.overlay.` */
  readonly prefix: string;
}
