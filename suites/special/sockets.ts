import {
  accept,
  bind,
  by,
  chmod,
  close,
  connect,
  dir,
  fails,
  file,
  gives,
  is,
  listen,
  lstat,
  mknod,
  on,
  open,
  read,
  rename,
  socket,
  unlink,
  whiteout,
  write,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { plain } from "../plain.ts";

const serving = (path: string): Steps => [socket("s"), bind("s", path), listen("s")];
/** Another process says a word, and this one hears it. */
const heard = (path: string, word: string): Steps => [
  by("client", socket("c"), connect("c", path), write("c", word, gives(word.length))),
  accept("s", "here"),
  read("here", 16, gives(word)),
  by("client", close("c")),
];

/** Sockets: a name that is bound through the overlay leads to its server, whatever becomes of the name. */
export const sockets: readonly WrittenScenario[] = [
  {
    title:
      "a socket that is bound in a directory of lower is reached before and after chmod and rename",
    cites: ["measured/special/2"],
    peers: ["gvisor uds-bind-under-lower-directory"],
    bugs: ["https://github.com/moby/moby/issues/12080"],
    mount: plain,
    observe: "end",
    lowers: [[dir("/d")]],
    steps: [
      serving("/d/s"),
      heard("/d/s", "one"),
      chmod("/d/s", 0o700),
      heard("/d/s", "two"),
      rename("/d/s", "/s"),
      heard("/s", "three"),
    ],
    merged: { d: {}, s: is.socket({ mode: 0o700 }) },
    upper: { d: {}, s: is.socket({ mode: 0o700 }) },
  },
  {
    title: "a socket that is bound through the overlay is not reached on upper",
    cites: ["measured/special/2"],
    mount: plain,
    observe: "end",
    lowers: [[]],
    steps: [
      serving("/s"),
      on("upper", socket("u"), connect("u", "/s", fails("ECONNREFUSED"))),
      heard("/s", "above"),
    ],
    merged: { s: is.socket({ mode: 0o755 }) },
    upper: { s: is.socket({ mode: 0o755 }) },
  },
  {
    title: "a socket of lower has no server, and its name is taken until it is unlinked",
    cites: ["measured/special/2", "man/open.2#ENXIO"],
    mount: plain,
    observe: "end",
    lowers: [[mknod("/s", "socket", 0o755), file("/f", "f")]],
    steps: [
      [socket("c"), connect("c", "/s", fails("ECONNREFUSED"))],
      connect("c", "/f", fails("ECONNREFUSED")),
      open("x", "/s", ["O_RDWR"], fails("ENXIO")),
      [socket("s"), bind("s", "/s", fails("EADDRINUSE"))],
      on("upper", lstat("/s", fails("ENOENT"))),
      unlink("/s"),
      [bind("s", "/s"), listen("s")],
      heard("/s", "anew"),
      unlink("/s"),
      connect("c", "/s", fails("ENOENT")),
    ],
    merged: { f: "f" },
    upper: { s: whiteout },
  },
];
