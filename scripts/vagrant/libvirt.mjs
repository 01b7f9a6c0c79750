// A libvirtd of our own: nothing of the host's is read or changed, and it ends with us.
import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { watch } from "node:fs";
import { execa } from "execa";
import { $ } from "zx";

/** Where it keeps things: covered in this mount namespace. */
const places = [
  "/etc/libvirt",
  "/run/libvirt",
  "/var/lib/libvirt",
  "/var/cache/libvirt",
  "/var/log/libvirt",
];

/** Guests are ours and run as we do; there is no other program to write their logs, and no systemd to make groups. */
const qemuConfiguration = [
  'user = "root"',
  'group = "root"',
  'security_driver = "none"',
  'stdio_handler = "file"',
  "remember_owner = 0",
  "namespaces = []",
  "cgroup_controllers = []",
];

const deadlineMs = 120_000;

/** @param {string} scratch */
export async function startLibvirt(scratch) {
  const quiet = $({ quiet: true });
  await quiet`ip link set lo up`;
  for (const place of places) {
    const own = join(scratch, "libvirt", place);
    await mkdir(own, { recursive: true });
    await mkdir(place, { recursive: true });
    await quiet`mount --bind ${own} ${place}`;
  }
  await writeFile("/etc/libvirt/qemu.conf", `${qemuConfiguration.join("\n")}\n`);
  const child = execa("libvirtd", [], { stdout: "ignore", stderr: "inherit", reject: false });
  await Promise.race([
    appears("/run/libvirt", "libvirt-sock"),
    child.then(({ shortMessage }) => {
      throw new Error(`libvirtd ended: ${shortMessage}`);
    }),
  ]);
  return {
    async end() {
      child.kill("SIGTERM");
      await child;
    },
  };
}

/**
 * @param {string} directory
 * @param {string} name
 */
async function appears(directory, name) {
  const place = join(directory, name);
  const watcher = watch(directory, { signal: AbortSignal.timeout(deadlineMs) });
  await new Promise((resolve, reject) => {
    const look = () => existsSync(place) && resolve(undefined);
    watcher.on("change", look);
    watcher.on("error", reject);
    watcher.on("close", () =>
      reject(new Error(`"${place}" did not appear within ${deadlineMs} ms`)),
    );
    look();
  });
  watcher.close();
}
