import { answered, host } from "./host.ts";

/** PATH_MAX */
const buffer = Buffer.alloc(4096);

/** The text of a link; of the one that `directory` itself refers to where there is no name. */
export function readLink(directory: number, name: string): string {
  const length = answered(host.readlinkat(directory, name, buffer, buffer.length));
  return buffer.toString("utf8", 0, length);
}
