import { mkdtempSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { withDir } from "tmp-promise";
import { describe, expect, test } from "vitest";
import { Overlay, directoryLayer, memoryLayer } from "../../../adapters/overlay-ts/index.ts";
import { packageRoot } from "../../../harness/run/where.ts";

function fresh() {
  return new Overlay({ lowers: [memoryLayer()], upper: memoryLayer() });
}

describe("files of the library", () => {
  test("are read and written at positions, and from where the last call stopped", () => {
    const { sync } = fresh();
    const handle = sync.open("/f", "w+");
    expect([handle.write("hello"), handle.write("J", 0), handle.write(" world")]).toEqual([
      5, 1, 6,
    ]);
    expect(handle.stat().size).toBe(11);
    const b = Buffer.alloc(5);
    expect([handle.read(b, 0), b.toString()]).toEqual([5, "Jello"]);
    handle.truncate(3);
    handle.close();
    expect(sync.readText("/f")).toBe("Jel");
    expect(() => handle.read(b)).toThrow("EBADF");
    expect(() => sync.open("/f", "r").write("x")).toThrow("EBADF");
    expect(() => sync.open("/f", "q")).toThrow('"q" is no mode');
  });

  test("have names, links, owners, times and attributes", () => {
    const { sync } = fresh();
    sync.mkdir("/a/b/c", { recursive: true });
    sync.writeFile("/a/f", "x", { mode: 0o600 });
    sync.link("/a/f", "/a/g");
    sync.symlink("f", "/a/s");
    sync.mknod("/a/p", 0o010644);
    sync.chown("/a/f", 5, 6);
    sync.utimes("/a/f", 1n, 2_000_000_003n);
    sync.lutimes("/a/s", 10, new Date(20_000));
    sync.setxattr("/a/f", "user.k", Buffer.from("v"));
    expect(sync.lstat("/a/g")).toMatchObject({ nlink: 2, uid: 5, gid: 6, mtimeNs: 2_000_000_003n });
    expect([sync.readlink("/a/s"), sync.lstat("/a/s").mtimeMs]).toEqual(["f", 20_000]);
    expect(
      sync
        .readdirTypes("/a")
        .find(({ name }) => name === "p")
        ?.isFIFO(),
    ).toBe(true);
    expect([
      sync.listxattr("/a/f"),
      Buffer.from(sync.getxattr("/a/f", "user.k")).toString(),
    ]).toEqual([["user.k"], "v"]);
    sync.removexattr("/a/f", "user.k");
    expect(() => sync.getxattr("/a/f", "user.k")).toThrow("ENODATA");
    expect(() => sync.rename("/a/f", "/a/p", { noreplace: true })).toThrow("EEXIST");
    sync.rename("/a/f", "/a/p", { exchange: true });
    expect(sync.lstat("/a/f").isFIFO()).toBe(true);
    expect(() => sync.rmdir("/a")).toThrow("ENOTEMPTY");
    sync.rm("/a", { recursive: true });
    sync.rm("/a", { recursive: true, force: true });
    expect(sync.readdir("/")).toEqual([]);
    expect(sync.statfs("/").type).toBe(0x794c7630);
  });

  test("are the same by promises", async () => {
    const { promises } = fresh();
    await promises.writeFile("/f", "text");
    const handle = await promises.open("/f", "r+");
    await handle.writeFile("TE");
    expect((await handle.stat()).size).toBe(4);
    await handle.sync();
    await handle.close();
    expect(await promises.readText("/f")).toBe("TExt");
    await promises.copyFile("/f", "/g");
    expect(await promises.readdir("/")).toEqual(expect.arrayContaining(["f", "g"]));
  });

  test.runIf(process.getuid?.() === 0)("may lie in directories of the host", () => {
    const root = mkdtempSync(join(tmpdir(), "overlay-ts-"));
    try {
      for (const each of ["lower", "upper", "work"]) mkdirSync(join(root, each));
      writeFileSync(join(root, "lower", "f"), "lower");
      const overlay = new Overlay({
        lowers: [directoryLayer(join(root, "lower"))],
        upper: directoryLayer(join(root, "upper"), join(root, "work")),
      });
      overlay.sync.appendFile("/f", "+upper");
      overlay.close();
      expect(readFileSync(join(root, "upper", "f"), "utf8")).toBe("lower+upper");
      expect(readFileSync(join(root, "lower", "f"), "utf8")).toBe("lower");
    } finally {
      rmSync(root, { recursive: true });
    }
  });

  test("do what the example of the documentation says", async () => {
    const page = readFileSync(join(packageRoot, "docs/overlay-ts.md"), "utf8");
    const [, code = ""] = /```ts\n([\s\S]*?)```/.exec(page) ?? [];
    await withDir(
      async ({ path }) => {
        mkdirSync(join(path, "node_modules"));
        symlinkSync(packageRoot, join(path, "node_modules/overlay-conformance"));
        writeFileSync(join(path, "example.mjs"), code);
        const { stdout } = await execa(process.execPath, ["example.mjs"], { cwd: path });
        expect(stdout).toMatch(/127\.0\.0\.1 localhost\n10\.0\.0\.1 db\n/);
        expect(stdout).toContain("'conf'");
        expect(stdout).toContain("'etc'");
      },
      { unsafeCleanup: true },
    );
  });
});
