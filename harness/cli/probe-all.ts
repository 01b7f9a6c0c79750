import { type Probed, probe } from "../run/probe.ts";
import type { AdapterOptions } from "../run/registry.ts";
import { UsageError } from "./usage.ts";

interface Asked {
  readonly label: string;
  readonly options: AdapterOptions;
}

/**
 * The subjects of a run. With a handover, each is one twice: its layers go to the other one, and come from it.
 *
 * @throws CannotRunError where one cannot run here, UsageError for a handover to nobody
 */
export async function probeAll(
  asked: readonly Asked[],
  handover: string | undefined,
  deadlineMs: number,
): Promise<readonly Probed[]> {
  if (handover === undefined) {
    return Promise.all(asked.map(({ label, options }) => probe(label, options, deadlineMs)));
  }
  if (handover !== "kernel") {
    throw new UsageError(`flag "--handover" knows kernel, not "${handover}"`);
  }
  const ways = asked.flatMap(({ label, options }) =>
    ["to kernel", "from kernel"].map(async (way) => ({
      ...(await probe(label, { ...options, handover: way }, deadlineMs)),
      label: `${label}, ${way}`,
      asked: label,
    })),
  );
  return Promise.all(ways);
}
