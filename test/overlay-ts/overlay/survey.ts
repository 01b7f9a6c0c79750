import { openFlags } from "../../../harness/agent/constants.ts";
import { readDirents, readNames } from "../../../harness/agent/structs.ts";
import type { Trace } from "../calls/trace.ts";
import { AT_FDCWD } from "./moves.ts";

/** All of a tree, as lines: status, extended attributes, content, and names in their order. */
export function survey(trace: Trace, path: string): void {
  trace.look(path);
  for (const name of xattrNames(trace, path)) {
    // File handles differ from one filesystem to another.
    if (/overlay\.(?:origin|uuid|upper)$/.test(name)) trace.note(`${path} has ${name}`);
    else trace.getxattr(path, name);
  }
  const fd = trace.silently(
    "openat",
    AT_FDCWD,
    path,
    openFlags.O_DIRECTORY | openFlags.O_NOFOLLOW,
    0,
  );
  if (fd < 0) return content(trace, path);
  const buffer = Buffer.alloc(4096);
  const length = trace.silently("getdents64", fd, buffer, buffer.length);
  trace.silently("close", fd);
  const entries = length < 0 ? [] : readDirents(buffer, length);
  trace.note(`${path}: ${entries.map(({ name, type }) => `${name} ${type}`).join(", ")}`);
  for (const { name } of entries) if (!/^\.\.?$/.test(name)) survey(trace, `${path}/${name}`);
}

function xattrNames(trace: Trace, path: string): readonly string[] {
  const buffer = Buffer.alloc(4096);
  const length = trace.silently("llistxattr", path, buffer, buffer.length);
  return length < 0 ? [] : readNames(buffer, length).toSorted();
}

function content(trace: Trace, path: string): void {
  const flags = openFlags.O_NOFOLLOW | openFlags.O_NONBLOCK;
  const fd = trace.silently("openat", AT_FDCWD, path, flags, 0);
  if (fd < 0) return;
  trace.read(fd, 8192);
  trace.silently("close", fd);
}
