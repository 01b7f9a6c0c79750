import { openFlags as O } from "../../../../harness/agent/constants.ts";
import type { Trace } from "../trace.ts";

export const mappingSequences: Readonly<Record<string, (t: Trace) => void>> = {
  "mappings show files": (t) => {
    t.file("/f", "0123456789");
    const fd = t.open("/f", O.O_RDWR);
    const ro = t.open("/f", 0);
    t.call("mmap", null, 0, 1, 1, fd, 0);
    t.call("mmap", null, 10, 1, 1, fd, 5);
    t.call("mmap", null, 10, 1, 0, fd, 0);
    t.call("mmap", null, 10, 3, 1, ro, 0);
    t.call("mmap", null, 10, 1, 1, t.open("/f", 1), 0);
    t.call("mmap", null, 10, 1, 1, t.open("/", 0), 0);
    t.call("mmap", null, 10, 1, 1, t.open("/f", O.O_PATH), 0);
    t.call("mmap", null, 10, 1, 1, 99999, 0);
    const shared = t.silently("mmap", null, 10, 3, 1, fd, 0);
    const own = t.silently("mmap", null, 10, 3, 2, ro, 0);
    const copy = (name: "process_vm_readv" | "process_vm_writev", at: number, b: Buffer) => {
      const vectors = [t.addressOf(b), BigInt(at)].map((base) => {
        const v = Buffer.alloc(16);
        v.writeBigUInt64LE(base, 0);
        v.writeBigUInt64LE(BigInt(b.length), 8);
        return v;
      });
      const n = t.silently(name, process.pid, vectors[0] ?? null, 1, vectors[1] ?? null, 1, 0);
      t.note(`${name} = ${n} ${b.toString("latin1")}`);
    };
    copy("process_vm_readv", shared, Buffer.alloc(5));
    copy("process_vm_writev", shared + 2, Buffer.from("AB"));
    copy("process_vm_readv", own, Buffer.alloc(12));
    copy("process_vm_writev", own + 1, Buffer.from("xy"));
    copy("process_vm_writev", shared, Buffer.from("Q"));
    copy("process_vm_readv", own, Buffer.alloc(12));
    copy("process_vm_writev", shared + 8, Buffer.from("1234"));
    t.read(fd, 20);
    t.look("/f");
    t.call("ftruncate", fd, 0);
    copy("process_vm_readv", shared, Buffer.alloc(5));
    for (const [at, flags] of [
      [shared, 4],
      [shared, 5],
      [shared, 8],
      [own, 1],
    ] as const)
      t.note(String(t.silently("msync", at, 10, flags)));
    t.note(String(t.silently("munmap", shared, 10)));
    t.note(String(t.silently("munmap", own, 10)));
    t.note(String(t.silently("msync", own, 10, 1)));
  },
};
