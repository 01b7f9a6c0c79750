/* proc_pid_fdinfo(5), as far as it numbers inodes. */

interface Numbered {
  /** Decimal: overlay's xino uses the highest bits. */
  readonly ino: string;
}

/** What the kernel itself numbers: the file of a descriptor, and what that locks and watches. */
export interface DescriptorInfo extends Numbered {
  readonly locks: readonly Numbered[];
  readonly watches: readonly Numbered[];
}

/** The numbers of locks are decimal behind their device, those of watches hexadecimal. */
export function readDescriptorInfo(lines: readonly string[]): DescriptorInfo {
  const all = (pattern: RegExp): readonly string[] =>
    lines.flatMap((line) => pattern.exec(line)?.[1] ?? []);
  return {
    ino: all(/^ino:\t(\d+)$/)[0] ?? "",
    locks: all(/^lock:\t.* [0-9a-f]+:[0-9a-f]+:(\d+) /).map((ino) => ({ ino })),
    watches: all(/^inotify wd:\S+ ino:([0-9a-f]+) /).map((ino) => ({
      ino: BigInt(`0x${ino}`).toString(),
    })),
  };
}
