import {
  close,
  fails,
  fallocate,
  ftruncate,
  gives,
  lstat,
  open,
  pwrite,
  truncate,
  write,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { type Kind, allKinds, regular } from "../objects.ts";
import { type Trigger, path, triggers } from "./scene.ts";

const text = "data of lower";
const pick = (...names: readonly Kind["name"][]): readonly Kind[] =>
  allKinds.filter(({ name }) => names.includes(name));

const opened = (flags: Parameters<typeof open>[2], ...then: readonly Steps[]): readonly Steps[] => [
  open("x", path, flags),
  ...then,
  close("x"),
];

const table: readonly Trigger[] = [
  ...[
    { size: 0, becomes: "", what: "nothing" },
    { size: 4, becomes: "data", what: "a shorter length" },
    { size: text.length, becomes: text, what: "the length that it has" },
    { size: 15, becomes: `${text}\0\0`, what: "a greater length" },
  ].map(({ size, becomes, what }): Trigger => ({
    call: `truncate to ${what}`,
    cites: "posix/truncate",
    kinds: [regular],
    steps: () => [truncate(path, size), lstat(path, gives({ size }))],
    copies: true,
    becomes,
  })),
  {
    call: "truncate, which is refused,",
    cites: "man/truncate.2#EISDIR",
    kinds: pick("dir", "fifo", "socket"),
    steps: ({ name }) => [
      truncate(path, 0, fails(name === "dir" ? "EISDIR" : "EINVAL")),
      truncate(path, 5, fails(name === "dir" ? "EISDIR" : "EINVAL")),
    ],
    copies: false,
  },
  {
    call: "changing data through a descriptor for reading, which is refused,",
    cites: "posix/write",
    kinds: [regular],
    steps: () =>
      opened(
        ["O_RDONLY"],
        write("x", "x", fails("EBADF")),
        pwrite("x", "x", 0, fails("EBADF")),
        ftruncate("x", 0, fails("EINVAL")),
        fallocate("x", [], 0, 100, fails("EBADF")),
      ),
    copies: false,
  },
];

/** Changes of size by path and by descriptor. */
export const sizes: readonly WrittenScenario[] = triggers(table);
