// The command line in a process that stays, for cases that need none of their own: it answers what a start would give.
import { main } from "../../dist/harness/cli/main.js";

/** What is written from here on, until it is asked for. */
const written = { stdout: "", stderr: "" };
for (const name of /** @type {const} */ (["stdout", "stderr"])) {
  process[name].write = (/** @type {string | Uint8Array} */ chunk) => {
    written[name] += chunk.toString();
    return true;
  };
}

/** @param {{ args: string[], cwd: string }} asked */
async function answer({ args, cwd }) {
  Object.assign(written, { stdout: "", stderr: "" });
  process.chdir(cwd);
  const exitCode = await main(args).catch((/** @type {Error} */ error) => {
    written.stderr += error.stack;
    return 1;
  });
  process.send?.({ exitCode, ...written });
}

process.on("message", (/** @type {{ args: string[], cwd: string }} */ asked) => void answer(asked));
