import { fails } from "../../harness/language/index.ts";
import type { Errno } from "../../harness/language/errno.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { overlay } from "../by-hand.ts";
import { nothing, scene } from "./scene.ts";

/** One reason for which a mount is refused, and option strings that give it. */
export interface Refusal {
  readonly title: string;
  readonly options: readonly string[];
  readonly errno: Errno;
  readonly cites: readonly string[];
  readonly peers?: readonly string[];
  readonly bugs?: readonly string[];
}

export const told = ({ title, options, errno, ...rest }: Refusal): WrittenScenario => ({
  title: `${title} is refused by ${errno}`,
  ...rest,
  lowers: [],
  mount: "none",
  steps: [scene, options.map((each) => overlay(each, fails(errno))), nothing],
});
