import { errnoNumbers } from "../../../harness/agent/errno-table.ts";
import type { SystemCall } from "../../../harness/agent/numbers.ts";
import { descriptorInfoOf } from "../vfs/descriptor-info.ts";
import { mapsOf } from "../vfs/maps.ts";
import { mountinfo } from "../vfs/mountinfo.ts";
import { PosixError } from "../vfs/posix-error.ts";
import { Process } from "../vfs/process.ts";
import { System, type SystemSettings } from "../vfs/system.ts";
import { Addresses } from "./addresses.ts";
import type { Arguments } from "./arguments.ts";
import type { Caller } from "./handler.ts";
import { handlers } from "./table.ts";

/** A process on a kernel of its own, by its system calls. */
export class Machine {
  readonly #caller: Caller;

  /** @param from what it is started on: the settings of a machine, or a process that it is to be beside of */
  constructor(from: SystemSettings | Caller) {
    this.#caller =
      "process" in from
        ? from
        : { process: new Process(new System(from)), addresses: new Addresses() };
  }

  /** Another process on the same mounts, as root in the same place: its descriptors are its own. */
  fork(): Machine {
    const { process, addresses } = this.#caller;
    return new Machine({ process: new Process(process.system, process), addresses });
  }

  /** Another thread of the process: root, working directory, umask and credentials are its own. */
  thread(): Machine {
    const { process, addresses } = this.#caller;
    return new Machine({ process: new Process(process.system, process, "shares"), addresses });
  }

  /** Whether a call since the last question answered EAGAIN only because it cannot wait here. */
  waits(): boolean {
    const { process } = this.#caller;
    const { waits } = process;
    process.waits = false;
    return waits;
  }

  /** Carries a system call out. Negative is a negative errno. */
  call(name: SystemCall, args: Arguments): number {
    const handler = handlers[name];
    if (handler === undefined) return -errnoNumbers.ENOSYS;
    try {
      return handler(this.#caller, args) ?? 0;
    } catch (error) {
      if (error instanceof PosixError) return -errnoNumbers[error.code];
      throw error;
    }
  }

  /** For structures that hold pointers. Only the newest few thousand are remembered. */
  addressOf(buffer: Uint8Array): bigint {
    return this.#caller.addresses.of(buffer);
  }

  /** /proc/self/maps */
  maps(): string {
    return mapsOf(this.#caller.process);
  }

  /** /proc/self/fdinfo/FD */
  fdinfo(fd: number): string | undefined {
    return descriptorInfoOf(this.#caller.process, fd);
  }

  /** /proc/self/mountinfo */
  mountinfo(): string {
    return mountinfo(this.#caller.process);
  }
}
