/** A text as what it begins with in common with the other, what is its own, and what both end with. */
export function changedPart(own: string, other: string): readonly [string, string, string] {
  const [mine, theirs] = [Array.from(own), Array.from(other)];
  const shorter = Math.min(mine.length, theirs.length);
  let start = 0;
  while (start < shorter && mine[start] === theirs[start]) start += 1;
  let end = 0;
  while (end < shorter - start && mine.at(-1 - end) === theirs.at(-1 - end)) end += 1;
  const cut = mine.length - end;
  return [mine.slice(0, start).join(""), mine.slice(start, cut).join(""), mine.slice(cut).join("")];
}
