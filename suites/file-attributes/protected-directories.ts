import {
  chmod,
  fails,
  gives,
  link,
  list,
  mkdir,
  rename,
  rmdir,
  setxattr,
  symlink,
  unlink,
  writeFile,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { Expectation } from "../../harness/language/expectation.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { is } from "../../harness/language/index.ts";
import { type Protection, notCopied, protecting, protections, untouched } from "./scene.ts";

interface Deed {
  readonly deed: string;
  /** Whether an append-only directory allows it. */
  readonly adds?: boolean;
  readonly steps: (want: Expectation<never>) => Steps;
}

const table: readonly Deed[] = [
  { deed: "making a file in", adds: true, steps: (want) => writeFile("/d/new", "n", want) },
  { deed: "making a directory in", adds: true, steps: (want) => mkdir("/d/new", want) },
  { deed: "making a symbolic link in", adds: true, steps: (want) => symlink("x", "/d/new", want) },
  { deed: "linking a file into", adds: true, steps: (want) => link("/other", "/d/new", want) },
  { deed: "moving a file into", adds: true, steps: (want) => rename("/other", "/d/new", want) },
  { deed: "removing a file of", steps: (want) => unlink("/d/x", want) },
  { deed: "removing a directory of", steps: (want) => rmdir("/d/s", want) },
  { deed: "moving a file within", steps: (want) => rename("/d/x", "/d/new", want) },
  { deed: "moving a file out of", steps: (want) => rename("/d/x", "/new", want) },
  { deed: "replacing a file of", steps: (want) => rename("/other", "/d/x", want) },
  { deed: "chmod of", steps: (want) => chmod("/d", 0o700, want) },
  { deed: "setxattr of", steps: (want) => setxattr("/d", "user.k", "v", want) },
];

function scenario(
  { deed, adds = false, steps }: Deed,
  provenance: "lower" | "upper",
  protection: Protection,
): WrittenScenario {
  const { unprotect, ...scene } = protecting(provenance, "/d", protection);
  const allowed = adds && protection.letter === "a";
  return {
    ...scene,
    title: `${deed} ${protection.word} directory of ${provenance} ${allowed ? "succeeds" : "is EPERM"}`,
    cites: ["man/ioctl_iflags.2#FS_IMMUTABLE_FL", "man/ioctl_iflags.2#FS_APPEND_FL"],
    peers: ["xfstests overlay/030", "xfstests overlay/075"],
    ...(deed.startsWith("setxattr") && { needs: [...(scene.needs ?? []), "user_xattr"] }),
    steps: [
      steps(allowed ? { succeeds: true } : fails("EPERM")),
      list("/d", gives(allowed ? ["new", "s", "x"] : ["s", "x"])),
      allowed ? unlink("/d/new", fails("EPERM")) : notCopied(provenance, "/d"),
      unprotect,
    ],
    ...(allowed ? {} : { merged: untouched }),
    ...(!allowed && provenance === "lower" && { upper: {} }),
    ...(allowed &&
      provenance === "lower" &&
      deed === "making a file in" && {
        upper: { d: is.dir({ new: "n" }, { marks: { protattr: "a" } }) },
      }),
  };
}

export const protectedDirectories: readonly WrittenScenario[] = table.flatMap((deed) =>
  (["lower", "upper"] as const).flatMap((provenance) =>
    protections.map((protection) => scenario(deed, provenance, protection)),
  ),
);
