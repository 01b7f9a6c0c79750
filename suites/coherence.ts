import { suite } from "../harness/language/index.ts";
import { descriptors } from "./coherence/descriptors.ts";
import { mappings } from "./coherence/mappings.ts";
import { programs } from "./coherence/programs.ts";
import { reading } from "./coherence/reading.ts";

/** What descriptors, mappings and running programs of a file see of its copy-up. */
export default suite("coherence", [...descriptors, ...mappings, ...programs, ...reading]);
