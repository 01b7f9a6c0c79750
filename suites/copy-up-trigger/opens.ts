import {
  close,
  fails,
  fchmod,
  fstat,
  gives,
  lstat,
  open,
  pread,
  read,
  write,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { type Kind, allKinds, directory, regular } from "../objects.ts";
import { type Trigger, path, triggers } from "./scene.ts";

const text = "data of lower";
const pick = (...names: readonly Kind["name"][]): readonly Kind[] =>
  allKinds.filter(({ name }) => names.includes(name));

const opened = (flags: Parameters<typeof open>[2], ...then: readonly Steps[]): readonly Steps[] => [
  open("x", path, flags),
  ...then,
  close("x"),
];

/** What open(2) copies up, by its flags. */
const files: readonly Trigger[] = [
  ...(["O_WRONLY", "O_RDWR"] as const).map((mode): Trigger => ({
    call: `opening with ${mode} and writing nothing`,
    cites: "non-directories/3",
    kinds: [regular],
    steps: () => opened([mode], fstat("x", gives({ size: text.length }))),
    copies: true,
  })),
  {
    call: "opening with O_WRONLY and O_APPEND",
    cites: "man/open.2#O_APPEND",
    kinds: [regular],
    steps: () => opened(["O_WRONLY", "O_APPEND"], write("x", "+", gives(1))),
    copies: true,
    becomes: `${text}+`,
  },
  ...(["O_RDONLY", "O_WRONLY", "O_RDWR"] as const).map((mode): Trigger => ({
    call: `opening with ${mode} and O_TRUNC`,
    cites: "man/open.2#O_TRUNC",
    kinds: [regular],
    steps: () => opened([mode, "O_TRUNC"], fstat("x", gives({ size: 0 }))),
    copies: true,
    becomes: "",
  })),
  {
    call: "opening with O_RDWR and O_CREAT what is there",
    cites: "man/open.2#O_CREAT",
    kinds: [regular],
    steps: () => opened(["O_RDWR", "O_CREAT"], pread("x", 4, 0, gives("data"))),
    copies: true,
  },
  {
    call: "opening with O_RDONLY and O_CREAT what is there",
    cites: "man/open.2#O_CREAT",
    kinds: [regular],
    steps: () => opened(["O_RDONLY", "O_CREAT"], read("x", 99, gives(text))),
    copies: false,
  },
  {
    call: "opening with O_CREAT and O_EXCL, which finds it there,",
    cites: "man/open.2#O_EXCL",
    kinds: allKinds,
    steps: () => [
      open("x", path, ["O_RDWR", "O_CREAT", "O_EXCL"], 0o600, fails("EEXIST")),
      open("x", path, ["O_WRONLY", "O_CREAT", "O_EXCL", "O_TRUNC"], 0o600, fails("EEXIST")),
    ],
    copies: false,
  },
  {
    call: "opening with O_RDWR and O_DIRECTORY, which is refused,",
    cites: "man/open.2#O_DIRECTORY",
    kinds: [regular],
    steps: () => [
      open("x", path, ["O_RDWR", "O_DIRECTORY"], fails("ENOTDIR")),
      open("x", path, ["O_RDONLY", "O_DIRECTORY"], fails("ENOTDIR")),
    ],
    copies: false,
  },
  {
    call: "opening with O_PATH",
    cites: "man/open.2#O_PATH",
    kinds: allKinds,
    steps: () => [
      open("x", path, ["O_PATH", "O_NOFOLLOW"]),
      fstat("x", gives({ uid: 0 })),
      read("x", 1, fails("EBADF")),
      write("x", "x", fails("EBADF")),
      fchmod("x", 0o777, fails("EBADF")),
      close("x"),
    ],
    copies: false,
  },
];

/** Types that no write of theirs reaches the filesystem. */
const others: readonly Trigger[] = [
  {
    call: "opening for writing, which is refused,",
    cites: "man/open.2#O_RDWR",
    kinds: [directory],
    steps: () => [
      open("x", path, ["O_RDWR"], fails("EISDIR")),
      open("x", path, ["O_WRONLY", "O_TRUNC"], fails("EISDIR")),
      open("x", path, ["O_WRONLY", "O_CREAT"], fails("EISDIR")),
    ],
    copies: false,
  },
  {
    call: "opening with O_RDWR",
    cites: "measured/8",
    kinds: pick("fifo"),
    steps: () =>
      opened(
        ["O_RDWR", "O_NONBLOCK"],
        write("x", "through", gives(7)),
        read("x", 9, gives("through")),
      ),
    copies: false,
  },
  {
    call: "opening with O_WRONLY, O_NONBLOCK and nobody who reads",
    cites: "man/open.2#ENXIO",
    kinds: pick("fifo", "socket"),
    steps: () => [
      open("x", path, ["O_WRONLY", "O_NONBLOCK"], fails("ENXIO")),
      lstat(path, gives({ size: 0 })),
    ],
    copies: false,
  },
  {
    call: "opening with O_RDWR and writing",
    cites: "measured/8",
    kinds: pick("chr"),
    // The device is /dev/full.
    steps: () => opened(["O_RDWR"], write("x", "x", fails("ENOSPC"))),
    copies: false,
  },
  {
    call: "opening with O_WRONLY and O_NOFOLLOW, which is refused,",
    cites: "man/open.2#O_NOFOLLOW",
    kinds: pick("symlink"),
    steps: () => [
      open("x", path, ["O_WRONLY", "O_NOFOLLOW"], fails("ELOOP")),
      open("x", path, ["O_WRONLY"], fails("ENOENT")),
    ],
    copies: false,
  },
];

export const opens: readonly WrittenScenario[] = triggers([...files, ...others]);
