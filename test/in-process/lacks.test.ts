import { expect, test } from "vitest";
import template from "../../adapters/template/adapter.ts";
import {
  as,
  by,
  chmod,
  chown,
  concurrently,
  dir,
  execve,
  file,
  lgetxattr,
  link,
  list,
  mknod,
  on,
  open,
  readFile,
  rmdir,
  symlink,
  unlink,
  utimensat,
  whiteoutAt,
  write,
} from "../../harness/language/index.ts";
import { transcribe } from "./transcribe.ts";

const lowers = [[dir("/d"), file("/d/a", "A"), file("/f", "0123456789"), symlink("f", "/l")]];

test("what cannot be said is a lack, with its sentence", async () => {
  const steps = [
    execve("/f"),
    as({ uid: 1, gid: 1 }, chmod("/f", 0o600)),
    by("other", unlink("/f")),
    concurrently([unlink("/f")], [rmdir("/d")]),
    open("t", "/", ["O_TMPFILE", "O_RDWR"]),
    write("t", "x"),
    on("work", list("/")),
    link("/f", "/g"),
    utimensat("/f", { sec: 1_000_000_000, nsec: 1 }, "now", ["AT_SYMLINK_NOFOLLOW"]),
  ];
  const told = await transcribe(template, { lowers, steps });
  expect(told.outcomes).toMatchInlineSnapshot(`
    [
      "lack (the kernel executes programs from its own filesystems only)",
      "lack (an in-process subject runs with the credentials that its adapter gives it)",
      "lack (an in-process subject is one process)",
      "lack (steps that run at the same time need threads; an in-process subject has one)",
      "lack (node:fs makes no files without a name)",
      "lack (node:fs makes no files without a name)",
      "lack (an in-process subject has no work directory)",
      "lack (an in-process subject has no work directory)",
      "lack (an in-process subject has no work directory)",
      "lack (the overlay has no hard links)",
      "lack (node:fs takes times as seconds in a double, which cannot hold these nanoseconds)",
    ]
  `);
});

test("a method that is neither there nor declared answers ENOSYS", async () => {
  const steps = [chown("/f", 1, 1), lgetxattr("/f", "user.x"), mknod("/p", "fifo")];
  const told = await transcribe(template, { lowers, steps });
  expect(told.outcomes).toEqual(["ENOSYS", "ENOSYS", "ENOSYS"]);
});

test("a layer that cannot hold what the scenario puts there is a lack, a mount that is refused an errno", async () => {
  const held = await transcribe(template, { lowers: [[whiteoutAt("/f")]], steps: [] });
  expect(held.setup).toEqual({
    at: "lower0 op 0",
    errno: "ENOSYS",
    message: "mknod /f chr 0 0 0: a layer of this subject has no mknod",
    lack: "a layer of this subject has no mknod",
  });
  const refused = await transcribe(template, { lowers, mount: { readonly: true }, steps: [] });
  expect(refused.setup).toMatchObject({ at: "mount", errno: "EINVAL" });
  const self = await transcribe(template, { lowers, mount: "none", steps: [readFile("/f")] });
  expect(self.setup?.lack).toMatch(/mounts by itself/);
});
