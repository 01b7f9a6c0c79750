import { mkdir, rm } from "node:fs/promises";
import type { Layers } from "../../adapters/adapter.ts";

/**
 * Copies the layers of a scenario to a directory, with their whiteouts and extended attributes as far as the user may
 * make them there. The agent must stand at home.
 */
export async function keepLayers(
  { lowers, upper, work }: Layers,
  directory: string,
): Promise<void> {
  // Only who keeps layers needs to start programs.
  const { execa } = await import("execa");
  await rm(directory, { recursive: true, force: true });
  await mkdir(directory, { recursive: true });
  // What cannot be copied is told on standard error by cp itself; the rest is there all the same.
  await execa("cp", ["-a", ...lowers, upper, work, directory], {
    reject: false,
    stdio: ["ignore", "ignore", "inherit"],
  });
}
