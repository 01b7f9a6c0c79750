/**
 * Names, contents and attributes come from a subject and may hold anything. What would not be seen, would reorder the
 * line or would end it is written as an escape, in every report: controls, line separators, bidirectional overrides,
 * zero-width and other invisible characters, spaces that are not U+0020, and halves of surrogate pairs.
 */
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{DI}]|(?! )\p{Zs}/gu;

const short: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

function escapeOf(character: string): string {
  return short[character] ?? `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

export interface Piece {
  readonly text: string;
  /** True where the text stands for a character that cannot be shown. */
  readonly escape: boolean;
}

/** The text in pieces, so that a page can tell an escape from the same characters in the data. */
export function pieces(text: string): readonly Piece[] {
  const found: Piece[] = [];
  let end = 0;
  for (const match of text.matchAll(unseen)) {
    if (match.index > end) found.push({ text: text.slice(end, match.index), escape: false });
    found.push({ text: escapeOf(match[0]), escape: true });
    end = match.index + match[0].length;
  }
  if (end < text.length) found.push({ text: text.slice(end), escape: false });
  return found;
}

export function visible(text: string): string {
  return text.replace(unseen, escapeOf);
}
