import { fileURLToPath } from "node:url";
import type { RemoteAdapter } from "../adapter.ts";

const relay = fileURLToPath(new URL("./relay.js", import.meta.url));

/** The overlay of a machine of the Vagrantfile, over one ssh connection. README.md lists its options. */
const vagrant: RemoteAdapter = {
  name: "vagrant",
  kind: "remote",
  linux: true,
  variant: "machine",
  command: (options) => [
    process.execPath,
    relay,
    ...Object.entries(options).map(([name, value]) => `--option=${name}=${value}`),
  ],
};

export default vagrant;
