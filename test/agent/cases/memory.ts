import {
  fails,
  fstat,
  gives,
  load,
  mapinfo,
  mmap,
  msync,
  munmap,
  open,
  readFile,
  same,
  store,
} from "../../../harness/language/index.ts";
import { cases } from "./case.ts";

const shared = ["MAP_SHARED"] as const;
const readWrite = ["PROT_READ", "PROT_WRITE"] as const;

export const memoryCases = cases("memory", [
  [
    "a shared store reaches the file",
    [
      open("f", "/f", ["O_RDWR"]),
      mmap("m", "f", 4096, readWrite, shared),
      load("m", 0, 5, gives("lower")),
      store("m", 0, "LOW"),
      msync("m", ["MS_SYNC"]),
      munmap("m"),
      readFile("/f", gives("LOWer")),
    ],
  ],
  [
    "a mapping shows its file, until it is gone",
    [
      open("f", "/f", ["O_RDONLY"]),
      mmap("m", "f", 4096, ["PROT_READ"], shared),
      fstat("f", gives({ dev: same("dev"), ino: same("ino") })),
      mapinfo("m", gives({ dev: same("dev"), ino: same("ino") })),
      munmap("m"),
      mapinfo("m", fails("EFAULT")),
    ],
  ],
  [
    "a private store stays private",
    [
      open("f", "/f", ["O_RDONLY"]),
      mmap("m", "f", 4096, readWrite, ["MAP_PRIVATE"]),
      store("m", 0, "LOW"),
      load("m", 0, 5, gives("LOWer")),
      readFile("/f", gives("lower")),
    ],
  ],
  [
    "a mapping ends with the page that the file ends in",
    [
      open("f", "/f", ["O_RDWR"]),
      mmap("m", "f", 8192, readWrite, shared),
      load("m", 4095, 1, gives({ hex: "00" })),
      load("m", 4096, 1, fails("EFAULT")),
      load("m", 4095, 2, fails("EFAULT")),
      store("m", 4096, "x", fails("EFAULT")),
      load("m", 8192, 1, fails("EFAULT")),
      load("m", -1, 1, fails("EFAULT")),
    ],
  ],
  [
    "a mapping allows what its protection does",
    [
      open("r", "/f", ["O_RDONLY"]),
      mmap("m", "r", 4096, readWrite, shared, fails("EACCES")),
      mmap("m", "r", 4096, ["PROT_READ"], shared),
      store("m", 0, "x", fails("EFAULT")),
      mmap("m", "r", 0, ["PROT_READ"], shared, fails("EINVAL")),
      mmap("m", "none", 4096, ["PROT_READ"], shared, fails("EBADF")),
    ],
  ],
  [
    "a mapping that is not there is the kernel's to judge",
    [load("m", 0, 1, fails("EFAULT")), msync("m", ["MS_SYNC"], fails("ENOMEM")), munmap("m")],
  ],
  [
    "a mapping with an offset begins there",
    [
      open("f", "/big", ["O_RDONLY"]),
      mmap("m", "f", 4096, ["PROT_READ"], shared, 4096),
      load("m", 0, 4, gives("6789")),
    ],
  ],
]);
