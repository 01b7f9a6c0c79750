import { openFlags as O } from "../../../../harness/agent/constants.ts";
import { readInotify } from "../../../../harness/agent/events.ts";
import { inotifyMasks as IN } from "../../../../harness/agent/notify-constants.ts";
import type { Trace } from "../trace.ts";

const AT = -100;

export const eventSequences: Readonly<Record<string, (t: Trace) => void>> = {
  "events of watched objects": (t) => {
    t.mkdir("/d");
    t.mkdir("/d/sub");
    t.file("/d/f", "x");
    t.silently("linkat", AT, "/d/f", AT, "/other", 0);
    const fd = t.high(t.silently("inotify_init1", O.O_NONBLOCK));
    const read = () => {
      const b = Buffer.alloc(4096);
      const n = t.silently("read", fd, b, b.length);
      t.note(n < 0 ? String(n) : JSON.stringify(readInotify(b.subarray(0, n))));
    };
    t.call("inotify_add_watch", fd, "/d", 0xfff);
    t.call("inotify_add_watch", fd, "/d/f", 0xfff);
    t.call("inotify_add_watch", fd, "/d/sub", 0xfff);
    t.call("inotify_add_watch", fd, "/none", 0xfff);
    t.call("inotify_add_watch", fd, "/d/f", 0);
    t.call("inotify_add_watch", fd, "/d/f", IN.IN_ONLYDIR | 1);
    t.call("inotify_add_watch", fd, "/d/f", IN.IN_MASK_CREATE | 1);
    read();
    const open = t.open("/d/f", O.O_RDWR);
    t.read(open, 1);
    t.write(open, "y");
    t.write(open, "z");
    t.call("ftruncate", open, 0);
    t.call("close", open);
    read();
    t.call("fchmodat", AT, "/d/f", 0o600);
    t.call("fchownat", AT, "/d/f", 1, 1, 0);
    t.call("fchownat", AT, "/d/f", -1, -1, 0);
    t.mark("/d/f");
    t.setxattr("/d/f", "user.a", "1");
    t.call("truncate", "/d/f", 3);
    read();
    t.file("/d/new", "text");
    t.mkdir("/d/newdir");
    t.call("symlinkat", "x", AT, "/d/link");
    t.call("linkat", AT, "/d/f", AT, "/d/hard", 0);
    t.list("/d");
    read();
    t.call("renameat2", AT, "/d/new", AT, "/d/newer", 0);
    t.call("renameat2", AT, "/d/newer", AT, "/d/f", 0);
    t.call("renameat2", AT, "/d/sub", AT, "/sub", 0);
    read();
    t.call("unlinkat", AT, "/d/link", 0);
    t.call("unlinkat", AT, "/d/hard", 0);
    t.call("unlinkat", AT, "/other", 0);
    t.call("unlinkat", AT, "/sub", 0x200);
    read();
    t.call("inotify_rm_watch", fd, 1);
    t.call("inotify_rm_watch", fd, 1);
    t.call("inotify_add_watch", fd, "/d/newdir", IN.IN_ONESHOT | IN.IN_CREATE);
    t.mkdir("/d/newdir/a");
    t.mkdir("/d/newdir/b");
    read();
    t.call("read", fd, Buffer.alloc(8), 8);
  },
};
