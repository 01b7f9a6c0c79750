import {
  access,
  appendFile,
  chmod,
  chown,
  fails,
  link,
  open,
  readFile,
  removexattr,
  rename,
  setxattr,
  truncate,
  unlink,
  utimensat,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { Expectation } from "../../harness/language/expectation.ts";
import type { Feature } from "../../harness/language/feature.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { notCopied, protecting, protections, untouched } from "./scene.ts";

interface Deed {
  readonly deed: string;
  readonly needs?: readonly Feature[];
  readonly steps: (want: Expectation<never>) => Steps;
}

const time = { sec: 1, nsec: 2 };

/** What neither protection lets happen to a file. */
const refused: readonly Deed[] = [
  { deed: "opening for writing", steps: (want) => open("x", "/f", ["O_WRONLY"], want) },
  { deed: "opening for reading and writing", steps: (want) => open("x", "/f", ["O_RDWR"], want) },
  { deed: "opening with O_TRUNC", steps: (want) => open("x", "/f", ["O_WRONLY", "O_TRUNC"], want) },
  {
    deed: "opening with O_APPEND and O_TRUNC",
    steps: (want) => open("x", "/f", ["O_WRONLY", "O_APPEND", "O_TRUNC"], want),
  },
  { deed: "truncate", steps: (want) => truncate("/f", 0, want) },
  { deed: "chmod", steps: (want) => chmod("/f", 0o600, want) },
  { deed: "chown", needs: ["uids"], steps: (want) => chown("/f", 1, 1, want) },
  { deed: "utimensat", steps: (want) => utimensat("/f", time, time, want) },
  { deed: "setxattr", needs: ["user_xattr"], steps: (want) => setxattr("/f", "user.k", "v", want) },
  {
    deed: "removexattr",
    needs: ["user_xattr"],
    steps: (want) => removexattr("/f", "user.k", want),
  },
  { deed: "link", steps: (want) => link("/f", "/new", want) },
  { deed: "unlink", steps: (want) => unlink("/f", want) },
  { deed: "rename", steps: (want) => rename("/f", "/new", want) },
  { deed: "rename onto it", steps: (want) => rename("/other", "/f", want) },
];

const refusals = refused.flatMap(({ deed, needs, steps }) =>
  (["lower", "upper"] as const).flatMap((provenance) =>
    protections.map((protection): WrittenScenario => {
      const { unprotect, ...scene } = protecting(provenance, "/f", protection);
      return {
        ...scene,
        title: `${deed} of ${protection.word} file of ${provenance} is EPERM`,
        cites: ["man/ioctl_iflags.2#FS_IMMUTABLE_FL", "measured/file-attributes/1"],
        peers:
          provenance === "lower"
            ? ["xfstests overlay/075"]
            : ["xfstests overlay/030", "xfstests overlay/027"],
        needs: [...(scene.needs ?? []), ...(needs ?? [])],
        steps: [
          steps(fails("EPERM")),
          access("/f", ["R_OK"]),
          readFile("/f", { gives: "0123" }),
          notCopied(provenance, "/f"),
          unprotect,
        ],
        merged: untouched,
      };
    }),
  ),
);

/** What an append-only file allows, and an immutable one does not. */
const appending = (["lower", "upper"] as const).flatMap((provenance) =>
  protections.map((protection): WrittenScenario => {
    const { unprotect, ...scene } = protecting(provenance, "/f", protection);
    const allowed = protection.letter === "a";
    const want: Expectation<never> = allowed ? { succeeds: true } : fails("EPERM");
    return {
      ...scene,
      title: `appending to ${protection.word} file of ${provenance}, and setting its times to the present, ${allowed ? "succeeds" : "is EPERM"}`,
      cites: ["man/ioctl_iflags.2#FS_IMMUTABLE_FL", "man/ioctl_iflags.2#FS_APPEND_FL"],
      peers: ["xfstests overlay/030", "xfstests overlay/075"],
      steps: [
        appendFile("/f", "4", want),
        utimensat("/f", "now", "now", want),
        allowed ? readFile("/f", { gives: "01234" }) : notCopied(provenance, "/f"),
        truncate("/f", 0, fails("EPERM")),
        unprotect,
      ],
      merged: { ...untouched, f: allowed ? "01234" : "0123" },
    };
  }),
);

export const protectedFiles: readonly WrittenScenario[] = [...refusals, ...appending];
