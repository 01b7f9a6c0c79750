import { expect, test } from "vitest";
import {
  access,
  as,
  at,
  by,
  concurrently,
  copyFileRange,
  dir,
  fails,
  fanotifyMark,
  file,
  fsconfig,
  getdents64,
  gives,
  lock,
  mknod,
  mkdir,
  mmap,
  mount,
  on,
  oneOf,
  open,
  read,
  recorded,
  remount,
  rename,
  same,
  setxattr,
  spawn,
  stat,
  succeeds,
  suite,
  symlink,
  unlink,
  utimensat,
  when,
  write,
  writev,
} from "../../harness/language/index.ts";
import { print, printOutcome, printScenario } from "../../harness/language/print.ts";
import type { Step } from "../../harness/language/step.ts";

const lines = (...steps: readonly (Step | readonly Step[])[]): string =>
  steps.flat().map(print).join("\n");

test("an op of each kind prints as one line of its arguments", () => {
  expect(
    lines(
      open("r", "/f", ["O_RDWR", "O_CREAT"], 0o600),
      open("r", at("d", "f"), []),
      write("r", "two words"),
      writev("r", [{ hex: "00ff" }, { fill: "ab", size: 4096 }]),
      copyFileRange("r", "w", 10, 0, 5),
      mkdir("/d", 0o1777),
      mknod("/w", "chr", 0, 0, 0),
      symlink("../with space", "/l"),
      rename("/d", "/e/", ["RENAME_EXCHANGE"]),
      getdents64("r", 64),
      stat("/f"),
      access("/f", ["R_OK", "W_OK"]),
      utimensat("/f", { sec: 1, nsec: 2 }, "omit", ["AT_SYMLINK_NOFOLLOW"]),
      setxattr("/f", "overlay:opaque", "y", ["XATTR_CREATE"]),
      mmap("m", "r", 4096, ["PROT_READ"], ["MAP_SHARED"]),
      lock("r", "F_OFD_SETLK", "F_WRLCK", 0, 10),
      fanotifyMark("n", ["FAN_MARK_ADD"], ["FAN_OPEN"], "/"),
      mount("overlay", "/merged", "overlay", ["MS_RDONLY"], "lowerdir=/lower0"),
      fsconfig("c", "FSCONFIG_SET_FD", "lowerdir+", { fd: "l" }),
      spawn("p", "/bin/pause", ["pause"]),
      remount(),
    ),
  ).toMatchInlineSnapshot(`
    "open r /f O_RDWR|O_CREAT 0600
    open r @d:f 0
    write r "two words"
    writev r [{"hex":"00ff"},{"fill":"ab","size":4096}]
    copy_file_range r w 10 0 5
    mkdir /d 01777
    mknod /w chr 0 0 0
    symlink "../with space" /l
    rename /d /e/ RENAME_EXCHANGE
    getdents64 r 64
    stat /f
    access /f R_OK|W_OK
    utimensat /f {"sec":1,"nsec":2} "omit" AT_SYMLINK_NOFOLLOW
    setxattr /f overlay:opaque "y" XATTR_CREATE
    mmap m r 4096 PROT_READ MAP_SHARED
    lock r F_OFD_SETLK F_WRLCK 0 10
    fanotify_mark n FAN_MARK_ADD FAN_OPEN /
    mount overlay /merged overlay MS_RDONLY lowerdir=/lower0
    fsconfig c FSCONFIG_SET_FD lowerdir+ {"fd":"l"}
    spawn p /bin/pause ["pause"]
    remount"
  `);
});

test("place, credentials and process stand around the op", () => {
  expect(
    lines(
      on("upper", unlink("/f")),
      as({ uid: 1000, gid: 1000 }, unlink("/f", fails("EACCES"))),
      as({ uid: 1, gid: 2, groups: [3, 4], caps: [] }, unlink("/f")),
      as({ uid: 1, gid: 2, caps: ["CAP_CHOWN", "CAP_FOWNER"] }, unlink("/f")),
      by("other", on("lower0", unlink("/f"))),
      concurrently([mkdir("/a"), mkdir("/b")], [unlink("/f", oneOf(succeeds, fails("ENOENT")))]),
    ),
  ).toMatchInlineSnapshot(`
    "upper: unlink /f
    unlink /f as 1000:1000 -> EACCES
    unlink /f as 1:2+3,4 with no capability
    unlink /f as 1:2 with CAP_CHOWN,CAP_FOWNER
    lower0: unlink /f by other
    concurrently { mkdir /a; mkdir /b || unlink /f -> ok | ENOENT }"
  `);
});

test("an expectation prints behind an arrow", () => {
  expect(
    lines(
      mkdir("/d"),
      mkdir("/d", succeeds),
      mkdir("/d", recorded),
      mkdir("/d", fails("EEXIST")),
      read("r", 10, gives("text")),
      stat("/f", gives({ ino: same("f"), nlink: 2 })),
      rename("/d", "/e", when("redirect_dir", succeeds, oneOf(fails("EXDEV"), fails("EPERM")))),
    ),
  ).toMatchInlineSnapshot(`
    "mkdir /d
    mkdir /d -> ok
    mkdir /d -> recorded
    mkdir /d -> EEXIST
    read r 10 -> "text"
    stat /f -> {ino same("f"), nlink 2}
    rename /d /e -> redirect_dir ? ok : EXDEV | EPERM"
  `);
});

test("an outcome prints as its value, its errno or its lack", () => {
  const outcomes = [
    { value: null },
    { value: ["a"] },
    { errno: "ESTALE" },
    { lack: "it has no devices" },
    { lanes: [[{ value: null }, { errno: "EIO" }], [{ value: 3 }]] },
  ] as const;
  expect(outcomes.map((outcome) => printOutcome(outcome)).join("\n")).toMatchInlineSnapshot(`
    "ok
    ["a"]
    ESTALE
    lack (it has no devices)
    { ok; EIO || 3 }"
  `);
});

test("a scenario prints with its layers and its mount first", () => {
  const { scenarios } = suite("sample", [
    {
      title: "a new directory hides what was below",
      cites: ["directories/1"],
      peers: ["xfstests overlay/031", "unionmount dir-open"],
      bugs: ["https://example.org/1"],
      lowers: [[dir("/d"), file("/d/f", "lower")], [file("/g")]],
      upperBefore: [mkdir("/u")],
      mount: { redirect_dir: "on", volatile: true },
      steps: [unlink("/d/f"), mkdir("/d", fails("EEXIST"))],
    },
  ]);
  expect(scenarios.map(printScenario).join("\n")).toMatchInlineSnapshot(`
    "# a new directory hides what was below
    cites directories/1
    peers xfstests overlay/031, unionmount dir-open
    bugs https://example.org/1
    lower0
      mkdir /d 0755
      open "$" /d/f O_WRONLY|O_CREAT|O_EXCL 0644
      write "$" "lower"
      close "$"
    lower1
      open "$" /g O_WRONLY|O_CREAT|O_EXCL 0644
      close "$"
    upper
      mkdir /u
    mount redirect_dir=on,volatile=true
      unlink /d/f
      mkdir /d -> EEXIST"
  `);
});
