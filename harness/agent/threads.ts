import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { LaneAnswer, LaneRequest } from "./lane.ts";

/* Threads for lanes, kept once they were needed. */

const threads: Worker[] = [];

/** As many threads as asked for. The process must stand in the real root: they load their modules from there. */
export async function threadsFor(count: number): Promise<readonly Worker[]> {
  while (threads.length < count) {
    const thread = new Worker(new URL("./lane.js", import.meta.url));
    await once(thread, "message");
    // It must not keep the agent alive.
    thread.unref();
    threads.push(thread);
  }
  return threads.slice(0, count);
}

/** @throws for a fault of the lane */
export async function ask(
  thread: Worker,
  request: LaneRequest,
): Promise<Exclude<LaneAnswer, "ready" | { fault: string }>> {
  thread.ref();
  thread.postMessage(request);
  const [answer] = (await once(thread, "message")) as [LaneAnswer];
  thread.unref();
  if (answer === "ready") throw new Error("Cannot carry out a lane: its thread began anew");
  if ("fault" in answer) throw new Error(answer.fault);
  return answer;
}
