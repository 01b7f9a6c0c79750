import {
  as,
  chmod,
  chown,
  fails,
  file,
  getxattr,
  gives,
  is,
  listxattr,
  lstat,
  on,
  oneOf,
  removexattr,
  setxattr,
  succeeds,
} from "../../harness/language/index.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { plain } from "../plain.ts";
import {
  access,
  byDefault,
  held,
  list,
  minimal,
  provenances,
  setting,
  stranger,
  user,
} from "./lists.ts";

const peers = ["gvisor posix_acl.cc"];
const granted = list("rw-");
const seen = { xattrs: { [access]: granted }, mode: 0o670 };

/** What is no list of its own, and who may set one. */
export const owning: readonly WrittenScenario[] = provenances.flatMap(
  (where): readonly WrittenScenario[] => {
    const plainFile = held(where, file("/f", "text", 0o640));
    const listed = held(where, [file("/f", "text", 0o640), setxattr("/f", access, granted)]);
    const base = { needs: setting(where), mount: plain, peers };
    const asUser = { ...base, needs: [...setting(where), "uids" as const] };
    return [
      {
        title: `a list that says what a mode can say is none on a file of ${where}`,
        cites: ["man/acl.5#mode"],
        ...base,
        ...plainFile,
        steps: [
          setxattr("/f", access, minimal("rwx", "r-x", "--x")),
          lstat("/f", gives({ mode: 0o751 })),
          getxattr("/f", access, fails("ENODATA")),
          listxattr("/f", gives([])),
        ],
        upper: { f: is.file("text", { mode: 0o751 }) },
      },
      {
        title: `removing the list of a file of ${where} leaves a mode with the mask for the group`,
        cites: ["man/acl.5#mask", "man/setxattr.2#ENODATA"],
        ...base,
        ...listed,
        steps: [
          removexattr("/f", access),
          getxattr("/f", access, fails("ENODATA")),
          lstat("/f", gives({ mode: 0o670 })),
        ],
        upper: { f: is.file("text", { mode: 0o670 }) },
      },
      {
        title: `removing a list that a file of ${where} has not changes nothing`,
        cites: ["man/setxattr.2#ENODATA", "measured/9"],
        ...base,
        ...plainFile,
        steps: [
          removexattr(
            "/f",
            access,
            where === "lower" ? fails("ENODATA") : oneOf(succeeds, fails("ENODATA")),
          ),
          lstat("/f", gives({ mode: 0o640 })),
        ],
        upper: where === "upper" ? { f: is.file("text", { mode: 0o640 }) } : {},
      },
      {
        title: `a default list is refused on a file of ${where}`,
        cites: ["man/acl.5#default"],
        ...base,
        ...plainFile,
        steps: [
          setxattr("/f", byDefault, granted, fails("EACCES")),
          getxattr("/f", byDefault, fails("ENODATA")),
        ],
        merged: { f: is.file("text", { mode: 0o640 }) },
      },
      {
        title: `nobody but the owner sets a list on a file of ${where}`,
        cites: ["man/acl.5#owner", "measured/20"],
        ...asUser,
        ...held(where, [file("/f", "text", 0o666), chown("/f", 1002, 1002)]),
        steps: [
          as(user, setxattr("/f", access, granted, fails("EPERM"))),
          as(user, removexattr("/f", access, fails("EPERM"))),
          on("upper", lstat("/f", where === "upper" ? succeeds : fails("ENOENT"))),
          as(stranger, setxattr("/f", access, granted)),
        ],
        upper: { f: is.file("text", { ...seen, uid: 1002, gid: 1002 }) },
      },
      {
        title: `an owner outside the group loses set-group-ID with a list on a file of ${where}`,
        cites: ["man/acl.5#set-group-ID", "posix/chmod"],
        ...asUser,
        ...held(where, [file("/f", "text"), chown("/f", 1000, 5), chmod("/f", 0o2755)]),
        steps: [
          as(user, setxattr("/f", access, minimal("rwx", "rwx", "r-x"))),
          lstat("/f", gives({ mode: 0o775 })),
        ],
        upper: { f: is.file("text", { mode: 0o775, uid: 1000, gid: 5 }) },
      },
    ];
  },
);
