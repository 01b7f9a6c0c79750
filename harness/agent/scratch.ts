import { calls } from "./calls.ts";
import { must } from "./place.ts";

/**
 * Mounts a tmpfs of the agent's own over a directory that every Linux has. The mount is in the agent's private
 * namespace: nobody else sees it, and it is gone with the namespace, however the agent ends. So nothing has to be made
 * on the host, and nothing can be left there.
 */
export function prepareScratch(directory: string): void {
  must(
    calls.mount("overlay-conformance", directory, "tmpfs", 0, null),
    `mount a tmpfs on "${directory}"`,
  );
}
