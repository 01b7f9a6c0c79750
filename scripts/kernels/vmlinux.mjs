// Cuts the kernel proper out of a bzImage: loaded directly, it need not unpack itself, which takes an emulated machine
// ten seconds and more.
import { readFile, writeFile } from "node:fs/promises";
import { $ } from "zx";

/** How a payload begins, and what unpacks it. All but xz and gzip end with four bytes of size that are no part of it. */
const packings = [
  { magic: "28b52ffd", command: ["zstd", "-dcq"], package: "zstd" },
  { magic: "fd377a58", command: ["xz", "-dc", "--single-stream"], package: "xz-utils" },
  { magic: "1f8b", command: ["gzip", "-dc"], package: "gzip" },
  { magic: "0221", command: ["lz4", "-dc"], package: "lz4" },
  { magic: "5d00", command: ["xz", "--format=lzma", "-dc"], package: "xz-utils" },
];

/**
 * Source of the offsets: Documentation/arch/x86/boot.rst, setup_sects, payload_offset and payload_length.
 * @param {string} image
 * @param {string} target
 */
export async function extractVmlinux(image, target) {
  const b = await readFile(image);
  if (b.toString("latin1", 0x202, 0x206) !== "HdrS") throw new Error(`"${image}" is no bzImage`);
  const start = ((b[0x1f1] || 4) + 1) * 512 + b.readUInt32LE(0x248);
  const payload = b.subarray(start, start + b.readUInt32LE(0x24c));
  const packing = packings.find(({ magic }) => payload.toString("hex", 0, 8).startsWith(magic));
  if (packing === undefined)
    throw new Error(`"${image}" is packed in an unknown way: ${payload.toString("hex", 0, 6)}`);
  const input = payload.subarray(0, payload.length - 4);
  const { exitCode, stderr } = await unpack(packing.command, input, target);
  const kernel = await readFile(target);
  if (kernel.toString("latin1", 1, 4) !== "ELF") {
    const cause = exitCode === 127 ? `install it: apt-get install ${packing.package}` : stderr;
    throw new Error(`"${packing.command[0]}" did not unpack "${image}": ${cause}`);
  }
}

/**
 * What is behind the packed bytes is no fault of theirs: only the result tells.
 * @param {readonly string[]} command
 * @param {Buffer} input
 * @param {string} target
 */
async function unpack(command, input, target) {
  return $({ input, quiet: true, nothrow: true })`${command} > ${target}`;
}

/**
 * A module as insmod takes it.
 * @param {string} file
 * @param {string} target
 */
export async function unpackModule(file, target) {
  const command = { xz: ["xz", "-dc"], zst: ["zstd", "-dcq"], gz: ["gzip", "-dc"] }[
    file.split(".").at(-1) ?? ""
  ];
  const input = await readFile(file);
  if (command === undefined) await writeFile(target, input);
  else await unpack(command, input, target);
}
