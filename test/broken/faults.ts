import { answerFaults } from "./answers.ts";
import { copyUpFaults } from "./copy-up.ts";
import type { Fault } from "./fault.ts";
import { powerFaults } from "./power.ts";
import { whiteoutFaults } from "./whiteouts.ts";
import { wholeFaults } from "./whole.ts";

export const faults: readonly Fault[] = [
  ...whiteoutFaults,
  ...copyUpFaults,
  ...answerFaults,
  ...powerFaults,
  ...wholeFaults,
];
