import { readFileSync, readdirSync } from "node:fs";
import { posix } from "node:path";
import { fileURLToPath } from "node:url";

/** A file of the project: its path from the root of the project, and its text. */
export interface Source {
  readonly path: string;
  readonly text: string;
}

/** What a rule finds wrong with one file: where, and what. */
export type Finding = string;

const root = fileURLToPath(new URL("../..", import.meta.url));
const folders = ["adapters", "bin", "harness", "reports", "scripts", "suites", "test"];

/** Every file that a person wrote as code. */
export const sources: readonly Source[] = folders
  .flatMap(filesOf)
  .filter((path) => /\.(ts|mjs)$/.test(path))
  .map((path) => ({ path, text: read(path) }));

export function read(path: string): string {
  return readFileSync(posix.join(root, path), "utf8");
}

function filesOf(folder: string): readonly string[] {
  const entries = readdirSync(root, { withFileTypes: true });
  if (!entries.some(({ name }) => name === folder)) return [];
  return readdirSync(posix.join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => posix.relative(root, posix.join(entry.parentPath, entry.name)));
}

/** The text with its comments blanked, so that prose is not taken for code; lines stay where they are. */
export function codeOf({ text }: Source): string {
  return text.replaceAll(/^\s*(\/\*[\s\S]*?\*\/|\/\/.*)/gm, (comment) =>
    comment.replaceAll(/[^\n]/g, " "),
  );
}

/** What a file imports: a path from the root of the project, or the name of a package or of a `node:` module. */
export function importsOf(source: Source): readonly string[] {
  return importsIn(source, codeOf(source));
}

/** The same without those of types alone, which nothing loads. */
export function loadsOf(source: Source): readonly string[] {
  return importsIn(source, codeOf(source).replaceAll(/\bimport type\b[^;]*;/g, ""));
}

function importsIn(source: Source, code: string): readonly string[] {
  const found = code.matchAll(/\b(?:from|import)\s*\(?\s*"([\w@./:-]+)"/g);
  return [...found].flatMap(([, specifier]) => {
    if (specifier === undefined) return [];
    return specifier.startsWith(".")
      ? posix.join(posix.dirname(source.path), specifier)
      : specifier;
  });
}

/** `path:line` of a match in the text of a file. */
export function placeOf({ path, text }: Source, index: number): string {
  return `${path}:${text.slice(0, index).split("\n").length}`;
}
