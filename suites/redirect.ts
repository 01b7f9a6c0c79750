import { suite } from "../harness/language/index.ts";
import { children } from "./redirect/children.ts";
import { cold } from "./redirect/cold.ts";
import { layers } from "./redirect/layers.ts";
import { moving } from "./redirect/moves.ts";
import { names } from "./redirect/names.ts";
import { refusal } from "./redirect/refusal.ts";
import { conflicts, redirects } from "./redirect/values.ts";

/** Directories of lower that are renamed: refused, or led to by the redirect in upper. */
export default suite("redirect", [
  ...children,
  ...refusal,
  ...names,
  ...moving,
  cold,
  ...redirects,
  ...conflicts,
  ...layers,
]);
