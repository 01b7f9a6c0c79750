import {
  appendFile,
  close,
  dir,
  file,
  is,
  open,
  symlink,
  unlink,
  write,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { Children } from "../../harness/language/tree.ts";

/** The names that the walkthrough lists in the image, server.js apart. */
export const directories =
  "bin dev etc home lib media mnt opt proc root run sbin srv sys tmp usr var".split(" ");

export const image: readonly Steps[] = [
  directories.map((name) => dir(`/${name}`)),
  file("/server.js", "require('http')\n"),
  file("/etc/localtime", "TZif2 UTC\nUTC0\n"),
];

/** What the engine prepares in every container: `docker diff` takes it for part of the image. */
export const prepared: readonly Steps[] = [
  dir("/dev"),
  dir("/etc"),
  ["hostname", "hosts", "resolv.conf"].map((name) => file(`/etc/${name}`, "", 0o755)),
  symlink("/proc/mounts", "/etc/mtab"),
];

export const layers = { lowers: [prepared, image] };

export const hello = "hi there\n";
export const greetings = "Greetings really cool class\n";
export const goodbye = "I am getting ready to go\n";

const copyIn = (path: string, text: string): readonly Steps[] => [
  open("w", path, ["O_WRONLY", "O_CREAT", "O_EXCL"], 0o644),
  write("w", text),
  close("w"),
];

export const copyHello = copyIn("/hello.txt", hello);
export const greet = appendFile("/hello.txt", greetings);
export const leaveHistory = copyIn("/root/.ash_history", "cat /hello.txt\n");
export const copyGoodbye = copyIn("/etc/goodbye.txt", goodbye);
export const removeLocaltime = unlink("/etc/localtime");

const empty = is.file("", { mode: 0o755 });
export const etcWithoutLocaltime: Children = {
  hostname: empty,
  hosts: empty,
  mtab: is.symlink("/proc/mounts"),
  "resolv.conf": empty,
};
export const etc: Children = { ...etcWithoutLocaltime, localtime: "TZif2 UTC\nUTC0\n" };

/** The root of the container, where these names are not as they were in the image. */
export const running = (changed: Children = {}): Children => ({
  ...Object.fromEntries(directories.map((name) => [name, {}])),
  etc,
  "server.js": "require('http')\n",
  ...changed,
});
