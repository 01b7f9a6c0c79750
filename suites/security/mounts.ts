import {
  as,
  chmod,
  dir,
  execve,
  fails,
  file,
  gives,
  is,
  link,
  mknod,
  mount,
  on,
  open,
  readFile,
  rename,
  symlink,
  umount,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { plain } from "../plain.ts";

const options = "lowerdir=/l,upperdir=/upper,workdir=/work";
const layers: Steps = [
  dir("/l"),
  mknod("/l/null", "chr", 0o666, 1, 3),
  file("/l/p", { program: "exit" }, 0o755),
  file("/l/f", "f"),
  symlink("f", "/l/s"),
];

/** Flags of the mount that take rights away. */
export const mounts: readonly WrittenScenario[] = [
  {
    title:
      "nodev, noexec and nosymfollow of the overlay's mount hold for objects of lower and for their copies",
    cites: ["man/mount.2#MS_NODEV", "man/mount.2#MS_NOEXEC", "man/mount.2#MS_NOSYMFOLLOW"],
    bugs: ["https://nvd.nist.gov/vuln/detail/CVE-2012-0055"],
    needs: ["mknod"],
    mount: "none",
    observe: "end",
    lowers: [],
    steps: on(
      "root",
      layers,
      mount("overlay", "/merged", "overlay", ["MS_NODEV", "MS_NOEXEC", "MS_NOSYMFOLLOW"], options),
      ["lower", "upper"].map(() => [
        open("n", "/merged/null", ["O_WRONLY"], fails("EACCES")),
        execve("/merged/p", fails("EACCES")),
        readFile("/merged/s", fails("ELOOP")),
        readFile("/merged/f", gives("f")),
        chmod("/merged/null", 0o600),
        chmod("/merged/p", 0o711),
      ]),
    ),
  },
  {
    title: "nodev and noexec of the mount of a layer do not hold for the overlay",
    cites: ["measured/security/1"],
    needs: ["mknod"],
    mount: "none",
    observe: "end",
    lowers: [],
    steps: on(
      "root",
      dir("/l"),
      mount("tmpfs", "/l", "tmpfs", ["MS_NODEV", "MS_NOEXEC"], "mode=755"),
      mknod("/l/null", "chr", 0o666, 1, 3),
      file("/l/p", { program: "exit" }, 0o755),
      open("n", "/l/null", ["O_WRONLY"], fails("EACCES")),
      execve("/l/p", fails("EACCES")),
      mount("overlay", "/merged", "overlay", [], options),
      open("n", "/merged/null", ["O_WRONLY"]),
      execve("/merged/p", gives({ status: 0 })),
      umount("/merged", fails("EBUSY")),
    ),
  },
  {
    title: "renaming a file onto another name of itself leaves both, and nothing breaks",
    cites: ["posix/rename"],
    bugs: ["https://nvd.nist.gov/vuln/detail/CVE-2016-6197"],
    mount: plain,
    observe: "end",
    lowers: [[]],
    upperBefore: [file("/a", "a"), link("/a", "/b")],
    steps: [
      rename("/a", "/b"),
      readFile("/a", gives("a")),
      readFile("/b", gives("a")),
      as({ uid: 0, gid: 0 }, rename("/b", "/a")),
    ],
    merged: { a: is.file("a", { nlink: 2 }), b: is.file("a", { nlink: 2 }) },
    upper: { a: "a", b: "a" },
  },
];
