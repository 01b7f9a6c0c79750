import { boundContexts, defaultContext } from "@zenfs/core";
import { caches } from "@zenfs/core/vfs/vcache";
import { expect, test } from "vitest";
import zenfs from "../../adapters/zenfs/adapter.ts";
import {
  dir,
  file,
  list,
  lstat,
  mkdir,
  on,
  open,
  readFile,
  remount,
  rename,
  unlink,
  write,
  writeFile,
} from "../../harness/language/index.ts";
import { shown, transcribe } from "./transcribe.ts";

const lower = [dir("/d"), file("/d/a", "A"), dir("/d/sub"), file("/d/sub/b", "B"), file("/f", "F")];

test("a lower directory that is partly copied up loses its other children when it is renamed", async () => {
  const told = await transcribe(zenfs, {
    lowers: [lower],
    steps: [writeFile("/d/up", "U"), rename("/d", "/e"), list("/e")],
  });
  expect(told.outcomes.slice(-3)).toEqual(["ok", '["up"]', "ok"]);
  expect(shown(told, "merged")).toMatchInlineSnapshot(`
    {
      "/d/a": "file A unlisted",
      "/d/sub": "dir unlisted",
      "/d/sub/b": "file B unlisted",
      "/e": "dir",
      "/e/up": "file U",
      "/f": "file F",
    }
  `);
});

test("a lower directory of which nothing is copied up keeps its children when it is renamed", async () => {
  const told = await transcribe(zenfs, { lowers: [lower], steps: [rename("/d", "/e")] });
  expect(shown(told, "merged")).toMatchObject({ "/e/a": "file A", "/e/sub/b": "file B" });
});

test("a line of the journal is a whiteout in upper, in directories that it implies", async () => {
  const told = await transcribe(zenfs, { lowers: [lower], steps: [unlink("/d/sub/b")] });
  expect(told.outcomes).toEqual(["ok"]);
  expect(shown(told, "upper")).toMatchInlineSnapshot(`
    {
      "/d": "dir by journal",
      "/d/sub": "dir by journal",
      "/d/sub/b": "chr by journal",
    }
  `);
});

test("looking copies nothing up, reading does", async () => {
  const still = await transcribe(zenfs, { lowers: [lower], steps: [lstat("/f")] });
  expect(shown(still, "upper")).toEqual({});
  const read = await transcribe(zenfs, { lowers: [lower], steps: [readFile("/f")] });
  expect(shown(read, "upper")).toEqual({ "/f": "file F" });
});

test("several lowers are stacked, topmost first", async () => {
  const told = await transcribe(zenfs, {
    lowers: [[file("/f", "top")], [file("/f", "middle"), file("/g", "middle")], lower],
    steps: [list("/"), readFile("/f"), readFile("/g"), readFile("/d/a")],
  });
  expect(told.outcomes.filter((outcome) => outcome !== "ok")).toMatchInlineSnapshot(`
    [
      "["d", "f", "g"]",
      ""top"",
      ""middle"",
      ""A"",
    ]
  `);
});

test("a deletion outlives a remount, unless its path has a space", async () => {
  const told = await transcribe(zenfs, {
    lowers: [[file("/plain"), file("/a b")]],
    steps: [unlink("/plain"), unlink("/a b"), remount(), list("/")],
  });
  expect(told.outcomes).toEqual(["ok", "ok", "ok", "ok", '["a b"]', "ok"]);
});

test("a layer is changed behind the mount's back", async () => {
  const told = await transcribe(zenfs, {
    lowers: [lower],
    steps: [on("lower0", writeFile("/new", "N"), mkdir("/m")), on("upper", file("/up", "U"))],
  });
  expect(new Set(told.outcomes)).toEqual(new Set(["ok", "1"]));
  expect(shown(told, "lower0")).toMatchObject({ "/new": "file N", "/m": "dir" });
  expect(shown(told, "upper")).toEqual({ "/up": "file U" });
});

test("many scenarios in a row leave nothing in the library's own registers", async () => {
  const steps = [unlink("/f"), open("left", "/d/a", ["O_RDWR"]), write("left", "x")];
  // As many as a run of the suite has; fewer would show a leak as well.
  for (let index = 0; index < 200; index += 1) await transcribe(zenfs, { lowers: [lower], steps });
  expect(boundContexts.size).toBe(0);
  expect(defaultContext.children).toEqual([]);
  expect([...defaultContext.mounts.keys()]).toEqual(["/"]);
  expect(defaultContext.descriptors.size).toBe(0);
  // The root that ZenFS mounts by itself.
  expect(caches.size).toBe(1);
}, 120_000);
