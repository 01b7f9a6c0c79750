import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { rolldown } from "rolldown";
import { agentCommand } from "../../../harness/run/launch.ts";
import { built } from "../../../harness/run/where.ts";
import { type Mutation, mutate } from "./mutation.ts";

/* The overlay in TypeScript with a mutation, in one file: an agent that loads it is there in no time. */

const overlay = built("adapters/overlay-ts");
const harness = built("harness");

/**
 * Writes the mutated overlay into a directory.
 * @returns the command line of an agent that it answers; its layers are in memory
 */
export async function mutantCommand(
  mutation: Mutation,
  directory: string,
  name: string,
): Promise<readonly string[]> {
  const path = join(directory, `${name}.js`);
  await writeFile(path, await bundle(mutation));
  return agentCommand({ module: pathToFileURL(path).href, mounted: false, options: {} });
}

/** What is not of the overlay is the agent's own: there may be one of it only. */
async function bundle(mutation: Mutation): Promise<string> {
  const mutated = join(overlay, `${mutation.file}.js`);
  const build = await rolldown({
    input: join(overlay, "adapter.js"),
    // Both are paths from a module of the overlay; a package is neither.
    external: (id) => id.includes("/harness/") || !/^[./]/.test(id),
    treeshake: false,
    plugins: [
      {
        name: "mutate",
        transform: (code, id) => (id === mutated ? mutate(code, mutation) : undefined),
      },
    ],
  });
  const { output } = await build.generate({ format: "esm" });
  await build.close();
  return output[0].code.replaceAll('"../../harness/', `"${harness}/`);
}
