import { expect, test } from "vitest";
import template from "../../adapters/template/adapter.ts";
import {
  appendFile,
  chdir,
  chmod,
  close,
  dir,
  dup,
  file,
  getcwd,
  list,
  lseek,
  mkdir,
  on,
  open,
  pread,
  read,
  remount,
  symlink,
  umask,
  unlink,
  write,
  writeFile,
} from "../../harness/language/index.ts";
import { shown, transcribe } from "./transcribe.ts";

const lowers = [[dir("/d"), file("/d/a", "A"), file("/f", "0123456789"), symlink("f", "/l")]];

test("the template tells a merged view from its layers", async () => {
  const steps = [unlink("/d/a"), writeFile("/n", "N"), appendFile("/f", "+"), list("/")];
  const told = await transcribe(template, { lowers, steps });
  expect(shown(told, "merged")).toMatchInlineSnapshot(`
    {
      "/d": "dir",
      "/f": "file 0123456789+",
      "/l": "symlink f",
      "/n": "file N",
    }
  `);
  expect(shown(told, "upper")).toMatchInlineSnapshot(`
    {
      "/d": "dir",
      "/d/a": "chr by set",
      "/f": "file 0123456789+",
      "/n": "file N",
    }
  `);
  expect(shown(told, "lower0")).toMatchInlineSnapshot(`
    {
      "/d": "dir",
      "/d/a": "file A",
      "/f": "file 0123456789",
      "/l": "symlink f",
    }
  `);
});

test("lseek moves where reads and writes start, and a duplicate shares it", async () => {
  const steps = [
    open("r", "/f", ["O_RDWR"]),
    read("r", 2),
    lseek("r", 2, "SEEK_CUR"),
    dup("r", "s"),
    read("s", 2),
    write("r", "xy"),
    lseek("s", -1, "SEEK_END"),
    read("r", 5),
    pread("s", 8, 0),
    lseek("r", -1, "SEEK_SET"),
    close("r"),
    read("s", 1),
    close("s"),
    read("s", 1),
  ];
  const told = await transcribe(template, { lowers, steps });
  expect(told.outcomes).toMatchInlineSnapshot(`
    [
      "ok",
      ""01"",
      "4",
      "ok",
      ""45"",
      "2",
      "9",
      ""9"",
      ""012345xy"",
      "EINVAL",
      "ok",
      """",
      "ok",
      "EBADF",
    ]
  `);
});

test("relative paths start at the working directory, and the mask takes away bits", async () => {
  const steps = [
    chdir("/d"),
    getcwd(),
    mkdir("sub", 0o777),
    umask(0o077),
    writeFile("private", "P"),
    on("upper", list("/d")),
    chmod("private", 0o4711),
    remount(),
    chdir("/"),
    remount(),
  ];
  const told = await transcribe(template, { lowers, steps });
  expect(told.outcomes).toMatchInlineSnapshot(`
    [
      "ok",
      ""/d"",
      "ok",
      "18",
      "ok",
      "1",
      "ok",
      "ok",
      "["private", "sub"]",
      "ok",
      "ok",
      "EBUSY",
      "ok",
      "ok",
    ]
  `);
  const modes = [...(told.trees.get("merged") ?? [])].map(([path, { mode }]) => [path, mode]);
  expect(Object.fromEntries(modes)).toMatchObject({ "/d/sub": 0o755, "/d/private": 0o4711 });
});

test("objects of a layer are as old as their place in it", async () => {
  const told = await transcribe(template, { lowers, steps: [] });
  const times = [...(told.trees.get("lower0") ?? [])].map(([path, { mtime }]) => [path, mtime]);
  expect(times).toEqual([
    ["/", 1_000_000_000_000_000_000n],
    ["/d", 1_000_000_000_001_000_000n],
    ["/d/a", 1_000_000_000_002_000_000n],
    ["/f", 1_000_000_000_003_000_000n],
    ["/l", 1_000_000_000_004_000_000n],
  ]);
});
