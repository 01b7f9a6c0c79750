import type { Verdict } from "../../harness/run/results.ts";

/** One letter a verdict: a column of results is a string. */
export const verdictLetters: Readonly<Record<Verdict, string>> = {
  pass: ".",
  fail: "F",
  "known-failure": "k",
  drifted: "D",
  fixed: "X",
  skip: "s",
  hang: "H",
  crash: "C",
  error: "E",
};

export const verdictOfLetter: Readonly<Record<string, Verdict>> = Object.fromEntries(
  Object.entries(verdictLetters).map(([verdict, letter]) => [letter, verdict as Verdict]),
);
