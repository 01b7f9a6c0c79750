import { suite } from "../harness/language/index.ts";
import { extents } from "./special/extents.ts";
import { nodes } from "./special/nodes.ts";
import { programs } from "./special/programs.ts";
import { ranges } from "./special/ranges.ts";
import { rings } from "./special/rings.ts";
import { sockets } from "./special/sockets.ts";
import { symlinks } from "./special/symlinks.ts";

/** FIFOs, devices, sockets, links, programs, calls on ranges, and rings of requests. */
export default suite("special", [
  ...nodes,
  ...sockets,
  ...symlinks,
  ...programs,
  ...ranges,
  ...extents,
  ...rings,
]);
