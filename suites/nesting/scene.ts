import { dir, file } from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import { inRoot, overlay, writable } from "../by-hand.ts";

/** Layers of an inner overlay at `/inner`, which is the lower of the one at `/merged`. */
export const scene: Steps = inRoot(
  ["l", "l2", "iu", "iw", "inner"].map((name) => dir(`/${name}`)),
  file("/l/f", "f"),
  dir("/l/d"),
  file("/l/d/low", "low"),
  file("/iu/up", "up"),
  dir("/iu/own"),
  file("/iu/own/g", "g"),
);

const modes = "index=off,metacopy=off,nfs_export=off,redirect_dir=nofollow";

export const inner = (more = modes): Steps =>
  overlay(`lowerdir=/l,upperdir=/iu,workdir=/iw,${more}`, undefined, "/inner");

export const outer = (lowers = "/inner", more = modes): Steps => overlay(writable(lowers, more));
