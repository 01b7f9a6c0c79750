import { suite } from "../harness/language/index.ts";
import type { WrittenScenario } from "../harness/language/scenario.ts";
import { shapes } from "./docker-diff/shapes.ts";
import { singleChanges } from "./docker-diff/single-changes.ts";

const scenarios: readonly WrittenScenario[] = [...singleChanges, ...shapes];

/** The arithmetic of A, C and D over upper and the lowers, as container engines tell it. */
export default suite("docker-diff", scenarios);
