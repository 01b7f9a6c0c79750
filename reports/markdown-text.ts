import { visible } from "./visible.ts";

/* Text of a subject in Markdown: neither a tag, nor a link, nor the end of a cell comes from it. */

const meaning = /[\\`*_[\]<>&|~@]/g;

/** What has a meaning in Markdown or HTML is written as a character reference. */
export const cell = (text: string): string =>
  visible(text).replaceAll(meaning, (character) => `&#${character.codePointAt(0) ?? 0};`);

/** A span of code, by a fence longer than any in the text; a pipe would end a cell. */
export function code(text: string): string {
  const seen = visible(text);
  const longest = Math.max(0, ...(seen.match(/`+/g) ?? []).map((fence) => fence.length));
  const fence = "`".repeat(longest + 1);
  const pad = seen.startsWith("`") || seen.endsWith("`") ? " " : "";
  return `${fence}${pad}${seen}${pad}${fence}`;
}

export function tableOf(
  heads: readonly string[],
  rows: readonly (readonly string[])[],
): readonly string[] {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [line(heads), line(heads.map(() => "---")), ...rows.map(line)];
}
