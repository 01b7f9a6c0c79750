import {
  close,
  fails,
  file,
  ftruncate,
  gives,
  is,
  lstat,
  on,
  open,
  pread,
  pwrite,
  readFile,
  remount,
  truncate,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import type { Children } from "../../harness/language/tree.ts";
import { plain } from "../plain.ts";

const opened = [open("w", "/f", ["O_RDWR"]), close("w")];
const emptyWork: Children = { work: is.dir({}, { mode: 0 }) };

/** Around a page, around what is copied at once, and larger than both. */
const sizes = [0, 1, 4095, 4096, 4097, 65_536, 1_048_575, 1_048_577, 3_000_000];

const whole: readonly WrittenScenario[] = sizes.map((size) => {
  const content = size === 0 ? "" : { fill: "0123456789abcdef-", size };
  return {
    title: `a file of ${size} bytes is copied up byte by byte, and nothing is left in the work directory`,
    cites: ["non-directories/4", "mount-options/31"],
    peers: ["xfstests overlay/001"],
    ...(size > 1_000_000 && { bugs: ["https://github.com/rk8s-dev/rk8s/pull/161"] }),
    mount: plain,
    lowers: [[file("/f", content)]],
    steps: [opened, lstat("/f", gives({ size })), remount(), lstat("/f", gives({ size }))],
    merged: { f: is.file(content) },
    upper: { f: is.file(content) },
    work: emptyWork,
  };
});

/** Data in a file that has holes, and where zero bytes have to be read. */
interface Sparse {
  readonly word: string;
  readonly size: number;
  readonly data: readonly number[];
  readonly zeros: readonly number[];
}

const sparse: readonly Sparse[] = [
  { word: "nothing but a hole", size: 300_000, data: [], zeros: [0, 150_000, 299_999] },
  { word: "a hole at its start", size: 300_000, data: [262_144], zeros: [0, 100_000, 262_143] },
  { word: "a hole at its end", size: 300_000, data: [0], zeros: [5, 4096, 299_999] },
  { word: "a hole in its middle", size: 300_000, data: [0, 200_000], zeros: [5, 100_000, 199_999] },
  {
    word: "holes of all powers of two",
    size: 524_288,
    data: [0, 2048, 8192, 32_768, 131_072, 400_000],
    zeros: [1024, 6000, 16_384, 65_536, 262_144, 524_287],
  },
  {
    word: "data in its last byte only",
    size: 1_000_001,
    data: [999_997],
    zeros: [0, 500_000, 999_996],
  },
];

const holes: readonly WrittenScenario[] = sparse.map(({ word, size, data, zeros }) => {
  const readBack = (place: "merged" | "upper"): readonly Steps[] => [
    on(place, open("r", "/f", ["O_RDONLY"])),
    data.map((at) => pread("r", 4, at, gives("data".slice(0, size - at)))),
    zeros.map((at) => pread("r", 1, at, gives({ hex: "00" }))),
    close("r"),
  ];
  return {
    title: `a file with ${word} is copied up with zero bytes where it has holes`,
    cites: ["non-directories/4", "posix/lseek"],
    peers: ["xfstests overlay/066"],
    mount: plain,
    lowers: [
      [
        open("$", "/f", ["O_RDWR", "O_CREAT"], 0o644),
        data.map((at) => pwrite("$", "data", at)),
        [ftruncate("$", size), close("$")],
      ],
    ],
    steps: [
      opened,
      lstat("/f", gives({ size })),
      readBack("merged"),
      on("upper", lstat("/f", gives({ size }))),
      readBack("upper"),
    ],
    work: emptyWork,
  };
});

const cut = Array.from({ length: 29 }, (_, length) => length);
const text = "0123456789ab";
const cutTo = (length: number): string => text.slice(0, length).padEnd(length, "\0");

const truncated: WrittenScenario = {
  title:
    "files of lower are cut and filled up to every length, from none to more than twice theirs",
  cites: ["posix/truncate", "non-directories/2"],
  peers: ["unionmount truncate", "pjdfstest truncate", "pjdfstest ftruncate"],
  mount: plain,
  observe: "end",
  lowers: [cut.map((length) => file(`/f${length}`, text))],
  steps: cut.map((length) => [
    truncate(`/f${length}`, length),
    truncate(`/f${length}/`, length, fails("ENOTDIR")),
    readFile(`/f${length}`, gives(cutTo(length))),
  ]),
  merged: Object.fromEntries(cut.map((length) => [`f${length}`, cutTo(length)])),
  upper: Object.fromEntries(cut.map((length) => [`f${length}`, cutTo(length)])),
};

export const copied: readonly WrittenScenario[] = [...whole, ...holes, truncated];
