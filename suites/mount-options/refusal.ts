import { fails, oneOf } from "../../harness/language/index.ts";
import type { Errno } from "../../harness/language/errno.ts";
import type { Feature } from "../../harness/language/feature.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { overlay } from "../by-hand.ts";
import { nothing, scene } from "./scene.ts";

/** One reason for which a mount is refused, and option strings that give it. */
export interface Refusal {
  readonly title: string;
  readonly options: readonly string[];
  readonly errno: Errno;
  /** What kernels before 6.1 answer. */
  readonly orErrno?: Errno;
  readonly needs?: readonly Feature[];
  readonly cites: readonly string[];
  readonly peers?: readonly string[];
  readonly bugs?: readonly string[];
}

export const told = ({ title, options, errno, orErrno, ...rest }: Refusal): WrittenScenario => {
  const refused = orErrno === undefined ? fails(errno) : oneOf(fails(errno), fails(orErrno));
  return {
    title: `${title} is refused by ${errno}`,
    ...rest,
    lowers: [],
    mount: "none",
    steps: [scene, options.map((each) => overlay(each, refused)), nothing],
  };
};
