import {
  appendFile,
  chmod,
  close,
  concurrently,
  dir,
  fails,
  file,
  gives,
  list,
  mount,
  oneOf,
  on,
  open,
  readFile,
  rename,
  succeeds,
  umount,
  unlink,
  writeFile,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { plain } from "../plain.ts";

const needs = ["concurrency"] as const;
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);
const survives = oneOf(succeeds, fails("ENOENT"), fails("ESTALE"), fails("EIO"));
const tree: Steps = [dir("/d"), numbers(6).map((index) => file(`/d/f${index}`, "lower"))];

/** Mounts that come and go, and layers that change, while the overlay is used. */
export const layers: readonly WrittenScenario[] = [
  {
    title: "lower and overlay are changed at once, and what nobody touched is as it was",
    cites: ["changes-to-underlying-filesystems/1"],
    peers: ["xfstests overlay/019"],
    needs,
    mount: plain,
    observe: "end",
    unruly: ["lower-unchanged", "listed-exists", "existing-is-listed", "listed-type-is-type"],
    lowers: [[tree, file("/calm", "calm")]],
    steps: [
      concurrently(
        on(
          "lower0",
          numbers(6).map((index) => [
            appendFile(`/d/f${index}`, "+"),
            rename(`/d/f${index}`, `/d/g${index}`),
            writeFile(`/d/f${index}`, "anew"),
          ]),
        ),
        numbers(6).map((index) => [
          chmod(`/d/f${index}`, 0o600, survives),
          rename(`/d/f${5 - index}`, `/d/h${index}`, survives),
          unlink(`/d/h${index}`, survives),
        ]),
        numbers(6).map(() => readFile("/calm", gives("calm"))),
      ),
      readFile("/calm", gives("calm")),
      writeFile("/alive", "alive"),
    ],
  },
  {
    title:
      "overlays that are mounted, used and unmounted at once do not wait for each other for ever",
    cites: ["sharing-and-copying-layers/1", "measured/concurrency/4"],
    peers: ["xfstests generic/631"],
    needs,
    mount: "none",
    observe: "end",
    lowers: [],
    steps: on(
      "root",
      dir("/l"),
      file("/l/f", "lower"),
      dir("/m"),
      file("/m/g", "lower"),
      ...numbers(3).map((lane) => ["", "/u", "/w", "/at"].map((name) => dir(`/${lane}${name}`))),
      concurrently(
        ...numbers(3).map((lane) =>
          on(
            "root",
            numbers(3).map((round) => [
              mount(
                "overlay",
                `/${lane}/at`,
                "overlay",
                [],
                `lowerdir=/l:/m,upperdir=/${lane}/u,workdir=/${lane}/w`,
              ),
              writeFile(`/${lane}/at/n${round}`, "n"),
              round === 0 ? [unlink(`/${lane}/at/f`), chmod(`/${lane}/at/g`, 0o600)] : [],
              list(`/${lane}/at`, gives(["g", ...numbers(round + 1).map((index) => `n${index}`)])),
              umount(`/${lane}/at`),
            ]),
          ),
        ),
      ),
      readFile("/l/f", gives("lower")),
      list("/0/u", gives(["f", "g", "n0", "n1", "n2"])),
    ),
  },
  {
    title:
      "a lazy unmount while a file is copied up leaves the copy, and the descriptors that are open",
    cites: ["man/umount.2#MNT_DETACH", "measured/concurrency/4"],
    needs,
    mount: "none",
    observe: "end",
    lowers: [],
    steps: on(
      "root",
      dir("/l"),
      file("/l/f", { fill: "x", size: 1_000_000 }),
      mount("overlay", "/merged", "overlay", [], "lowerdir=/l,upperdir=/upper,workdir=/work"),
      open("d", "/merged", ["O_RDONLY", "O_DIRECTORY"]),
      concurrently(
        on("root", open("w", "/merged/f", ["O_RDWR"], oneOf(succeeds, fails("ENOENT")))),
        on("root", umount("/merged", ["MNT_DETACH"])),
      ),
      list("/merged", gives([])),
      close("d"),
      umount("/merged", fails("EINVAL")),
    ),
  },
];
