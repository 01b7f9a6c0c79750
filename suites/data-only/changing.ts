import {
  appendFile,
  chmod,
  contains,
  differs,
  dir,
  fails,
  file,
  gives,
  is,
  link,
  list,
  lstat,
  mkdir,
  on,
  open,
  readFile,
  remount,
  rename,
  same,
  succeeds,
  truncate,
  unlink,
  when,
  whiteout,
  writeFile,
} from "../../harness/language/index.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { data, kinds, pointer } from "./scene.ts";

const lowers = [[pointer("/f", "/x")], [file("/x", data)]];
const peers = ["xfstests overlay/079"];

/** What becomes of files whose data is in a data-only layer. */
export const changing: readonly WrittenScenario[] = kinds.flatMap(({ how, mount }) => {
  const shells = mount.metacopy === "on";
  const over = { lowers, mount: { ...mount, dataOnly: 1 } };
  const attributes = { mode: 0o640, ...(shells && { marks: { metacopy: "" } }) };
  const held = shells ? { hex: "00".repeat(data.length) } : data;
  return [
    {
      title: `chmod copies up ${shells ? "attributes alone" : "attributes and data"}, ${how}`,
      cites: ["data-only-lower-layers/1", "metadata-only-copy-up/1"],
      peers,
      ...over,
      steps: [
        lstat("/f", gives({ ino: same("f") })),
        chmod("/f", 0o640),
        readFile("/f", gives(data)),
        remount(),
        readFile("/f", gives(data)),
        lstat(
          "/f",
          when(
            "origin",
            gives({ ino: same("f") }),
            when("samefs", gives({ ino: differs("f") }), succeeds),
          ),
        ),
      ],
      merged: { f: is.file(data, { mode: 0o640 }) },
      upper: { f: is.file(held, attributes) },
    },
    {
      title: `a write copies up the data of the data-only layer, ${how}`,
      cites: ["data-only-lower-layers/1", "metadata-only-copy-up/2"],
      peers,
      ...over,
      steps: [appendFile("/f", "!"), on("lower1", readFile("/x", gives(data)))],
      merged: { f: is.file(`${data}!`, { mode: 0o600 }) },
      upper: { f: is.file(`${data}!`, { mode: 0o600 }) },
    },
    {
      title: `a removed file leaves the data-only layer alone, ${how}`,
      cites: ["whiteouts-and-opaque-directories/1"],
      ...over,
      steps: [unlink("/f"), list("/", gives([])), on("lower1", readFile("/x", gives(data)))],
      merged: {},
      upper: { f: whiteout },
    },
    {
      title: `the name that the data has below is free for a new file, ${how}`,
      cites: ["data-only-lower-layers/4"],
      ...over,
      steps: [
        writeFile("/x", "new"),
        readFile("/f", gives(data)),
        readFile("/x", gives("new")),
        unlink("/x"),
        lstat("/x", fails("ENOENT")),
      ],
      merged: { f: is.file(data, { mode: 0o600 }) },
      upper: {},
    },
    {
      title: `the name of a directory of the data-only layer is free too, ${how}`,
      cites: ["data-only-lower-layers/4"],
      lowers: [[pointer("/f", "/o/x")], [dir("/o"), file("/o/x", data)]],
      mount: { ...mount, dataOnly: 1 },
      steps: [mkdir("/o"), list("/o", gives([])), readFile("/f", gives(data))],
      merged: { f: is.file(data, { mode: 0o600 }), o: {} },
      upper: contains({}),
    },
    {
      title: `a file whose data is missing can be removed and not be changed, ${how}`,
      cites: ["measured/16", "measured/81"],
      peers,
      lowers: [[pointer("/f", "/none")], [file("/x", data)]],
      mount: { ...mount, dataOnly: 1 },
      steps: [
        chmod("/f", 0o640, fails("ENOENT")),
        truncate("/f", 0, fails("ENOENT")),
        open("r", "/f", ["O_RDONLY"], fails("ENOENT")),
        unlink("/f"),
      ],
      merged: {},
      upper: { f: whiteout },
    },
  ];
});

const full = { metacopy: "on", dataOnly: 1 } as const;

/** What only all of metacopy can do. */
export const moving: readonly WrittenScenario[] = [
  {
    title: "a renamed file keeps the redirect into the data-only layer",
    cites: ["data-only-lower-layers/5", "renaming-directories/2"],
    peers,
    lowers,
    mount: full,
    steps: [rename("/f", "/g"), remount(), readFile("/g", gives(data))],
    merged: { g: is.file(data, { mode: 0o600 }) },
    upper: {
      f: whiteout,
      g: is.file(
        { hex: "00".repeat(data.length) },
        { mode: 0o600, marks: { metacopy: "", redirect: "f" } },
      ),
    },
  },
  {
    title: "two files share the data of one data-only file until one is written",
    cites: ["data-only-lower-layers/5", "data-only-lower-layers/4"],
    lowers: [[pointer("/f", "/x"), pointer("/g", "/x")], [file("/x", data)]],
    mount: full,
    steps: [
      lstat("/f", gives({ ino: same("f"), nlink: 1 })),
      lstat("/g", gives({ nlink: 1 })),
      appendFile("/f", "!"),
      readFile("/g", gives(data)),
    ],
    merged: { f: is.file(`${data}!`, { mode: 0o600 }), g: is.file(data, { mode: 0o600 }) },
  },
  {
    title: "a redirect finds an ordinary layer before a data-only one",
    cites: ["data-only-lower-layers/2", "renaming-directories/2"],
    lowers: [[pointer("/f", "/x")], [file("/x", "of the ordinary layer")], [file("/x", data)]],
    mount: full,
    steps: [list("/", gives(["f", "x"])), readFile("/f", gives("of the ordinary layer"))],
  },
  {
    title: "the size that a file shows is its own, and reading ends with the data",
    cites: ["data-only-lower-layers/1"],
    lowers: [[pointer("/f", "/x", 0o600, 100)], [file("/x", data)]],
    mount: full,
    steps: [lstat("/f", gives({ size: 100 })), readFile("/f", gives(data))],
  },
  {
    title: "a link to a file with data in a data-only layer is a shell under both names",
    cites: ["data-only-lower-layers/1", "posix/link"],
    lowers,
    mount: full,
    steps: [link("/f", "/g"), readFile("/g", gives(data)), lstat("/g", gives({ nlink: 2 }))],
    merged: { f: is.file(data, { mode: 0o600 }), g: is.file(data, { mode: 0o600 }) },
  },
  {
    title: "data that comes later is found when the file is opened",
    cites: ["measured/16", "changes-to-underlying-filesystems/1"],
    why: "The data-only layers are not asked before the first open.",
    lowers: [[pointer("/f", "/x")], [file("/y", "y")]],
    mount: full,
    steps: [
      lstat("/f", gives({ size: data.length })),
      on("lower1", file("/x", data)),
      readFile("/f", gives(data)),
    ],
  },
  {
    title: "an overlay without upper shows data of a data-only layer",
    cites: ["data-only-lower-layers/2", "multiple-lower-layers/2"],
    peers,
    lowers,
    mount: { ...full, redirect_dir: "follow", upper: false },
    steps: [readFile("/f", gives(data)), list("/", gives(["f"]))],
    merged: { f: is.file(data, { mode: 0o600 }) },
  },
];
