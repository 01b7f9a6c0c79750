import {
  as,
  fails,
  gives,
  list,
  mkdir,
  mount,
  mountinfo,
  on,
} from "../../harness/language/index.ts";
import { walk } from "../walkthrough/stages.ts";
import { mounting } from "./host-mounting.ts";
import { using } from "./host-using.ts";

/** The second half of the walkthrough: an overlay mounted by hand on the host. */
const inRoot = [...mounting, ...using].map((stage) => ({
  ...stage,
  steps: on("root", ...stage.steps),
}));

export const host = [
  {
    title: "step 1: mounting an overlay needs the super user",
    cites: ["permission-model/4"],
    needs: ["uids" as const],
    lowers: [],
    mount: "none" as const,
    steps: on(
      "root",
      ["/lower", "/upper1", "/working", "/over"].map((path) => mkdir(path, 0o777)),
      as(
        { uid: 1000, gid: 1000 },
        mount("overlay", "/over", "overlay", [], "lowerdir=/lower", fails("EPERM")),
      ),
      mountinfo("/over", fails("ENOENT")),
      list("/over", gives([])),
    ),
  },
  ...walk(inRoot),
];
