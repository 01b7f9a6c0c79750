/*
 * Executables that scenarios run from their layers: static ELF files of one segment, a few instructions each, so that
 * nothing has to be compiled and no interpreter has to be in the layer.
 */

/** Machine code: exit(0), a pause() for ever, exit(geteuid()), and open(argv[1], O_WRONLY) with a pause behind it. */
const code = {
  x64: {
    // xor edi, edi; mov eax, 60 (exit); syscall
    exit: "31ffb83c0000000f05",
    // mov eax, 34 (pause); syscall; jmp back
    pause: "b8220000000f05ebf7",
    // mov eax, 107 (geteuid); syscall; mov edi, eax; mov eax, 60 (exit); syscall
    euid: "b86b0000000f0589c7b83c0000000f05",
    // mov rdi, [rsp+16]; mov esi, 1; mov eax, 2 (open); syscall; then as pause
    open: "488b7c2410be01000000b8020000000f05b8220000000f05ebf7",
  },
  arm64: {
    // mov x0, #0; mov x8, #93 (exit); svc #0
    exit: "000080d2a80b80d2010000d4",
    // mov x0..x4, #0; mov x8, #73 (ppoll with nothing to wait for); svc #0; b back
    pause: "000080d2010080d2020080d2030080d2040080d2280980d2010000d4f9ffff17",
    // mov x8, #175 (geteuid); svc #0; mov x8, #93 (exit); svc #0
    euid: "e81580d2010000d4a80b80d2010000d4",
    // mov x0, #-100 (AT_FDCWD); ldr x1, [sp, #16]; mov x2, #1; mov x8, #56 (openat); svc #0; then as pause
    open:
      "600c8092e10b40f9220080d2080780d2010000d4" +
      "000080d2010080d2020080d2030080d2040080d2280980d2010000d4f9ffff17",
  },
} as const;

const machine = { x64: 62, arm64: 183 } as const;

const loadAddress = 0x400000;
const headerSize = 64 + 56;

/** ELF64 header and one PT_LOAD program header. Source: elf(5). */
function elf(arch: keyof typeof code, program: keyof (typeof code)[keyof typeof code]): Buffer {
  const text = Buffer.from(code[arch][program], "hex");
  const file = Buffer.alloc(headerSize + text.length);
  file.write("\x7fELF\x02\x01\x01", 0, "latin1");
  file.writeUInt16LE(2, 16); // ET_EXEC
  file.writeUInt16LE(machine[arch], 18);
  file.writeUInt32LE(1, 20);
  file.writeBigUInt64LE(BigInt(loadAddress + headerSize), 24);
  file.writeBigUInt64LE(64n, 32);
  file.writeUInt16LE(64, 52);
  file.writeUInt16LE(56, 54);
  file.writeUInt16LE(1, 56);
  file.writeUInt32LE(1, 64); // PT_LOAD
  file.writeUInt32LE(5, 68); // readable, executable
  file.writeBigUInt64LE(BigInt(loadAddress), 80);
  file.writeBigUInt64LE(BigInt(loadAddress), 88);
  file.writeBigUInt64LE(BigInt(file.length), 96);
  file.writeBigUInt64LE(BigInt(file.length), 104);
  file.writeBigUInt64LE(0x1000n, 112);
  text.copy(file, headerSize);
  return file;
}

const arch = process.arch === "arm64" ? "arm64" : "x64";

export const programs = {
  exit: elf(arch, "exit"),
  pause: elf(arch, "pause"),
  euid: elf(arch, "euid"),
  open: elf(arch, "open"),
};
