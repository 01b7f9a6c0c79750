import { ports } from "./init.ts";

/** How the processor of the guest is made. */
export type Accelerator = "kvm" | "tcg";

export const qemuProgram = "qemu-system-x86_64";

/** Mebibytes. Node and the files of the guest take half of it. */
export const guestMemory = 512;

/** Descriptors of QEMU, beside its standard streams, which are the agent's. */
export const descriptors = { control: 3, clock: 4, console: 5 } as const;

/** Files in the directory that QEMU runs in. */
export const files = { memory: "memory", state: "state", initramfs: "initramfs" } as const;

/** Nothing but warnings and worse reaches the console: a line of it costs milliseconds. */
const kernelParameters = [
  "console=ttyS0",
  "loglevel=5",
  "panic=-1",
  "mitigations=off",
  "nokaslr",
  "no_timer_check",
  "tsc=reliable",
  "random.trust_cpu=on",
  "cryptomgr.notests=1",
  "init_on_alloc=0",
  "ipv6.disable=1",
  "lsm=",
];

const processors: Readonly<Record<Accelerator, readonly string[]>> = {
  kvm: ["-accel", "kvm", "-cpu", "host"],
  tcg: ["-accel", "tcg,thread=multi,tb-size=128", "-cpu", "max"],
};

/** What every start of a machine has in common: a state fits only the machine that it was taken from. */
export function machineArguments(accelerator: Accelerator): readonly string[] {
  const socket = (id: string, fd: number): string => `socket,id=${id},fd=${fd}`;
  return [
    ...processors[accelerator],
    "-M",
    "q35,memory-backend=memory",
    "-m",
    `${guestMemory}`,
    "-nodefaults",
    "-no-user-config",
    "-display",
    "none",
    "-no-reboot",
    "-chardev",
    "stdio,id=agent,signal=off",
    "-device",
    "virtio-serial-pci",
    "-device",
    `virtserialport,chardev=agent,nr=${ports.agent},name=agent`,
    "-chardev",
    socket("clock", descriptors.clock),
    "-device",
    `virtserialport,chardev=clock,nr=${ports.clock},name=clock`,
    "-chardev",
    socket("console", descriptors.console),
    "-serial",
    "chardev:console",
    "-chardev",
    socket("control", descriptors.control),
    "-mon",
    "control,mode=control",
  ];
}

/** Boots; the memory is a file that stays. */
export function bootArguments(accelerator: Accelerator, kernel: string): readonly string[] {
  return [
    ...machineArguments(accelerator),
    "-object",
    memory("on"),
    "-kernel",
    kernel,
    "-initrd",
    files.initramfs,
    "-append",
    kernelParameters.join(" "),
  ];
}

/** Goes on from a state; what the guest writes stays its own. */
export function restoreArguments(accelerator: Accelerator): readonly string[] {
  return [...machineArguments(accelerator), "-object", memory("off"), "-incoming", "defer"];
}

function memory(share: "on" | "off"): string {
  return `memory-backend-file,id=memory,size=${guestMemory}M,mem-path=${files.memory},share=${share}`;
}
