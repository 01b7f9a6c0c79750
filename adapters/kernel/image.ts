import { MountFailure } from "../adapter.ts";
import { tool } from "./disk.ts";

const ENOSYS = 38;

/** How to make a read-only image of a directory, keeping owners, devices and extended attributes. */
const recipes = {
  erofs: {
    make: (image: string, directory: string) => ["mkfs.erofs", "--quiet", image, directory],
    package: "erofs-utils",
  },
  squashfs: {
    make: (image: string, directory: string) => [
      "mksquashfs",
      directory,
      image,
      "-quiet",
      "-no-progress",
      "-noappend",
    ],
    package: "squashfs-tools",
  },
} as const;

export type ImageType = keyof typeof recipes;
export const imageTypes = Object.keys(recipes) as readonly ImageType[];

let count = 0;

/** Makes an image of a layer and mounts it over the layer. */
export async function sealAsImage(type: ImageType, layer: string, scratch: string): Promise<void> {
  count += 1;
  const image = `${scratch}/layer${count}.img`;
  const recipe = recipes[type];
  const failure =
    (await tool(recipe.make(image, layer), recipe.package)) ??
    (await tool(["mount", "-t", type, "-o", "loop,ro", image, layer], "mount"));
  if (failure === undefined) return;
  const { unavailable, remedy } = failure;
  throw new MountFailure(
    ENOSYS,
    unavailable,
    `no ${type} of this layer: ${unavailable}; ${remedy}`,
  );
}
