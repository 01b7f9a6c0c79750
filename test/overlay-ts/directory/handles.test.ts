import { execaSync } from "execa";
import { join } from "node:path";
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { directoryRoot } from "../../../adapters/overlay-ts/directory/root.ts";
import type { Inode } from "../../../adapters/overlay-ts/vfs/inode.ts";
import { S_IFDIR, S_IFLNK, S_IFREG } from "../../../adapters/overlay-ts/vfs/mode.ts";
import { at, mount, onEach, owner, remount, unmount } from "./stage.ts";

/** What the kernel's overlay notes of the lower file that it copies: struct ovl_fh. */
function originOf(inode: Inode): Uint8Array {
  const { filesystem } = inode;
  const handle = filesystem.encodeHandle(inode);
  if (handle === undefined || filesystem.uuid === undefined) throw new Error("There is no handle");
  const length = 21 + handle.bytes.length;
  return Buffer.concat(
    [[0, 0xfb, length, 0, handle.type], filesystem.uuid, handle.bytes].map((part) =>
      Buffer.from(part),
    ),
  );
}

onEach("a handle", (stage) => {
  test.each([S_IFREG | 0o644, S_IFDIR | 0o755, S_IFLNK | 0o777])(
    "leads back to type %o",
    (mode) => {
      const { root } = stage();
      const made = root.create("x", { ...owner, mode, target: "t" });
      const handle = root.filesystem.encodeHandle(made);
      expect(handle && root.filesystem.decodeHandle(handle)).toBe(made);
    },
  );

  test("of nothing is stale", () => {
    const { root } = stage();
    const made = root.create("x", { ...owner, mode: S_IFREG | 0o644 });
    const { type, bytes } = root.filesystem.encodeHandle(made) ?? {
      type: 0,
      bytes: Buffer.alloc(0),
    };
    const other = Uint8Array.from(bytes, (byte) => byte ^ 0x55);
    for (const wrong of [other, new Uint8Array(0), new Uint8Array(200)]) {
      expect(root.filesystem.decodeHandle({ type, bytes: wrong })).toBeUndefined();
    }
  });

  test("of the kernel's overlay is the same", () => {
    const { path, root } = stage();
    for (const name of ["lower", "upper", "work", "merged"]) mkdirSync(join(path, name));
    writeFileSync(join(path, "lower/file"), "text");
    mkdirSync(join(path, "lower/directory"));
    const directories = `lowerdir=${path}/lower,upperdir=${path}/upper,workdir=${path}/work`;
    const merged = join(path, "merged");
    mount("none", merged, "overlay", 0, directories);
    for (const name of ["file", "directory"]) chmodSync(join(merged, name), 0o700);
    unmount(merged);
    for (const name of ["file", "directory"]) {
      const noted = at(root, "upper", name).getxattr("trusted.overlay.origin");
      expect(noted).toEqual(Uint8Array.from(originOf(at(root, "lower", name))));
    }
  });
});

onEach("a filesystem", (stage) => {
  test("tells what the host tells of it", () => {
    const { path, root } = stage();
    const told = execaSync("stat", ["-f", "-c", "%t %s %S %b %c %l %i", path]).stdout;
    const { type, bsize, frsize, blocks, files, namelen, fsid } = root.filesystem.status();
    const id = Buffer.from(fsid);
    const hex = `${id.readUInt32LE(0).toString(16)}${id.readUInt32LE(4).toString(16).padStart(8, "0")}`;
    expect([type.toString(16), bsize, frsize, blocks, files, namelen, hex].join(" ")).toBe(told);
  });

  test("is the one that is mounted", () => {
    const { path, root } = stage();
    const { filesystem } = root;
    const line = readFileSync("/proc/self/mounts", "utf8")
      .split("\n")
      .find((each) => each.split(" ")[1] === join(path, ".."));
    const [, , type, options] = line?.split(" ") ?? [];
    expect(filesystem.type).toBe(type);
    // Those of the mount stand there too.
    expect(options?.split(",")).toEqual(expect.arrayContaining([...filesystem.showOptions()]));
    expect(filesystem.readonly).toBe(false);
    remount(stage(), true);
    expect(filesystem.readonly).toBe(true);
    remount(stage(), false);
    expect(filesystem.device).toBe(root.getattr().dev);
    expect(() => filesystem.reconfigure(true, [], true)).toThrow("EINVAL");
    filesystem.sync();
  });

  test("without the privilege or the means gives no handles", () => {
    const proc = directoryRoot("/proc");
    expect(proc.filesystem.encodeHandle(proc)).toBeUndefined();
    expect(proc.filesystem.decodeHandle({ type: 1, bytes: new Uint8Array(12) })).toBeUndefined();
    expect(proc.filesystem.uuid).toBeUndefined();
    expect(at(proc, "self").readlink()).toBe(`${process.pid}`);
  });
});
