import { suite } from "../harness/language/index.ts";
import { asking } from "./copy-up-trigger/asking.ts";
import { attributes } from "./copy-up-trigger/attributes.ts";
import { names } from "./copy-up-trigger/names.ts";
import { scenarios } from "./copy-up-trigger/row.ts";

/** What makes an object of lower appear in upper, and what does not. */
export default suite("copy-up-trigger", [...scenarios([...asking, ...attributes, ...names])]);
