import { fileURLToPath } from "node:url";
import type { RemoteAdapter } from "../adapter.ts";

const relay = fileURLToPath(new URL("./relay.js", import.meta.url));

/** The overlay of another kernel, in a virtual machine. README.md lists its options. */
const vm: RemoteAdapter = {
  name: "vm",
  kind: "remote",
  linux: true,
  command: (options) => [
    process.execPath,
    relay,
    ...Object.entries(options).map(([name, value]) => `--option=${name}=${value}`),
  ],
};

export default vm;
