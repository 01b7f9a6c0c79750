import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import type { Adapter, Available, Host, Unavailable } from "../../adapters/adapter.ts";
import { unavailableAnswer } from "./unavailable.ts";
import { type Lacks, type Request, protocolVersion } from "../language/protocol.ts";
import { send } from "./answer.ts";
import type { FeatureSet } from "../language/feature.ts";
import type { Prepared } from "./stage.ts";
import { serveRun } from "./serve.ts";

/*
 * The agent: loads one adapter next to the filesystem, announces what it can do, and carries out scenarios. Its
 * surroundings (namespaces, scratch) are made by whoever starts it; docs/protocol.md says what it speaks.
 */

const { values } = parseArgs({
  options: {
    adapter: { type: "string" },
    option: { type: "string", multiple: true, default: [] },
    privilege: { type: "string", default: "plain" },
    scratch: { type: "string" },
    known: { type: "string" },
  },
});

function splitOption(option: string): readonly [string, string] {
  const at = option.indexOf("=");
  return at === -1 ? [option, ""] : [option.slice(0, at), option.slice(at + 1)];
}

const host: Host = {
  options: Object.fromEntries(values.option.map(splitOption)),
  privilege: values.privilege as Host["privilege"],
  ...(values.scratch !== undefined && { scratch: values.scratch }),
  ...(values.known !== undefined && { known: JSON.parse(values.known) as FeatureSet }),
};

/** Mounted subjects need the system call layer; in-process ones must run where it cannot even be loaded. */
async function prepared(adapter: Adapter, declared: Lacks): Promise<Prepared> {
  if (adapter.kind === "in-process") {
    const { prepareInProcess } = await import("./in-process/setting.ts");
    return prepareInProcess(adapter, declared);
  }
  const { mountedSetting } = await import("./mounted.ts");
  return { ...(await mountedSetting(adapter, host.scratch, host.known)), lacks: declared };
}

/** The scratch is a real one, also where the adapter answers the calls from then on. */
async function settleIn(adapter: Adapter): Promise<void> {
  if (adapter.kind === "in-process") return;
  const { prepareScratch } = await import("./scratch.ts");
  const { useKernel } = await import("./syscalls.ts");
  const { settle } = await import("./place.ts");
  if (host.scratch !== undefined) prepareScratch(host.scratch);
  useKernel(adapter.kernel?.(host));
  settle();
}

function announce(adapter: Adapter, found: Available): void {
  send({
    type: "ready",
    protocol: protocolVersion,
    name: adapter.name,
    version: found.version,
    features: found.features,
    lacks: found.lacks ?? {},
    privilege: host.privilege,
    ...(found.details && { details: found.details }),
  });
}

function isUnavailable(found: Available | Unavailable): found is Unavailable {
  return "unavailable" in found;
}

async function main(): Promise<void> {
  const { default: adapter } = (await import(values.adapter ?? "")) as { default: Adapter };
  await settleIn(adapter);
  const found = await adapter.probe(host);
  if (isUnavailable(found)) {
    send(unavailableAnswer(found));
    return;
  }
  const { setting, machine, lacks } = await prepared(adapter, found.lacks ?? {});
  announce(adapter, { ...found, lacks, features: { ...machine, ...found.features } });
  for await (const line of createInterface({ input: process.stdin })) {
    const request = JSON.parse(line) as Request;
    try {
      send(await serveRun(setting, request, send));
    } catch (error) {
      send({ type: "fault", run: request.run, message: messageOf(error) });
    }
  }
  await adapter.close?.();
}

function messageOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

// Ctrl-C on a terminal is for the command line, which ends its agents itself.
process.on("SIGINT", () => undefined);

await main();
// Work that an adapter left behind must not keep the agent alive.
process.exit(0);
