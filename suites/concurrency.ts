import { suite } from "../harness/language/index.ts";
import { copyUp } from "./concurrency/copy-up.ts";
import { crowds } from "./concurrency/crowds.ts";
import { layers } from "./concurrency/layers.ts";
import { names } from "./concurrency/names.ts";

/** Lanes that run at the same time: what comes of them is what comes of some order of theirs. */
export default suite("concurrency", [...copyUp, ...names, ...layers, ...crowds]);
