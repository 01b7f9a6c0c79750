import { register } from "node:module";
import type { Adapter } from "../../../adapters/adapter.ts";
import type { Mutation } from "./mutation.ts";

/*
 * The overlay in TypeScript with one mutation, which the URL of this module says. Nothing of the overlay may be loaded
 * before the hook is there.
 */

const data = JSON.parse(
  new URL(import.meta.url).searchParams.get("mutation") ?? "",
) as Mutation;
register("./load-hook.js", { parentURL: import.meta.url, data });
const { default: adapter } = (await import("../../../adapters/overlay-ts/adapter.ts")) as {
  default: Adapter;
};

export default adapter;
