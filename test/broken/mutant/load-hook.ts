import type { InitializeHook, LoadHook } from "node:module";
import { type Mutation, compiled, mutate } from "./mutation.ts";

/* Changes a line of one module while it is loaded. Node runs this in a thread of its own. */

let mutation: Mutation | undefined;

export const initialize: InitializeHook<Mutation> = (data) => {
  mutation = data;
};

export const load: LoadHook = async (url, context, nextLoad) => {
  const loaded = await nextLoad(url, context);
  if (mutation === undefined || url !== compiled(mutation).href) return loaded;
  return { ...loaded, source: mutate(String(loaded.source), mutation) };
};
