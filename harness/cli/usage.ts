import { nearest } from "../language/nearest.ts";

/** The command line, an option or an input file is wrong: exit 2. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "UsageError";
  }
}

export interface Flag {
  /** What stands behind `=`; absent is a flag without a value. */
  readonly value?: string;
  readonly says: string;
  readonly multiple?: boolean;
}

export type Flags = Readonly<Record<string, Flag>>;

export interface Given {
  readonly values: ReadonlyMap<string, readonly string[]>;
  readonly positionals: readonly string[];
}

/**
 * Reads `--name=value`, `--name value` and `--name`.
 * @throws UsageError naming the flag, and the nearest one that exists
 */
export function readFlags(args: readonly string[], flags: Flags): Given {
  const values = new Map<string, string[]>();
  const positionals: string[] = [];
  for (let index = 0; index < args.length; index += 1) {
    const argument = args[index] ?? "";
    if (!argument.startsWith("--")) {
      positionals.push(argument);
      continue;
    }
    const [name, inline] = splitFlag(argument);
    const flag = flags[name];
    if (flag === undefined) {
      throw new UsageError(`unknown flag "--${name}"${nearest(name, Object.keys(flags))}`);
    }
    const value = valueOf(name, flag, inline, () => args[(index += 1)]);
    const earlier = values.get(name) ?? [];
    if (earlier.length > 0 && flag.multiple !== true) {
      throw new UsageError(`flag "--${name}" is given twice`);
    }
    values.set(name, [...earlier, value]);
  }
  return { values, positionals };
}

function splitFlag(argument: string): readonly [string, string | undefined] {
  const at = argument.indexOf("=");
  return at === -1
    ? [argument.slice(2), undefined]
    : [argument.slice(2, at), argument.slice(at + 1)];
}

function valueOf(
  name: string,
  flag: Flag,
  inline: string | undefined,
  next: () => string | undefined,
): string {
  if (flag.value === undefined) {
    if (inline !== undefined) throw new UsageError(`flag "--${name}" takes no value`);
    return "";
  }
  const value = inline ?? next();
  if (value === undefined || value === "" || (inline === undefined && value.startsWith("--"))) {
    throw new UsageError(`flag "--${name}" needs a value: --${name}=${flag.value}`);
  }
  return value;
}

/** A whole number of at least `least`. */
export function wholeNumber(name: string, text: string, least: number): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < least) {
    throw new UsageError(
      `flag "--${name}" needs a whole number of at least ${least}, not "${text}"`,
    );
  }
  return value;
}

export function printFlags(flags: Flags): string {
  const rows = Object.entries(flags).map(([name, { value, says }]) => [
    `  --${name}${value === undefined ? "" : `=${value}`}`,
    says,
  ]);
  const width = Math.max(...rows.map(([left = ""]) => left.length));
  return rows.map(([left = "", right = ""]) => `${left.padEnd(width)}  ${right}`).join("\n");
}
