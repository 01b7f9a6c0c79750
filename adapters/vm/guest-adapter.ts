import { read, openSync, writeSync } from "node:fs";
import { calls } from "../../harness/agent/calls.ts";
import type { Available, Host, Unavailable } from "../adapter.ts";
import { KernelAdapter } from "../kernel/adapter.ts";
import { portDevice } from "./init.ts";

const CLOCK_REALTIME = 0;

/** The kernel's overlay, in the guest. The host says what time it is whenever the guest goes on from a state. */
class GuestKernel extends KernelAdapter {
  override readonly name = "vm";

  override async probe(host: Host): Promise<Available | Unavailable> {
    const found = await super.probe(host);
    listen(openSync(portDevice("clock"), "r+"));
    return found;
  }
}

/** Each line is the time in milliseconds; it is answered when it is set. */
function listen(fd: number): void {
  const b = Buffer.alloc(64);
  read(fd, b, 0, b.length, null, (error, count) => {
    if (error !== null) throw error;
    const now = Number(b.toString("utf8", 0, count).trim());
    const time = Buffer.alloc(16);
    time.writeBigInt64LE(BigInt(Math.floor(now / 1000)), 0);
    time.writeBigInt64LE(BigInt(Math.round((now % 1000) * 1e6)), 8);
    const result = calls.clock_settime(CLOCK_REALTIME, time);
    writeSync(fd, result === 0 ? "set\n" : `errno ${-result}\n`);
    listen(fd);
  });
}

export default new GuestKernel();
