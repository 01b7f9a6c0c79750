import {
  close,
  enableVerity,
  fails,
  gives,
  measureVerity,
  on,
  open,
} from "../../../harness/language/index.ts";
import { cases } from "./case.ts";

/** Of "lower". */
const digest = "14b16ab86d57d05cdeeb24046b25a96ff407d6072183a0ec898d39a6fcfe3ccf";

export const verityCases = cases("verity", [
  [
    "a file of a layer gets verity, and then has a digest and takes no data",
    [
      on(
        "lower0",
        open("f", "/f", ["O_RDONLY"]),
        measureVerity("f", fails("ENODATA")),
        enableVerity("f"),
        enableVerity("f", fails("EEXIST")),
        measureVerity("f", gives({ algorithm: 1, digest: { hex: digest } })),
        close("f"),
        open("f", "/f", ["O_WRONLY"], fails("EPERM")),
      ),
    ],
  ],
  [
    "what has no verity to measure says so",
    [
      measureVerity("none", fails("EBADF")),
      open("f", "/f", ["O_RDONLY"]),
      measureVerity("f", fails("ENOTTY")),
    ],
  ],
]);
