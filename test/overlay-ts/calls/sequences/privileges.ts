import { openFlags as O } from "../../../../harness/agent/constants.ts";
import type { Trace } from "../trace.ts";

const AT = -100;

export const privilegeSequences: Readonly<Record<string, (t: Trace) => void>> = {
  "times and privileges change with the content": (t) => {
    for (const mode of [0o4755, 0o2755, 0o2745, 0o6777, 0o644]) {
      for (const [uid, gid] of [
        [0, 0],
        [1000, 1000],
        [1000, 5],
      ] as const) {
        t.silently("unlinkat", AT, "/f", 0);
        t.file("/f", "0123456789", 0o777);
        t.silently("fchownat", AT, "/f", uid, 5, 0);
        t.silently("fchmodat", AT, "/f", mode);
        const reset = () => {
          t.silently("fchmodat", AT, "/f", mode | 0o222);
          t.mark("/f");
        };
        reset();
        t.as(uid, gid, () => {
          const fd = t.open("/f", O.O_RDWR);
          t.look("/f");
          t.call("write", fd, Buffer.alloc(0), 0);
          t.look("/f");
          t.write(fd, "x");
          t.look("/f");
        });
        reset();
        t.as(uid, gid, () => {
          t.call("truncate", "/f", 10);
          t.look("/f");
          t.call("truncate", "/f", 5);
          t.look("/f");
        });
        reset();
        t.as(uid, gid, () => {
          const fd = t.open("/f", O.O_RDWR);
          t.call("ftruncate", fd, 5);
          t.look("/f");
        });
        reset();
        t.as(uid, gid, () => {
          const fd = t.open("/f", O.O_RDWR);
          t.call("fallocate", fd, 0, 0, 20);
          t.look("/f");
        });
        reset();
        t.as(uid, gid, () => {
          const fd = t.open("/f", O.O_RDWR | O.O_TRUNC);
          t.look("/f");
          t.call("fallocate", fd, 1, 0, 20);
          t.look("/f");
        });
        reset();
        t.as(uid, gid, () => {
          const fd = t.open("/f", O.O_RDONLY);
          t.read(fd, 1);
          t.look("/f");
        });
        reset();
        t.as(uid, gid, () => {
          t.call("fchownat", AT, "/f", -1, -1, 0);
          t.look("/f");
        });
      }
    }
  },
  "a file capability goes with the content": (t) => {
    const caps = Buffer.from("0100000200040000000000000000000000000000", "hex");
    for (const change of [
      () => t.call("truncate", "/f", 1),
      () => t.call("fchownat", AT, "/f", -1, -1, 0),
      () => t.call("fchownat", AT, "/f", 5, 5, 0),
      () => t.call("fchmodat", AT, "/f", 0o700),
      () => t.write(t.open("/f", O.O_RDWR), "x"),
      () => t.open("/f", O.O_RDWR | O.O_TRUNC),
    ]) {
      t.file("/f", "0123");
      t.setxattr("/f", "security.capability", caps);
      t.listxattr("/f");
      change();
      t.listxattr("/f");
    }
    t.setxattr("/f", "security.capability", "x");
    t.setxattr("/f", "security.capability", "");
    t.setxattr("/f", "security.capability", "xxxxxxxxxxxxxxxxxxxx");
    t.as(1000, 1000, () => {
      t.setxattr("/f", "security.capability", caps);
      t.setxattr("/f", "security.capability", "x");
      t.call("lremovexattr", "/f", "security.capability");
      t.setxattr("/f", "security.other", "x");
      t.call("lremovexattr", "/f", "security.other");
      t.getxattr("/f", "security.other");
    });
  },
};
