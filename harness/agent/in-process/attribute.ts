import type { Path } from "../../language/path.ts";
import { byBytes } from "../../observe/order.ts";
import { toBytes } from "../../observe/bytes.ts";
import { bytesOf } from "../content.ts";
import { sentences } from "./absent.ts";
import { Lack, outcomeOf } from "./failure.ts";
import { typeOf, xattrNumber } from "./numbers.ts";
import type { Carriers, Carry, Scene } from "./scene.ts";

/* Extended attributes. The contract has one form of each call, which follows symbolic links. */

async function notLink({ world, place }: Scene, path: Path): Promise<void> {
  const { mode } = await world.method(place, "lstat")(world.path(place, path));
  if (typeOf(mode) === "symlink") throw new Lack(sentences.symlinkXattr);
}

function whole(size: number | undefined): void {
  if (size !== undefined) throw new Lack(sentences.sizedXattr);
}

const set: Carry<"setxattr"> = async ({ world, place }, { path, name, value, flags }) => {
  const target = world.path(place, path);
  const write = world.method(place, "setxattr");
  await write(target, world.xattr(name), bytesOf(value), xattrNumber(flags ?? []));
};

const get: Carry<"getxattr"> = async ({ world, place }, { path, name, size }) => {
  whole(size);
  const read = world.method(place, "getxattr");
  return toBytes(await read(world.path(place, path), world.xattr(name)));
};

const list: Carry<"listxattr"> = async ({ world, place }, { path, size }) => {
  whole(size);
  return (await world.method(place, "listxattr")(world.path(place, path))).toSorted(byBytes);
};

const remove: Carry<"removexattr"> = async ({ world, place }, { path, name }) => {
  await world.method(place, "removexattr")(world.path(place, path), world.xattr(name));
};

/** Marks in a layer are scaffolding: a library that cannot hold them is not at fault. */
const marked =
  <A extends { readonly name: string }>(carry: (scene: Scene, args: A) => unknown) =>
  async (scene: Scene, args: A): Promise<unknown> => {
    try {
      return await carry(scene, args);
    } catch (thrown) {
      const outcome = outcomeOf(thrown);
      const unheld = "errno" in outcome && outcome.errno === "EOPNOTSUPP";
      if (unheld && scene.place !== "merged" && args.name.startsWith("overlay:")) {
        throw new Lack(sentences.marks);
      }
      throw thrown;
    }
  };

const unfollowed =
  <A extends { readonly path: Path }>(carry: (scene: Scene, args: A) => unknown) =>
  async (scene: Scene, args: A): Promise<unknown> => {
    await notLink(scene, args.path);
    return carry(scene, args);
  };

export const attributeCarriers: Carriers = {
  setxattr: marked(set),
  lsetxattr: unfollowed(marked(set)),
  getxattr: marked(get),
  lgetxattr: unfollowed(marked(get)),
  listxattr: list,
  llistxattr: unfollowed(list),
  removexattr: marked(remove),
  lremovexattr: unfollowed(marked(remove)),
};
