import type { Parameter } from "../vfs/inode.ts";
import type { FileSystemContext, FileSystemType } from "../vfs/filesystem-type.ts";
import { memoryFileSystem } from "./filesystem.ts";
import { type Options, withParameter } from "./options.ts";

/** mount -t tmpfs */
export const tmpfs: FileSystemType = {
  name: "tmpfs",
  begin(surroundings): FileSystemContext {
    let options: Options = {};
    return {
      parameter(parameter) {
        options = withParameter(options, parameter, (line) => surroundings.log(line));
      },
      create: (_source, readonly) =>
        memoryFileSystem({
          ...options,
          now: () => surroundings.now(),
          device: surroundings.newDevice(),
          readonly,
        }),
    };
  },
  /** A comma before a digit belongs to the value: lists of nodes have some. */
  split: (options) =>
    options
      .split(/,(?!\d)/)
      .filter((option) => option !== "")
      .map((option): Parameter => {
        const at = option.indexOf("=");
        return at < 0 ? [option] : [option.slice(0, at), option.slice(at + 1)];
      }),
};
