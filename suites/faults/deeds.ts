import {
  appendFile,
  chmod,
  fails,
  link,
  open,
  rename,
  setxattr,
  truncate,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";

/** A call that copies up what there is no room for. */
interface Deed {
  readonly deed: string;
  readonly steps: Steps;
}

/** Calls that copy /merged/big up, all of which fail by `errno`. */
export function deeds(errno: "ENOSPC" | "EDQUOT"): readonly Deed[] {
  return ([] = [
    {
      deed: "opening it for writing",
      steps: open("w", "/merged/big", ["O_WRONLY"], fails(errno)),
    },
    { deed: "appending to it", steps: appendFile("/merged/big", "+", fails(errno)) },
    { deed: "chmod of it", steps: chmod("/merged/big", 0o600, fails(errno)) },
    {
      deed: "setting an attribute of it",
      steps: setxattr("/merged/big", "user.k", "v", fails(errno)),
    },
    { deed: "linking to it", steps: link("/merged/big", "/merged/other", fails(errno)) },
    { deed: "renaming it", steps: rename("/merged/big", "/merged/other", fails(errno)) },
    { deed: "making it longer", steps: truncate("/merged/big", 300_000, fails(errno)) },
  ]);
}
