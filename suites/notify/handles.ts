import {
  chmod,
  close,
  dir,
  fails,
  fanotifyInit,
  fanotifyMark,
  fanotifyRead,
  file,
  gives,
  mkdir,
  on,
  oneOf,
  readFile,
  rename,
  unlink,
  writeFile,
} from "../../harness/language/index.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { plain } from "../plain.ts";

const lowers = [[file("/f", "lower"), dir("/d"), file("/d/g", "g")]];
const rest = { d: { g: "g" } };
const byName = ["FAN_REPORT_FID", "FAN_REPORT_DIR_FID", "FAN_REPORT_NAME"] as const;
const onFilesystem = ["FAN_MARK_ADD", "FAN_MARK_FILESYSTEM"] as const;
/** The link count is the file's own and has no name; the removal is its directory's. */
const seenAll = (layer: "lower" | "upper") => {
  const name = layer === "upper" ? "u" : "f";
  return [
    { mask: ["FAN_ATTRIB", "FAN_OPEN"], name },
    { mask: ["FAN_ATTRIB"] },
    { mask: ["FAN_DELETE"], name },
  ] as const;
};

/** Groups of fanotify that report handles and names, and marks on layers. */
export const handles: readonly WrittenScenario[] = [
  {
    title:
      "a mark on a directory that reports names tells both names of a move, and creation over a whiteout",
    cites: ["man/fanotify.7#names", "measured/notify/2"],
    needs: ["file_handle_fid"],
    mount: plain,
    observe: "end",
    lowers,
    steps: [
      fanotifyInit("g", byName),
      fanotifyMark(
        "g",
        ["FAN_MARK_ADD"],
        ["FAN_CREATE", "FAN_DELETE", "FAN_RENAME", "FAN_ONDIR"],
        "/",
      ),
      unlink("/f"),
      writeFile("/f", "again"),
      rename("/f", "/h"),
      mkdir("/f"),
      fanotifyRead(
        "g",
        gives([
          { mask: ["FAN_CREATE", "FAN_DELETE"], name: "f" },
          { mask: ["FAN_RENAME"], name: "f", newName: "h" },
          { mask: ["FAN_CREATE", "FAN_ONDIR"], name: "f" },
        ]),
      ),
      close("g"),
    ],
    merged: { f: {}, h: "again", ...rest },
  },
  ...(["lower", "upper"] as const).map((layer): WrittenScenario => ({
    title: `a mark on the overlay's filesystem tells by name what becomes of a file of ${layer}`,
    cites: ["man/fanotify.7#names", "nfs-export/2"],
    needs: ["file_ids"],
    peers: ["ltp fanotify13"],
    mount: { nfs_export: "on", index: "on" },
    observe: "end",
    lowers,
    upperBefore: [file("/u", "upper")],
    steps: [
      fanotifyInit("g", byName),
      fanotifyMark("g", onFilesystem, ["FAN_OPEN", "FAN_ATTRIB", "FAN_DELETE"], "/"),
      readFile(layer === "upper" ? "/u" : "/f", gives(layer)),
      chmod(layer === "upper" ? "/u" : "/f", 0o600),
      unlink(layer === "upper" ? "/u" : "/f"),
      fanotifyRead("g", gives(seenAll(layer))),
      close("g"),
    ],
    merged: layer === "lower" ? { u: "upper", ...rest } : { f: "lower", ...rest },
  })),
  {
    title:
      "without nfs_export a group that reports handles may mark objects and not the filesystem",
    cites: ["man/fanotify.7#names", "measured/31"],
    needs: ["file_handle_fid"],
    mount: plain,
    observe: "end",
    lowers,
    steps: [
      fanotifyInit("g", byName),
      fanotifyMark("g", onFilesystem, ["FAN_OPEN"], "/", fails("EOPNOTSUPP")),
      fanotifyMark("g", ["FAN_MARK_ADD"], ["FAN_OPEN", "FAN_EVENT_ON_CHILD"], "/d"),
      readFile("/d/g", gives("g")),
      fanotifyRead("g", gives([{ mask: ["FAN_OPEN"], name: "g" }])),
      close("g"),
    ],
    merged: { f: "lower", ...rest },
    upper: {},
  },
  {
    title:
      "marks on files of layers tell opens and writes through the overlay, by their paths there",
    cites: ["measured/notify/4"],
    peers: ["ltp fanotify13"],
    mount: plain,
    observe: "end",
    lowers,
    upperBefore: [file("/u", "upper")],
    steps: [
      fanotifyInit("g", ["FAN_CLASS_NOTIF"]),
      on("upper", fanotifyMark("g", ["FAN_MARK_ADD"], ["FAN_OPEN", "FAN_MODIFY"], "/u")),
      on("lower0", fanotifyMark("g", ["FAN_MARK_ADD"], ["FAN_OPEN"], "/f")),
      readFile("/u", gives("upper")),
      readFile("/f", gives("lower")),
      on(
        "upper",
        // Kernels before 6.5 use the files of layers without telling.
        fanotifyRead(
          "g",
          oneOf(gives([{ mask: ["FAN_OPEN"], path: "/u" }, { mask: ["FAN_OPEN"] }]), gives([])),
        ),
      ),
      writeFile("/u", "written"),
      on(
        "upper",
        fanotifyRead(
          "g",
          oneOf(gives([{ mask: ["FAN_MODIFY", "FAN_OPEN"], path: "/u" }]), gives([])),
        ),
      ),
      close("g"),
    ],
    merged: { f: "lower", u: "written", ...rest },
    upper: { u: "written" },
  },
];
