import { suite } from "../harness/language/index.ts";
import { apart } from "./xino/apart.ts";
import { composed, more } from "./xino/composed.ts";
import { nested } from "./xino/nested.ts";

/** Numbers of inodes where the layers are on several filesystems: composed by xino, or apart by device. */
export default suite("xino", [...composed, ...more, ...apart, ...nested]);
