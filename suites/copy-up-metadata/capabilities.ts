import {
  close,
  fails,
  file,
  ftruncate,
  getxattr,
  gives,
  lgetxattr,
  on,
  open,
  remount,
  setxattr,
  truncate,
  write,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { plain } from "../plain.ts";

const name = "security.capability";
/** CAP_NET_BIND_SERVICE, permitted and effective: struct vfs_cap_data of revision 2. */
const capability = { hex: "0100000200040000000000000000000000000000" };

/** Ways to change the data of a program, and what is left of it. */
const ways: readonly (readonly [string, Steps, string])[] = [
  ["truncate", truncate("/p", 4), "prog"],
  ["ftruncate", [open("w", "/p", ["O_WRONLY"]), ftruncate("w", 4), close("w")], "prog"],
  ["opening with O_TRUNC", [open("w", "/p", ["O_WRONLY", "O_TRUNC"]), close("w")], ""],
  ["write", [open("w", "/p", ["O_WRONLY"]), write("w", "P", gives(1)), close("w")], "Program"],
];

/** A capability belongs to the data that it was given for. */
export const capabilities: readonly WrittenScenario[] = ways.map(([call, steps, content]) => ({
  title: `${call} of a program of lower takes its file capability from the copy, and from nothing else`,
  cites: ["measured/security/5", "non-directories/4"],
  peers: ["xfstests overlay/064"],
  bugs: ["https://github.com/DragonOS-Community/DragonOS/pull/2057"],
  needs: ["security_xattr"],
  mount: plain,
  lowers: [[file("/p", "program"), setxattr("/p", name, capability)]],
  steps: [
    lgetxattr("/p", name, gives(capability)),
    steps,
    getxattr("/p", name, fails("ENODATA")),
    on("upper", getxattr("/p", name, fails("ENODATA"))),
    on("lower0", getxattr("/p", name, gives(capability))),
    remount(),
    getxattr("/p", name, fails("ENODATA")),
  ],
  merged: { p: content },
  upper: { p: content },
}));
