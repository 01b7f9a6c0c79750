import { suite } from "../harness/language/index.ts";
import { commits } from "./multi-layer/commits.ts";
import { contents } from "./multi-layer/contents.ts";
import { depth } from "./multi-layer/depth.ts";
import { hiding } from "./multi-layer/hiding.ts";
import { priority } from "./multi-layer/priority.ts";
import { rotation } from "./multi-layer/rotation.ts";

/** Three lowers, ten that came one after the other, and five hundred. */
export default suite("multi-layer", [
  ...priority,
  ...hiding,
  ...contents,
  ...commits,
  ...depth,
  ...rotation,
]);
