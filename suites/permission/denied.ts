import {
  as,
  dir,
  fails,
  file,
  gives,
  is,
  readFile,
  setxattr,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import type { Credentials } from "../../harness/language/step.ts";
import type { Node } from "../../harness/language/tree.ts";
import { plain } from "../plain.ts";
import { table } from "./denials.ts";

const stranger: Credentials = { uid: 1000, gid: 1000 };

const xattrs = { xattrs: { "user.there": "t" } };

export const denied: readonly WrittenScenario[] = table.map(
  ({ call, cites, errno, peers, bugs, needs = [], steps }) => {
    const there = needs.includes("user_xattr");
    const make = (name: string): Steps => [
      file(`/d/${name}`, name),
      there ? setxattr(`/d/${name}`, "user.there", "t") : [],
    ];
    const node = (name: string): Node => (there ? is.file(name, xattrs) : name);
    return {
      title: `${call} is denied to another user alike in lower and in upper`,
      cites: ["permission-model/3", "permission-model/6", "measured/20", cites],
      ...(peers && { peers }),
      ...(bugs && { bugs }),
      needs: ["uids", ...needs],
      mount: plain,
      lowers: [[dir("/d"), make("low"), dir("/open", 0o777)]],
      upperBefore: [dir("/d"), make("up")],
      steps: [
        as(
          stranger,
          ["/d/low", "/d/up"].map((path) => steps(path, fails(errno))),
          readFile("/d/low", gives("low")),
          readFile("/d/up", gives("up")),
        ),
      ],
      merged: { d: { low: node("low"), up: node("up") }, open: is.dir({}, { mode: 0o777 }) },
      upper: { d: { up: node("up") } },
    };
  },
);
