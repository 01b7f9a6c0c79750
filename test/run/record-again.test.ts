import { cp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { isSameKernel } from "../../harness/run/recording/earlier.ts";
import type { Recording } from "../../harness/run/recording/shape.ts";
import { isWhole } from "../part.ts";
import { conformance, directoryWith } from "../cli/command.ts";

const areas = ["opaque", "whiteout"];
const name = "linux-6.0";

/** Files of a recording by name. */
async function filesOf(root: string): Promise<Readonly<Record<string, string>>> {
  const names = (await readdir(join(root, name))).toSorted();
  const texts = names.map(async (each) => [each, await readFile(join(root, name, each), "utf8")]);
  return Object.fromEntries((await Promise.all(texts)) as [string, string][]);
}

async function change(root: string, file: string, how: (text: string) => string): Promise<void> {
  const path = join(root, name, file);
  const text = await readFile(path, "utf8");
  const changed = how(text);
  expect(changed).not.toBe(text);
  await writeFile(path, changed);
}

const record = async (root: string, ...more: readonly string[]) =>
  conformance(["record", `--as=${name}`, `--into=${root}`, ...more]);

test.runIf(isWhole && process.getuid?.() === 0)(
  "recording what is stale or missing gives what recording everything gives",
  { timeout: 120_000 },
  async () => {
    await using whole = await directoryWith({});
    await using part = await directoryWith({});
    const first = await record(whole.path, `--suite=${areas.join(",")}`);
    expect(first).toMatchObject({ exitCode: 0 });
    const expected = await filesOf(whole.path);
    expect(Object.keys(expected)).toEqual(["opaque.json", "recording.json", "whiteout.json"]);

    await cp(whole.path, part.path, { recursive: true });
    // One that does something else by now, one that is not there, and a whole area.
    const lines = (text: string): string[] => text.split("\n");
    await change(part.path, "opaque.json", (text) => text.replace(/"hash":"\w{4}/, '"hash":"0000'));
    await change(part.path, "opaque.json", (text) => lines(text).toSpliced(2, 1).join("\n"));
    await rm(join(part.path, name, "whiteout.json"));
    const again = await record(part.path, `--suite=${areas.join(",")}`);
    expect(again).toMatchObject({ exitCode: 0 });
    const count = lines(expected["whiteout.json"] ?? "").length - 3;
    expect(again.stdout).toContain(`, ${count + 2} recorded;`);
    expect(await filesOf(part.path)).toEqual(expected);

    const all = await record(part.path, `--suite=${areas.join(",")}`, "--all");
    expect(all.stdout).toContain(" 0 scenarios kept");
    expect(await filesOf(part.path)).toEqual(expected);

    const other = await record(part.path, "--suite=opaque");
    expect(other.stdout).toContain(" 0 recorded");
    expect(await filesOf(part.path)).toEqual(expected);

    // What another kernel did is not kept, and a part of it not mixed with this one's.
    await change(part.path, "recording.json", (text) =>
      text.replace(/"version": "/, '"version": "x'),
    );
    const refused = await record(part.path, "--suite=opaque");
    expect(refused).toMatchObject({ exitCode: 2 });
    expect(refused.stderr).toContain(`${name} is of another kernel by now`);
  },
);

const head: Recording = {
  schema: 2,
  name,
  version: "6.0.1",
  privilege: "root",
  features: { index: true, acl: true },
  lacks: {},
  details: { "upper filesystem": "tmpfs" },
};

test("a recording is of the same kernel while nothing is changed that transcripts depend on", () => {
  expect(isSameKernel(head, structuredClone(head))).toBe(true);
  expect(isSameKernel(head, { ...head, features: { ...head.features, reflink: false } })).toBe(
    true,
  );
  const others: readonly Partial<Recording>[] = [
    { version: "6.0.2" },
    { details: { "upper filesystem": "ext4" } },
    { features: { index: false, acl: true } },
    { features: { index: true } },
    // Transcripts tell what each mount can do.
    { features: { ...head.features, metacopy: false } },
  ];
  for (const other of others) expect(isSameKernel(head, { ...head, ...other })).toBe(false);
});
