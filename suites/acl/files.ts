import {
  appendFile,
  as,
  chmod,
  chown,
  faccessat2,
  fails,
  file,
  getxattr,
  gives,
  includes,
  is,
  listxattr,
  lstat,
  on,
  open,
  readFile,
  remount,
  setxattr,
  succeeds,
} from "../../harness/language/index.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { plain } from "../plain.ts";
import { access, held, list, member, provenances, setting, stranger, user } from "./lists.ts";

const peers = ["gvisor posix_acl.cc"];
const granted = list("rw-");
const seen = { xattrs: { [access]: granted }, mode: 0o670 };

/** Lists of one object, whether it is in lower or in upper. */
export const files: readonly WrittenScenario[] = provenances.flatMap(
  (where): readonly WrittenScenario[] => {
    const plainFile = held(where, file("/f", "text", 0o640));
    const listed = held(where, [file("/f", "text", 0o640), setxattr("/f", access, granted)]);
    const base = { needs: ["acl" as const], mount: plain, peers };
    const asUser = { ...base, needs: ["acl" as const, "uids" as const] };
    return [
      {
        title: `a list set on a file of ${where} is read back and gives the mode`,
        cites: ["man/acl.5#mode", "non-directories/2"],
        ...base,
        needs: setting(where),
        ...plainFile,
        steps: [
          setxattr("/f", access, granted),
          getxattr("/f", access, gives(granted)),
          lstat("/f", gives({ mode: 0o670 })),
          listxattr("/f", gives(includes(access))),
          remount(),
          getxattr("/f", access, gives(granted)),
        ],
        merged: { f: is.file("text", seen) },
        upper: { f: is.file("text", seen) },
      },
      {
        title: `a list of a file of ${where} is the same after chown`,
        cites: ["non-directories/4", "permission-model/3"],
        ...asUser,
        ...listed,
        steps: [
          getxattr("/f", access, gives(granted)),
          chown("/f", 5, 6),
          getxattr("/f", access, gives(granted)),
        ],
        upper: { f: is.file("text", { ...seen, uid: 5, gid: 6 }) },
      },
      {
        title: `chmod of a file of ${where} changes the mask of its list`,
        cites: ["man/acl.5#mask", "posix/chmod"],
        ...base,
        ...listed,
        steps: [
          chmod("/f", 0o604),
          getxattr("/f", access, gives(list("rw-", { mask: "---", other: "r--" }))),
          lstat("/f", gives({ mode: 0o604 })),
        ],
      },
      {
        title: `a named user and a named group may what the list of a file of ${where} grants`,
        cites: ["man/acl.5#check", "permission-model/6", "permission-model/3"],
        ...asUser,
        ...listed,
        steps: [
          as(member, readFile("/f", gives("text")), open("w", "/f", ["O_WRONLY"], fails("EACCES"))),
          as(stranger, open("r", "/f", ["O_RDONLY"], fails("EACCES"))),
          as(user, faccessat2("/f", ["R_OK", "W_OK"], [])),
          as(user, appendFile("/f", "!")),
          as(user, readFile("/f", gives("text!"))),
          as(
            member,
            readFile("/f", gives("text!")),
            open("w", "/f", ["O_WRONLY"], fails("EACCES")),
          ),
          as(stranger, open("r", "/f", ["O_RDONLY"], fails("EACCES"))),
        ],
        upper: { f: is.file("text!", seen) },
      },
      {
        title: `the mask of a file of ${where} limits a named user`,
        cites: ["man/acl.5#mask", "permission-model/6"],
        ...asUser,
        ...held(where, [file("/f", "text"), setxattr("/f", access, list("rw-", { mask: "r--" }))]),
        steps: [
          as(user, readFile("/f", gives("text")), open("w", "/f", ["O_WRONLY"], fails("EACCES"))),
          on("root", lstat("/upper/f", where === "upper" ? succeeds : fails("ENOENT"))),
        ],
        merged: {
          f: is.file("text", { mode: 0o640, xattrs: { [access]: list("rw-", { mask: "r--" }) } }),
        },
      },
      {
        title: `a named user without permissions is worse off than others on a file of ${where}`,
        cites: ["man/acl.5#check"],
        ...asUser,
        ...held(where, [file("/f", "text"), setxattr("/f", access, list("---", { other: "r--" }))]),
        steps: [
          as(user, open("r", "/f", ["O_RDONLY"], fails("EACCES"))),
          as(stranger, readFile("/f", gives("text"))),
          as(user, faccessat2("/f", ["R_OK"], [], fails("EACCES"))),
        ],
      },
    ];
  },
);
