import {
  differs,
  dir,
  fails,
  file,
  getxattr,
  gives,
  on,
  same,
  statfs,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { Feature } from "../../harness/language/feature.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { inRoot, overlay, writable } from "../by-hand.ts";

const peers = ["xfstests overlay/081"];
const needs: readonly Feature[] = ["uuid", "trusted_xattr"];
export const own: Steps = statfs("/", gives({ type: "794c7630", fsid: same("overlay") }));
export const asUpper: Steps = statfs("/", gives({ fsid: same("upper") }));
export const upperFirst: Steps = on("upper", statfs("/", gives({ fsid: same("upper") })));
export const apart: Steps = statfs("/", gives({ fsid: differs("upper") }));

export const scene: Steps = inRoot(
  dir("/l"),
  file("/l/f", "f"),
  dir("/l2"),
  dir("/u2"),
  dir("/w2"),
  dir("/m2"),
);
export const mountWith = (uuid: string): Steps => overlay(writable("/l", `uuid=${uuid}`));
export const noMark: Steps = inRoot(getxattr("/upper", "overlay:uuid", fails("ENODATA")));
export const marked: Steps = inRoot(getxattr("/upper", "overlay:uuid", gives(same("mark"))));

/** What is mounted and asked, after the directories are made. */
export interface Row {
  readonly title: string;
  readonly cites: readonly string[];
  readonly steps: readonly Steps[];
}

export const told = (rows: readonly Row[]): readonly WrittenScenario[] =>
  rows.map((row) => ({
    ...row,
    peers,
    needs,
    lowers: [],
    mount: "none",
    steps: [scene, row.steps],
  }));
