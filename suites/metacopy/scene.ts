import { file, is } from "../../harness/language/index.ts";
import type { HexContent } from "../../harness/language/content.ts";
import type { MountSpec } from "../../harness/language/scenario.ts";
import type { Attributes, FileNode } from "../../harness/language/tree.ts";

export const data = "the data of lower";

/** What upper has in place of data that stayed in lower: as many bytes, and not one of them written. */
export const hole = (size: number = data.length): HexContent => ({ hex: "00".repeat(size) });

export const metacopy: MountSpec = { metacopy: "on" };
export const lowers = [file("/f", data)];

/** A file of upper whose data is in lower. */
export const shell = (attributes: Attributes = {}, size: number = data.length): FileNode =>
  is.file(hole(size), { ...attributes, marks: { metacopy: "", ...attributes.marks } });
