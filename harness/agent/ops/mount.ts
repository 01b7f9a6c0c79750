import type { mountOps } from "../../language/ops/mount.ts";
import type { Outcome } from "../../language/transcript.ts";
import { AT_FDCWD, calls } from "../calls.ts";
import { openFromUserNamespace } from "../child.ts";
import { atFlags, bits, openFlags } from "../constants.ts";
import { type Context, fdOf, keep, target } from "../context.ts";
import {
  fsconfigCommands,
  mountAttributes,
  mountFlags,
  moveMountFlags,
  openTreeFlags,
  umountFlags,
} from "../mount-constants.ts";
import { mountInfo } from "../mounting.ts";
import { done, made } from "../outcome.ts";
import { directoryOf } from "../place.ts";
import { system } from "../syscalls.ts";
import { openUserNamespace } from "../user-namespace.ts";
import type { Performers } from "./op.ts";

const call = {
  mount: system("mount", "sssis"),
  mountPlain: system("mount", "sssip"),
  umount2: system("umount2", "si"),
  fsopen: system("fsopen", "si"),
  fspick: system("fspick", "isi"),
  fsconfigString: system("fsconfig", "iissi"),
  fsconfigNull: system("fsconfig", "iippi"),
  fsconfigKey: system("fsconfig", "iispi"),
  fsmount: system("fsmount", "iii"),
  move_mount: system("move_mount", "isisi"),
  open_tree: system("open_tree", "isi"),
  mount_setattr: system("mount_setattr", "isipi"),
  name_to_handle_at: system("name_to_handle_at", "isppi"),
  open_by_handle_at: system("open_by_handle_at", "ipi"),
} as const;

type MountOp = Exclude<keyof typeof mountOps, "remount">;

const cloexec = 1; // FSOPEN_CLOEXEC, FSMOUNT_CLOEXEC, FSPICK_CLOEXEC

export const mountPerformers: Performers<MountOp> = {
  mount(_context, { source, target: at, type, flags, options }) {
    const where = typeof at === "string" ? at : at.path;
    const how = bits(mountFlags, flags);
    return done(
      options === undefined
        ? call.mountPlain(source, where, type, how, null)
        : call.mount(source, where, type, how, options),
    );
  },
  umount(context, { target: at, flags }) {
    const where = typeof at === "string" ? at : target(context, at)[1];
    return done(call.umount2(where, bits(umountFlags, flags)));
  },
  fsopen: (context, { slot, type }) => opened(context, slot, call.fsopen(type, cloexec)),
  fsopen_from_user_namespace(context, { slot, type }) {
    context.standpoint.home();
    return opened(context, slot, openFromUserNamespace(type));
  },
  fspick: (context, { slot, path }) =>
    opened(context, slot, call.fspick(...target(context, path), cloexec)),
  fsconfig(context, { slot, command, key, value }) {
    const fd = fdOf(context, slot);
    const number = fsconfigCommands[command];
    if (key === undefined) return done(call.fsconfigNull(fd, number, null, null, 0));
    if (value === undefined) return done(call.fsconfigKey(fd, number, key, null, 0));
    return typeof value === "string"
      ? done(call.fsconfigString(fd, number, key, value, 0))
      : done(call.fsconfigKey(fd, number, key, null, fdOf(context, value.fd)));
  },
  fsmount: (context, { slot, mount, attributes }) =>
    opened(
      context,
      mount,
      call.fsmount(fdOf(context, slot), cloexec, bits(mountAttributes, attributes)),
    ),
  move_mount: (context, { mount, target: to, flags }) =>
    done(
      call.move_mount(
        fdOf(context, mount),
        "",
        ...target(context, to),
        bits(moveMountFlags, flags),
      ),
    ),
  open_tree: (context, { slot, path, flags }) =>
    opened(context, slot, call.open_tree(...target(context, path), bits(openTreeFlags, flags))),
  mount_setattr(context, { path, set, clear, flags, userns }) {
    const attributes = Buffer.alloc(32); // struct mount_attr
    attributes.writeBigUInt64LE(BigInt(bits(mountAttributes, set)), 0);
    attributes.writeBigUInt64LE(BigInt(bits(mountAttributes, clear)), 8);
    if (userns !== undefined) attributes.writeBigInt64LE(BigInt(fdOf(context, userns)), 24);
    const how = bits(atFlags, flags);
    return done(call.mount_setattr(...target(context, path), how, attributes, attributes.length));
  },
  user_namespace(context, { slot, uids, gids }) {
    context.standpoint.home();
    return opened(context, slot, openUserNamespace(uids, gids));
  },
  mountinfo: (context, { path }, place) => {
    context.standpoint.home();
    const base = directoryOf(context.layers, place);
    const info = mountInfo(absolute(base, typeof path === "string" ? path : path.path));
    return info === undefined ? { errno: "ENOENT" } : { value: seenFrom(base, info) };
  },
  name_to_handle_at(context, { path, handle, flags }) {
    const b = Buffer.alloc(8 + 128);
    b.writeUInt32LE(128, 0);
    const result = call.name_to_handle_at(
      ...target(context, path),
      b,
      Buffer.alloc(8),
      bits(atFlags, flags),
    );
    if (result >= 0) context.handles.set(handle, b);
    return made(result, () => `${b.readInt32LE(4)}:${b.toString("hex", 8, 8 + b.readUInt32LE(0))}`);
  },
  open_by_handle_at(context, { path, handle, slot, flags }) {
    const fd = calls.openat(...target(context, path), openFlags.O_RDONLY | openFlags.O_CLOEXEC, 0);
    if (fd < 0) return done(fd);
    const b = context.handles.get(handle) ?? Buffer.alloc(8);
    const result = call.open_by_handle_at(fd, b, bits(openFlags, flags) | openFlags.O_CLOEXEC);
    calls.close(fd);
    return opened(context, slot, result);
  },
  drop_caches(context) {
    context.standpoint.home();
    const merged = directoryOf(context.layers, "merged");
    const fd = call.fspick(AT_FDCWD, merged, cloexec);
    if (fd < 0) return done(fd);
    const { FSCONFIG_CMD_RECONFIGURE, FSCONFIG_SET_FLAG } = fsconfigCommands;
    // What is read-only has to be told to stay so.
    if (mountInfo(merged)?.options.includes("ro") === true)
      call.fsconfigKey(fd, FSCONFIG_SET_FLAG, "ro", null, 0);
    const result = call.fsconfigNull(fd, FSCONFIG_CMD_RECONFIGURE, null, null, 0);
    calls.close(fd);
    return done(result);
  },
};

function opened(context: Context, slot: string, fd: number): Outcome {
  if (fd >= 0) keep(context, slot, fd);
  return done(fd);
}

function absolute(base: string, path: string): string {
  const joined = `${base}/${path}`.replaceAll(/\/+(\.?\/+)*/g, "/");
  return joined.length > 1 && joined.endsWith("/") ? joined.slice(0, -1) : joined;
}

/** Paths in the options, as the place sees them. */
function seenFrom<T extends { readonly options: readonly string[] }>(base: string, info: T): T {
  return { ...info, options: info.options.map((option) => option.replaceAll(base, "")) };
}
