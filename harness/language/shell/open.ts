import type { Call } from "../step.ts";
import type { Known } from "./known.ts";

/* A redirection opens in one of five ways; what a call asks for beyond that, a shell cannot say. */

/** Flags that redirections have, or that make no difference to a shell. */
const ordinary: ReadonlySet<string> = new Set(
  "O_RDONLY O_WRONLY O_RDWR O_CREAT O_TRUNC O_EXCL O_APPEND O_DIRECTORY O_CLOEXEC O_LARGEFILE".split(
    " ",
  ),
);

interface Redirection {
  readonly sign: "<" | ">" | ">>" | "<>";
  /** It makes what is not there, and the call would not. */
  readonly onlyThere: boolean;
}

function redirection(flags: readonly string[]): Redirection | undefined {
  const has = (flag: string): boolean => flags.includes(flag);
  if (!flags.every((flag) => ordinary.has(flag))) return undefined;
  const writes = has("O_WRONLY") || has("O_RDWR");
  const onlyThere = !has("O_CREAT");
  if (has("O_DIRECTORY")) {
    return writes || has("O_CREAT") || has("O_TRUNC") ? undefined : { sign: "<", onlyThere: false };
  }
  if (!writes)
    return has("O_CREAT") || has("O_TRUNC") ? undefined : { sign: "<", onlyThere: false };
  if (has("O_APPEND")) {
    return has("O_RDWR") || has("O_TRUNC") || has("O_EXCL") ? undefined : { sign: ">>", onlyThere };
  }
  if (has("O_TRUNC") || has("O_EXCL")) {
    return has("O_RDWR") ? undefined : { sign: ">", onlyThere };
  }
  // Who asked for writing only is given more than that: it shows where somebody reads.
  return { sign: "<>", onlyThere };
}

/** The mask under which a new file gets this mode. */
export const maskFor = (mode: number): string =>
  (0o777 & ~(mode & ~0o022)).toString(8).padStart(3, "0");

/**
 * Tries it in a shell of its own first: a redirection of `exec` that fails would end the script. A refusal of what is
 * not there says so in the words of the others.
 */
export function openCommand(
  { slot, flags, mode = 0o644 }: Pick<Call<"open">, "slot" | "flags" | "mode">,
  path: string,
  known: Known,
): string | undefined {
  const number = known.number(slot);
  const how = redirection(flags);
  if (number === undefined || how === undefined || (mode & 0o7000) !== 0) return undefined;
  known.opened(slot);
  const { sign, onlyThere } = how;
  const reads = sign === "<";
  const there = onlyThere && !reads ? `there ${path} && ` : "";
  const mask = onlyThere || reads || mode === 0o644 ? "" : `umask ${maskFor(mode)}; `;
  const exclusive = flags.includes("O_EXCL") ? "set -C; " : "";
  const trial = flags.includes("O_DIRECTORY")
    ? `(cd ${path})`
    : `(${mask}${exclusive}: ${sign}${path})`;
  return `${there}${trial} && exec ${number}${sign}${path}`;
}
