import { suite } from "../harness/language/index.ts";
import { asking } from "./copy-up-trigger/asking.ts";
import { attributes } from "./copy-up-trigger/attributes.ts";
import { copies } from "./copy-up-trigger/copies.ts";
import { data } from "./copy-up-trigger/data.ts";
import { denied } from "./copy-up-trigger/denied.ts";
import { inside } from "./copy-up-trigger/inside.ts";
import { keeping } from "./copy-up-trigger/keeping.ts";
import { names } from "./copy-up-trigger/names.ts";
import { opening } from "./copy-up-trigger/opening.ts";
import { scenarios } from "./copy-up-trigger/row.ts";

/** What makes an object of lower appear in upper, and what does not. */
export default suite("copy-up-trigger", [
  ...scenarios([...asking, ...attributes, ...names, ...opening, ...data]),
  ...inside,
  ...denied,
  ...copies,
  ...keeping,
]);
