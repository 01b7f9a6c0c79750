/** One mount, in the directory that all names are relative to. */
export interface Step {
  /** Options of mount(2), or parameters of fsconfig(2) one by one. */
  readonly options: string | readonly (readonly [key: string, value?: string])[];
  /** MS_RDONLY 1, MS_REMOUNT 32 */
  readonly flags: number;
  /** `m` is unmounted after each step, others stay. */
  readonly at: "m" | "n" | "o";
  /** What somebody makes before it: directories where a name ends with `/`. */
  readonly before?: readonly string[];
}

export type Arrangement = readonly Step[];

export const once = (options: Step["options"], flags = 0): Step => ({ options, flags, at: "m" });

export const held = (at: "n" | "o", options: string): Step => ({ options, flags: 0, at });

export const after = (before: readonly string[], options: string): Step => ({
  options,
  flags: 0,
  at: "m",
  before,
});

export const remount = (at: "n" | "o", options: string, flags = 0): Step => ({
  options,
  flags: flags | 32,
  at,
});
