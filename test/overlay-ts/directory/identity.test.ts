import { linkSync, mkdirSync, readdirSync, renameSync, rmSync, unlinkSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { directoryRoot } from "../../../adapters/overlay-ts/directory/root.ts";
import type { Inode } from "../../../adapters/overlay-ts/vfs/inode.ts";
import { RENAME_EXCHANGE, RENAME_NOREPLACE } from "../../../adapters/overlay-ts/vfs/inode.ts";
import { S_IFDIR, S_IFREG } from "../../../adapters/overlay-ts/vfs/mode.ts";
import { at, onEach, owner, rootUser } from "./stage.ts";

const plain = { ...owner, mode: S_IFREG | 0o644 };
const folder = { ...owner, mode: S_IFDIR | 0o755 };

/** More than are held open. */
const many = 2200;

const nextTurn = promisify(setImmediate);

function descriptors(): number {
  return readdirSync("/proc/self/fd").length;
}

/** Makes so many other inodes that no older one is held open any more. */
function crowd(root: Inode): void {
  const crowded = root.create("crowd", folder);
  for (let index = 0; index < many; index += 1) crowded.create(`${index}`, plain);
}

onEach("an inode is one object", (stage) => {
  test("by each of its hard links and after renames, whoever made them", () => {
    const { path, root } = stage();
    const file = root.create("a", plain);
    const directory = root.create("d", folder);
    root.link("b", file);
    linkSync(join(path, "a"), join(path, "c"));
    root.rename("a", directory, "e", 0);
    renameSync(join(path, "d"), join(path, "f"));
    expect([at(root, "b"), at(root, "c"), at(root, "f", "e")]).toEqual([file, file, file]);
    expect(at(root, "f")).toBe(directory);
    expect(file.getattr().nlink).toBe(3);
  });

  test("for two ways to the same directory", () => {
    const { path, root } = stage();
    const made = root.create("d", folder);
    expect(directoryRoot(join(path, "d"))).toBe(made);
    expect(made.filesystem.root.filesystem).toBe(root.filesystem);
  });

  test("whether held open or not, and few are", () => {
    const { path, root } = stage();
    const file = root.create("a", plain);
    const directory = root.create("d", folder);
    directory.create("inner", plain);
    crowd(root);
    expect(descriptors()).toBeLessThan(2048 + 200);
    renameSync(join(path, "d"), join(path, "moved"));
    expect(at(root, "a")).toBe(file);
    expect(at(directory, "inner").getattr().nlink).toBe(1);
    expect(directory.standing()?.name).toBe("moved");
  });

  test("and another one after its number was given to another inode", () => {
    const { path, root } = stage();
    const file = root.create("a", plain);
    const { ino } = file.getattr();
    crowd(root);
    unlinkSync(join(path, "a"));
    // Numbers come back at once on some filesystems, and never on others.
    for (let index = 0; index < 32; index += 1) {
      const next = root.create(`n${index}`, plain);
      expect(next).not.toBe(file);
      if (next.getattr().ino === ino) break;
    }
    expect(() => file.getattr()).toThrow("ESTALE");
  });

  test("as long as somebody may look at it after its name is gone", () => {
    const { root } = stage();
    const directory = root.create("d", folder);
    const target = root.create("t", plain);
    const opened = root.create("o", plain).open(2, rootUser);
    root.rmdir("d");
    root.create("s", plain);
    root.rename("s", root, "t", 0);
    root.unlink("o");
    expect([directory, target].map((each) => each.getattr().nlink)).toEqual([0, 0]);
    for (let index = 0; index < 100; index += 1) {
      root.create("x", plain);
      root.unlink("x");
    }
    expect(() => target.getattr()).toThrow("ESTALE");
    opened.write(Buffer.from("still"), 0);
    expect(opened.inode.getattr()).toMatchObject({ nlink: 0, size: 5 });
    opened.release();
  });
});

/** Frees what nobody refers to any more, until somebody was told of that. */
async function collect(): Promise<void> {
  setFlagsFromString("--expose-gc");
  // What was made in this turn lives as long as that.
  await nextTurn();
  let witness: FinalizationRegistry<boolean> | undefined;
  const told = new Promise<boolean>((resolve) => {
    witness = new FinalizationRegistry(resolve);
    witness.register({}, true);
  });
  (runInNewContext("gc") as () => void)();
  await told;
  witness?.unregister(told);
}

onEach("what nobody holds", (stage) => {
  test("is not held open", async () => {
    const { root } = stage();
    const few = descriptors() + 50;
    for (let index = 0; index < 1000; index += 1) root.create(`${index}`, plain);
    expect(descriptors()).toBeGreaterThan(few);
    await collect();
    // Who asks to be told later is told later: now everybody was.
    await collect();
    expect(descriptors()).toBeLessThan(few);
    expect(at(root, "7").getattr().nlink).toBe(1);
  });
});

onEach("where a directory stands", (stage) => {
  test("is what the host says", () => {
    const { path, root } = stage();
    mkdirSync(join(path, "a/b"), { recursive: true });
    const inner = at(root, "a", "b");
    expect(inner.standing()).toMatchObject({ parent: at(root, "a"), name: "b" });
    root.rename("a", root, "c", 0);
    expect(inner.standing()?.parent.standing()?.name).toBe("c");
    rmSync(join(path, "c"), { recursive: true });
    expect(inner.standing()).toBeUndefined();
  });

  test("leads past the top of a mount to the root of the host", () => {
    const { root } = stage();
    const top = root.filesystem.root;
    expect(root.standing()?.parent).toBe(top);
    expect(top.standing()?.parent.filesystem).not.toBe(top.filesystem);
    expect(directoryRoot("/").standing()).toBeUndefined();
  });

  test("is told below paths that are too long to tell", () => {
    const { root } = stage();
    let inner = root;
    for (let depth = 0; depth < 30; depth += 1) inner = inner.create("n".repeat(200), folder);
    const above = inner.standing();
    expect(above?.parent.lookup("n".repeat(200))).toBe(inner);
    expect(() => above?.name).toThrow("ENAMETOOLONG");
  });
});

onEach("renames", (stage) => {
  test("exchange, or refuse to replace", () => {
    const { root } = stage();
    const file = root.create("f", plain);
    const directory = root.create("d", folder);
    expect(() => root.rename("f", root, "d", RENAME_NOREPLACE)).toThrow("EEXIST");
    root.rename("f", root, "d", RENAME_EXCHANGE);
    expect([at(root, "d"), at(root, "f")]).toEqual([file, directory]);
  });

  test("do not go to another filesystem", () => {
    const { root } = stage();
    root.create("f", plain);
    expect(() => root.rename("f", directoryRoot("/proc"), "g", 0)).toThrow("EXDEV");
  });
});

onEach("a mount below", (stage) => {
  test("is another filesystem", () => {
    const { root } = stage();
    const proc = directoryRoot("/").lookup("proc");
    expect(proc?.filesystem).not.toBe(root.filesystem);
    expect(proc?.filesystem.type).toBe("proc");
    expect(proc?.standing()).toMatchObject({ parent: directoryRoot("/"), name: "proc" });
  });
});
