import { expect, test } from "vitest";
import { KernelLog } from "../../adapters/vm/kernel-log.ts";

const troubles = [
  "[   12.3] Kernel panic - not syncing: sysrq triggered crash",
  "[   12.3] Oops: 0002 [#1] PREEMPT SMP NOPTI",
  "[   12.3] BUG: kernel NULL pointer dereference, address: 0000000000000000",
  "[   12.3] kernel BUG at fs/overlayfs/dir.c:100!",
  "[   12.3] WARNING: CPU: 0 PID: 70 at fs/overlayfs/util.c:1 ovl_x+0x1/0x2 [overlay]",
  "[   12.3] WARNING: fs/overlayfs/util.c:1 at ovl_x+0x1/0x2, CPU#0: node/70",
  "[   12.3] Out of memory: Killed process 70 (node)",
  "[   12.3] watchdog: BUG: soft lockup - CPU#0 stuck for 26s!",
];

const others = [
  "[   12.3] overlayfs: upper fs does not support tmpfile.",
  "[   12.3] overlayfs: failed to resolve '/x': -2",
];

test.for(troubles)("%s is trouble", (line) => {
  const log = new KernelLog();
  log.add(line.slice(0, 20));
  log.add(`${line.slice(20)}\r\n`);
  expect(log.troubled).toBe(true);
  expect(log.text).toBe(line);
  log.clear();
  expect(log.troubled).toBe(false);
});

test.for(others)("%s is none", (line) => {
  const log = new KernelLog();
  log.add(`${line}\r\n`);
  expect(log.troubled).toBe(false);
});
