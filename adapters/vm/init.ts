/* The first program of the guest, for busybox: it makes the surroundings of the agent, and ends the guest with it. */

/** Where the agent and its packages are, in the guest. */
export const guestRoot = "/app";

/** Ports of the channel, by their numbers: the agent's own, and the one that sets the clock. */
export const ports = { agent: 1, clock: 2 } as const;

export const portDevice = (port: keyof typeof ports): string => `/dev/vport0p${ports[port]}`;

/**
 * @param modules to load, in order
 * @param agent the command of the agent, word by word
 */
export function initScript(modules: readonly string[], agent: readonly string[]): string {
  return [
    "#!/bin/busybox sh",
    "/bin/busybox --install -s /bin",
    "mount -t proc proc /proc",
    "mount -t sysfs sysfs /sys",
    "mount -t devtmpfs devtmpfs /dev",
    "mkdir -p /dev/shm /dev/pts",
    "mount -t tmpfs tmpfs /tmp",
    "ip link set lo up",
    ...modules.map((name) => `insmod /modules/${name}.ko`),
    // Ports appear when the driver has heard of them.
    `until [ -c ${portDevice("clock")} ]; do usleep 5000; done`,
    `cd ${guestRoot}`,
    "export PATH=/sbin:/bin HOME=/tmp",
    // Not in the place of this one: who waits for nothing but its end is not in the way of what the agent does.
    // A port opens only once.
    `${agent.map(quoted).join(" ")} 0<>${portDevice("agent")} 1>&0 2>/dev/ttyS0`,
    'echo "the agent ended with $?" >/dev/ttyS0',
    "reboot -f",
    "",
  ].join("\n");
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
