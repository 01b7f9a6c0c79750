import {
  appendFile,
  fails,
  file,
  getxattr,
  gives,
  setxattr,
  succeeds,
  when,
} from "../../harness/language/index.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { plain } from "../plain.ts";
import { access, list } from "./lists.ts";

const granted = list("rw-");

/** Whose filesystem has to know lists. */
export const settable: readonly WrittenScenario[] = [
  {
    title: "a list is set on what is in lower where lower's filesystem sets any, and on its copy",
    cites: ["measured/113"],
    why: "An image shows lists and sets none: the overlay does not copy up to find out.",
    needs: ["acl"],
    mount: plain,
    lowers: [[file("/f", "text"), file("/copied", "text")]],
    steps: [
      setxattr("/f", access, granted, when("lower_acls", succeeds, fails("EOPNOTSUPP"))),
      appendFile("/copied", "+"),
      setxattr("/copied", access, granted),
      getxattr("/copied", access, gives(granted)),
    ],
  },
];
