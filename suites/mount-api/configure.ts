import {
  close,
  dir,
  file,
  fsconfig,
  fsmount,
  fsopen,
  moveMount,
  open,
} from "../../harness/language/index.ts";
import type { Expectation } from "../../harness/language/expectation.ts";
import type { Step } from "../../harness/language/step.ts";
import { inRoot } from "../by-hand.ts";

type Want = Expectation<null>;
const fine: Want = { succeeds: true };

/** Lowers with a file of their own and one that all have, and a data-only layer. */
export const scene: readonly Step[] = inRoot(
  ["l1", "l2", "l3"].map((name) => [
    dir(`/${name}`),
    file(`/${name}/${name}`, name),
    file(`/${name}/all`, name),
  ]),
  dir("/data"),
  file("/data/x", "data"),
);

export const start: readonly Step[] = inRoot(fsopen("fs", "overlay"));

/** FSCONFIG_SET_STRING */
export const set = (key: string, value: string, want: Want = fine): readonly Step[] =>
  inRoot(fsconfig("fs", "FSCONFIG_SET_STRING", key, value, want));

/** FSCONFIG_SET_FLAG */
export const flag = (key: string, want: Want = fine): readonly Step[] =>
  inRoot({ op: "fsconfig", slot: "fs", command: "FSCONFIG_SET_FLAG", key, want });

/** FSCONFIG_SET_FD of a directory that is opened for it. */
export const give = (
  key: string,
  path: string,
  want: Want = fine,
  how: "O_RDONLY" | "O_PATH" = "O_PATH",
): readonly Step[] =>
  inRoot(
    open("layer", path, [how, "O_DIRECTORY"]),
    fsconfig("fs", "FSCONFIG_SET_FD", key, { fd: "layer" }, want),
    close("layer"),
  );

export const create = (want: Want = fine): readonly Step[] =>
  inRoot(fsconfig("fs", "FSCONFIG_CMD_CREATE", want));

export const attach: readonly Step[] = inRoot(
  fsmount("fs", "mnt"),
  moveMount("mnt", "/merged", ["MOVE_MOUNT_F_EMPTY_PATH"]),
  close("mnt"),
);

export const upper: readonly Step[] = [set("upperdir", "/upper"), set("workdir", "/work")].flat();
