import { type Steps, dir, file, suite } from "../../../harness/language/index.ts";
import type { IdentifiedScenario, WrittenScenario } from "../../../harness/language/scenario.ts";

/** What an op does here, as a scenario in short: the layers are the same for all. */
type Case = readonly [title: string, steps: readonly Steps[], more?: Partial<WrittenScenario>];

const lower = [
  file("/f", "lower"),
  file("/big", { fill: "0123456789", size: 10_000 }),
  file("/exit", { program: "exit" }, 0o755),
  file("/pause", { program: "pause" }, 0o755),
  dir("/d"),
  file("/d/a", "a"),
  file("/d/b", "b"),
];

export function cases(area: string, table: readonly Case[]): readonly IdentifiedScenario[] {
  return suite(
    area,
    table.map(([title, steps, more]) => ({ title, cites: [], lowers: [lower], steps, ...more })),
  ).scenarios;
}
