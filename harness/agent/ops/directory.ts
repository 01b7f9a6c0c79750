import type { directoryOps } from "../../language/ops/directory.ts";
import { byBytes } from "../../observe/order.ts";
import { AT_REMOVEDIR, calls } from "../calls.ts";
import { atFlags, bits, renameFlags } from "../constants.ts";
import { fdOf, plain, target } from "../context.ts";
import { counted, done, failed, made } from "../outcome.ts";
import { deviceNumber, formatOf, readDirents } from "../structs.ts";
import { system } from "../syscalls.ts";
import type { Performers } from "./op.ts";

const call = {
  mknodat: system("mknodat", "isii"),
  symlinkat: system("symlinkat", "sis"),
  linkat: system("linkat", "isisi"),
  renameat2: system("renameat2", "isisi"),
  getcwd: system("getcwd", "pi"),
} as const;

const listing = Buffer.allocUnsafe(65536);
const name = Buffer.allocUnsafe(4096);

export const directoryPerformers: Performers<keyof typeof directoryOps> = {
  mkdir(context, { path, mode }) {
    return done(calls.mkdirat(...target(context, path), mode ?? 0o755));
  },
  mknod(context, { path, type, mode, major, minor }) {
    const device = deviceNumber(major ?? 0, minor ?? 0);
    return done(call.mknodat(...target(context, path), formatOf(type) | (mode ?? 0o644), device));
  },
  symlink: (context, { target: to, path }) => done(call.symlinkat(to, ...target(context, path))),
  link(context, { from, to, flags }) {
    return done(
      call.linkat(...target(context, from), ...target(context, to), bits(atFlags, flags)),
    );
  },
  unlink: (context, { path }) => done(calls.unlinkat(...target(context, path), 0)),
  rmdir: (context, { path }) => done(calls.unlinkat(...target(context, path), AT_REMOVEDIR)),
  rename(context, { from, to, flags }) {
    const how = bits(renameFlags, flags);
    return done(call.renameat2(...target(context, from), ...target(context, to), how));
  },
  readlink(context, { path }) {
    const result = calls.readlinkat(...target(context, path), name, name.length);
    return made(result, (n) => name.toString("utf8", 0, n));
  },
  getdents64(context, { slot, size }) {
    const b = Buffer.allocUnsafe(size);
    return made(calls.getdents64(fdOf(context, slot), b, size), (n) => readDirents(b, n));
  },
  readdir(context, { slot }) {
    const names: string[] = [];
    for (;;) {
      const result = calls.getdents64(fdOf(context, slot), listing, listing.length);
      if (result < 0) return failed(result);
      if (result === 0) return { value: names.toSorted(byBytes) };
      names.push(
        ...readDirents(listing, result)
          .map((entry) => entry.name)
          .filter(isName),
      );
    }
  },
  chdir(context, { path }) {
    const result = calls.chdir(plain(path));
    if (result >= 0) context.standpoint.moved();
    return done(result);
  },
  fchdir(context, { slot }) {
    const result = calls.fchdir(fdOf(context, slot));
    if (result >= 0) context.standpoint.moved();
    return done(result);
  },
  getcwd: () => made(call.getcwd(name, name.length), (n) => name.toString("utf8", 0, n - 1)),
  umask: (_context, { mask }) => counted(calls.umask(mask)),
};

function isName(entry: string): boolean {
  return entry !== "." && entry !== "..";
}
