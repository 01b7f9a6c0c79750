import { type Finding, type Source, codeOf, placeOf } from "./sources.ts";

interface Banned {
  readonly what: string;
  readonly pattern: RegExp;
  readonly instead: string;
  /** Where it is no mistake. */
  readonly except?: readonly string[];
  /** Comments are searched too. */
  readonly comments?: true;
}

export const banned: readonly Banned[] = [
  {
    what: '"should" in the title of a scenario',
    pattern: /\btitle:\s*["'`][^"'`\n]*\bshould\b/g,
    instead: "Say what happens, in the present tense: `unlink leaves a whiteout`.",
  },
  {
    what: '"should" in the title of a test',
    pattern: /(?:\b(?:test|it|describe)(?:\.\w+)*|\))\(\s*["'`][^"'`\n]*\bshould\b/g,
    instead: "Say what happens, in the present tense: `a misspelt flag is refused`.",
  },
  {
    what: "console",
    pattern: /\bconsole\.\w+\(/g,
    instead:
      "Return the text: only harness/cli, harness/bench, bin and scripts write to the terminal.",
    except: ["harness/cli/", "harness/bench/", "bin/", "scripts/"],
  },
  {
    what: "a sleep",
    pattern: /\b(\w+)\b[^()\n]*\)?\s*=>\s*\{?\s*setTimeout\(\s*\1\b|"node:timers\/promises"/g,
    instead:
      "Wait for the event itself, with a deadline that fails: a sleep is too short or too long.",
  },
  {
    what: "a command for a shell",
    pattern: /(?<![\w.])exec(?:Sync)?\(\s*["'`]|\bexeca?Command(?:Sync)?\(|\bshell:\s*true\b/g,
    instead: 'Give the arguments one by one: execa("mount", ["-t", "overlay"]).',
  },
  {
    what: "TODO",
    pattern: /\bTODO\b/g,
    instead: "Do it now, or open an issue.",
    comments: true,
  },
];

export function bannedWords(source: Source): readonly Finding[] {
  // These files name what they ban.
  if (source.path.startsWith("test/tidy")) return [];
  return banned
    .filter(({ except }) => !except?.some((folder) => source.path.startsWith(folder)))
    .flatMap(({ what, pattern, instead, comments }) =>
      [...(comments ? source.text : codeOf(source)).matchAll(pattern)].map(
        (match) => `${placeOf(source, match.index)} has ${what}. ${instead}`,
      ),
    );
}
