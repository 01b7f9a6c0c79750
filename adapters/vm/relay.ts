import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import type { Ready, UnavailableAnswer } from "../../harness/language/protocol.ts";
import { nearest } from "../../harness/language/nearest.ts";
import type { Unavailable } from "../adapter.ts";
import { unavailableAnswer } from "../../harness/agent/unavailable.ts";
import { Conversation } from "./conversation.ts";
import { guestMemory } from "./qemu.ts";
import { type ReadyGuest, readyGuest } from "./ready.ts";
import { restore } from "./snapshot.ts";

/*
 * Stands where an agent would: it speaks the agent protocol on its standard streams, and hands every line on to the
 * agent in a virtual machine, which goes on from a snapshot. It ends with its guest, and its guest with it.
 */

const root = fileURLToPath(new URL("../../..", import.meta.url));
const optionNames: readonly string[] = ["kernel", "accelerator", "fs", "lower", "api"];

const { values } = parseArgs({
  options: { option: { type: "string", multiple: true, default: [] } },
});
const options = Object.fromEntries(
  values.option.map((option) => {
    const at = option.indexOf("=");
    return [option.slice(0, at), option.slice(at + 1)] as const;
  }),
);

function say(answer: Ready | UnavailableAnswer): void {
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}

/** An option that nobody reads would be believed to have had its effect. */
function unknownOption(): Unavailable | undefined {
  const unknown = Object.keys(options).find((name) => !optionNames.includes(name));
  if (unknown === undefined) return undefined;
  return {
    unavailable: `there is no option "${unknown}"${nearest(unknown, optionNames)}`,
    remedy: `choose among ${optionNames.join(", ")}`,
  };
}

/** How much longer a step may take: to start a process may take seconds, on a busy machine more. */
const emulated = 4;

/** The guest goes on when it is asked something: who only wants to know what it can do is answered without it. */
async function relay({ snapshot, accelerator, why }: ReadyGuest): Promise<void> {
  const greeting = JSON.parse(snapshot.greeting) as Ready;
  const machine = { accelerator: `${accelerator}, ${why}`, "guest memory": `${guestMemory} MB` };
  const asked: string[] = [];
  const input = createInterface({ input: process.stdin });
  const first = new Promise<boolean>((resolve) => {
    input.once("line", () => resolve(true));
    input.once("close", () => resolve(false));
  });
  const keep = (line: string): number => asked.push(line);
  let closed = false;
  input.on("line", keep).once("close", () => {
    closed = true;
  });
  const patience = accelerator === "tcg" ? emulated : 1;
  say({ ...greeting, patience, details: { ...greeting.details, ...machine } });
  if (!(await first)) return;
  const guest = await restore(snapshot);
  const conversation = new Conversation(guest, (line) => process.stdout.write(`${line}\n`));
  input.off("line", keep).on("line", (line) => conversation.ask(line));
  for (const line of asked) conversation.ask(line);
  if (closed) conversation.finish();
  else input.once("close", () => conversation.finish());
  const trouble = await conversation.ended;
  await guest.end();
  if (trouble !== undefined) process.stderr.write(`${trouble}\n`);
  process.exit(trouble === undefined ? 0 : 1);
}

const found = unknownOption() ?? (await readyGuest(root, options));
if ("unavailable" in found) {
  say(unavailableAnswer(found));
} else await relay(found);
