import { bytes } from "../content.ts";
import { integer, slot } from "../kind.ts";
import { record } from "../record.ts";
import { changing, nothing, op } from "./op.ts";

/** fs-verity: files of a layer that cannot change any more. Overlay has no such ioctl of its own. */
export const verityOps = {
  /** FS_IOC_ENABLE_VERITY with SHA-256, blocks of 4096 bytes and no salt. Nobody may have the file open for writing. */
  enable_verity: op({ slot }, nothing, changing),
  /** FS_IOC_MEASURE_VERITY: the digest, by the number of its algorithm; 1 is SHA-256 */
  measure_verity: op({ slot }, record({ algorithm: integer, digest: bytes })),
} as const;
