import type { Finding, Source } from "./sources.ts";

/** Tables that read better whole, each with the reason. */
const longTables: Readonly<Record<string, string>> = {
  "harness/language/flags.ts": "names of flags, one list for each argument that takes them",
};

const maximum = 200;

export function tooLong({ path, text }: Source): readonly Finding[] {
  const count = text.trimEnd().split("\n").length;
  const listed = Object.hasOwn(longTables, path);
  if (count > maximum) return listed ? [] : [`${path} has ${count} lines`];
  return listed ? [`${path} has ${count} lines and needs no exception any more`] : [];
}

const emptyWords = ["util", "utils", "helper", "helpers", "common", "misc", "manager"];

export function badName({ path }: Source): readonly Finding[] {
  return path.split("/").flatMap((part) => {
    const words = part.split(/[-.]/);
    if (!/^[a-z0-9]+([-.][a-z0-9]+)*$/.test(part)) return [`${path}: "${part}" is no kebab-case`];
    const empty = words.find((word) => emptyWords.includes(word));
    return empty === undefined ? [] : [`${path}: "${empty}" says nothing`];
  });
}
