import { suite } from "../harness/language/index.ts";
import { matrix } from "./open/matrix.ts";
import { places } from "./open/places.ts";

/** open(2): every access mode with every other flag, on whatever the path leads to. */
export default suite("open", [...matrix, ...places]);
