import type { diskOps } from "../../language/ops/disk.ts";
import type { Path } from "../../language/path.ts";
import type { Place } from "../../language/step.ts";
import { bits, shutdownFlags } from "../constants.ts";
import { type Context, fdOf, plain } from "../context.ts";
import { makeFilesystem, shutDown } from "../disk.ts";
import { mountLoop, refreshLoopSize } from "../loop.ts";
import { mountFlags } from "../mount-constants.ts";
import { done } from "../outcome.ts";
import { directoryOf } from "../place.ts";
import type { Performers } from "./op.ts";

/** Programs and devices are at home only, so the paths have to be those from there. */
function fromHome({ layers, standpoint }: Context, place: Place): (path: Path) => string {
  standpoint.home();
  return (path) => `${directoryOf(layers, place)}/${plain(path)}`;
}

export const diskPerformers: Performers<keyof typeof diskOps> = {
  mkfs(context, { path, type, features = [] }, place) {
    const failure = makeFilesystem(fromHome(context, place)(path), type, features);
    if (failure !== undefined) throw new Error(`Cannot make a filesystem: ${failure}`);
    return done(0);
  },
  mount_loop(context, { image, target, type, flags }, place) {
    const at = fromHome(context, place);
    return done(mountLoop(at(image), at(target), type, bits(mountFlags, flags)));
  },
  loop_set_capacity: (context, { path }, place) =>
    done(refreshLoopSize(fromHome(context, place)(path), context.layers.root)),
  fs_shutdown(context, { slot, how }) {
    context.standpoint.home();
    return done(shutDown(fdOf(context, slot), bits(shutdownFlags, [how]), context.layers.root));
  },
};
