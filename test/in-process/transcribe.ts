import type { InProcessAdapter } from "../../adapters/adapter.ts";
import { inProcessSetting } from "../../harness/agent/in-process/setting.ts";
import { isFailure } from "../../harness/agent/stage.ts";
import type { RawTrees } from "../../harness/observe/raw.ts";
import { type WrittenScenario, suite } from "../../harness/language/scenario.ts";
import { printOutcome } from "../../harness/language/print.ts";
import type { SetupFailure, TreeName } from "../../harness/language/transcript.ts";

/** What one scenario did on an in-process subject. */
export interface Told {
  /** In the printed form, one for each step. */
  readonly outcomes: readonly string[];
  readonly trees: RawTrees;
  readonly setup?: SetupFailure;
}

const probes = new Map<InProcessAdapter, ReturnType<InProcessAdapter["probe"]>>();

/** Once for each adapter, as an agent does. */
async function probe(adapter: InProcessAdapter): ReturnType<InProcessAdapter["probe"]> {
  const known = probes.get(adapter) ?? adapter.probe({ options: {}, privilege: "plain" });
  probes.set(adapter, known);
  return known;
}

export async function transcribe(
  adapter: InProcessAdapter,
  scenario: Omit<WrittenScenario, "title" | "cites">,
): Promise<Told> {
  const probed = await probe(adapter);
  if ("unavailable" in probed) throw new Error(probed.unavailable);
  const [identified] = suite("test", [{ title: "t", cites: [], ...scenario }]).scenarios;
  if (identified === undefined) throw new Error("Cannot happen: one scenario in, one out");
  const stage = await inProcessSetting(adapter, probed.lacks)(identified);
  if (isFailure(stage)) return { outcomes: [], trees: new Map(), setup: stage };
  try {
    const outcomes: string[] = [];
    for (const step of identified.steps) outcomes.push(printOutcome(await stage.perform(step)));
    return { outcomes, trees: await stage.look() };
  } finally {
    await stage.close();
  }
}

const printed = (bytes: unknown): string | undefined =>
  typeof bytes === "object" ? JSON.stringify(bytes) : (bytes as string | undefined);

/** A tree in a line each: the type, and what it holds. */
export function shown({ trees }: Told, name: TreeName): Readonly<Record<string, string>> {
  const tree = [...(trees.get(name) ?? [])].filter(([path]) => path !== "/");
  return Object.fromEntries(
    tree.map(([path, { type, content, target, encoding, unlisted }]) => {
      const what = [
        type,
        printed(content ?? target),
        encoding && `by ${encoding}`,
        unlisted && "unlisted",
      ];
      return [path, what.filter((part) => part !== undefined).join(" ")];
    }),
  );
}
