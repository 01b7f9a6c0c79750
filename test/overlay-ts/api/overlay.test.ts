import { describe, expect, test } from "vitest";
import {
  type Layer,
  Overlay,
  OverlayError,
  type OverlayOptions,
  memoryLayer,
} from "../../../adapters/overlay-ts/index.ts";

function refusal(action: () => unknown): OverlayError {
  try {
    action();
  } catch (error) {
    if (error instanceof OverlayError) return error;
    throw error;
  }
  throw new Error("Nothing was refused");
}

function layerWith(files: Readonly<Record<string, string>>): Layer {
  const layer = memoryLayer();
  for (const [path, text] of Object.entries(files)) {
    layer.sync.mkdir(path.slice(0, path.lastIndexOf("/")) || "/", { recursive: true });
    layer.sync.writeFile(path, text);
  }
  return layer;
}

function over(lowers: readonly Layer[], options: OverlayOptions = {}) {
  const upper = memoryLayer();
  return { upper, overlay: new Overlay({ lowers, upper }, options) };
}

describe("an overlay of layers in memory", () => {
  test("shows the topmost of each name, and writes to upper alone", () => {
    const [top, bottom] = [
      layerWith({ "/d/a": "top" }),
      layerWith({ "/d/a": "no", "/d/b": "bottom" }),
    ];
    const { upper, overlay } = over([top, bottom]);
    const { sync } = overlay;
    expect([sync.readText("/d/a"), sync.readText("/d/b")]).toEqual(["top", "bottom"]);
    sync.appendFile("/d/b", "+");
    sync.unlink("/d/a");
    expect(sync.readdir("/d")).toEqual(["b"]);
    expect(upper.sync.readText("/d/b")).toBe("bottom+");
    expect(bottom.sync.readText("/d/b")).toBe("bottom");
    const whiteout = upper.sync.lstat("/d/a");
    expect([whiteout.isCharacterDevice(), whiteout.rdev]).toEqual([true, 0]);
  });

  test("is the same after a remount, and refuses one while a file is open", () => {
    const { overlay } = over([layerWith({ "/f": "lower" })]);
    overlay.sync.rm("/f");
    const handle = overlay.sync.open("/g", "w");
    expect(refusal(() => overlay.close())).toMatchObject({ code: "EBUSY", syscall: "umount" });
    handle.close();
    overlay.remount();
    expect(overlay.sync.readdir("/")).toEqual(["g"]);
  });

  test("cannot be written without an upper, or where it is mounted read-only", () => {
    const lowers = [layerWith({ "/f": "lower" }), memoryLayer()];
    const shut = [
      new Overlay({ lowers }),
      new Overlay({ lowers, upper: memoryLayer() }, { readonly: true }),
    ];
    for (const { sync } of shut)
      expect(refusal(() => sync.writeFile("/f", ""))).toMatchObject({ code: "EROFS", path: "/f" });
  });

  test("takes data from layers that hold only that", () => {
    const data = layerWith({ "/blob": "data" });
    const top = layerWith({ "/f": "" });
    top.sync.truncate("/f", 4);
    top.sync.setxattr("/f", "trusted.overlay.metacopy", new Uint8Array());
    top.sync.setxattr("/f", "trusted.overlay.redirect", Buffer.from("/blob"));
    const overlay = new Overlay({ lowers: [top], data: [data] }, { metacopy: "on" });
    expect(overlay.sync.readText("/f")).toBe("data");
    expect(overlay.sync.exists("/blob")).toBe(false);
  });

  test("lets users do what they may", () => {
    const { overlay } = over([layerWith({ "/f": "lower" })]);
    const { sync } = overlay.as({ uid: 1000, gid: 1000 });
    expect(sync.readText("/f")).toBe("lower");
    expect(refusal(() => sync.chmod("/f", 0o777))).toMatchObject({ code: "EPERM" });
    expect(refusal(() => sync.writeFile("/g", ""))).toMatchObject({ code: "EACCES" });
    overlay.sync.chmod("/", 0o777);
    sync.writeFile("/g", "mine");
    expect(overlay.sync.stat("/g")).toMatchObject({ uid: 1000, gid: 1000 });
    overlay.remount();
    expect(sync.readText("/g")).toBe("mine");
  });
});

describe("what is refused", () => {
  test("is told as node tells it", () => {
    const { overlay } = over([memoryLayer()]);
    expect(refusal(() => overlay.sync.stat("/x"))).toMatchObject({
      name: "OverlayError",
      code: "ENOENT",
      errno: -2,
      syscall: "stat",
      path: "/x",
      dest: undefined,
      message: "ENOENT: no such file or directory, stat '/x'",
    });
    expect(refusal(() => overlay.sync.rename("/x", "/y")).message).toMatch("rename '/x' -> '/y'");
  });

  test.for([
    ["options that conflict", { redirect_dir: "off", metacopy: "on" }, "EINVAL"],
    ["index without what it is for", { index: "off", nfs_export: "on" }, "EINVAL"],
  ] as const)("a mount by %s", ([, options, code]) => {
    expect(refusal(() => over([memoryLayer()], options))).toMatchObject({ code, syscall: "mount" });
  });

  test("a layer that is lower and upper at once", () => {
    const layer = memoryLayer();
    expect(refusal(() => new Overlay({ lowers: [layer], upper: layer }))).toMatchObject({
      code: "ELOOP",
    });
  });

  test("rejects in promises", async () => {
    const { overlay } = over([memoryLayer()]);
    await expect(overlay.promises.readFile("/x")).rejects.toMatchObject({ code: "ENOENT" });
  });
});
