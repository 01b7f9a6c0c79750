export { acl } from "./acl.ts";
export * from "./construct/attribute.ts";
export * from "./construct/directory.ts";
export * from "./construct/disk.ts";
export * from "./construct/file.ts";
export * from "./construct/lock.ts";
export * from "./construct/memory.ts";
export * from "./construct/metadata.ts";
export * from "./construct/modifiers.ts";
export * from "./construct/mount.ts";
export * from "./construct/notify.ts";
export * from "./construct/process.ts";
export * from "./construct/ring.ts";
export * from "./construct/socket.ts";
export * from "./construct/verity.ts";
export {
  appendFile,
  dir,
  file,
  list,
  opaqueDir,
  readFile,
  whiteoutAt,
  writeFile,
} from "./construct/sugar.ts";
export {
  atLeast,
  differs,
  excludes,
  fails,
  gives,
  includes,
  oneOf,
  recorded,
  same,
  succeeds,
  when,
} from "./expectation.ts";
export { at } from "./path.ts";
export { suite } from "./scenario.ts";
export { contains, is, whiteout } from "./tree.ts";
