import { readFile } from "node:fs/promises";
import { type KnownFailure, KnownFailuresError, parseKnownFailures } from "./known-failures.ts";

/**
 * The known failures of an adapter; none where the file does not exist.
 *
 * @param ids of all scenarios, selected or not
 * @throws KnownFailuresError where the file cannot be read or is not right
 */
export async function loadKnownFailures(
  file: string,
  ids: ReadonlySet<string>,
): Promise<readonly KnownFailure[]> {
  let json: string;
  try {
    json = await readFile(file, "utf8");
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    if (code === "ENOENT") return [];
    throw new KnownFailuresError(file, [{ at: "", message }]);
  }
  return parseKnownFailures(json, file, ids);
}
