import type { AdapterOptions } from "../run/registry.ts";
import { UsageError } from "./usage.ts";

/** The options that are meant for one adapter: `K=V` is for all of them, `NAME:K=V` for one. */
export function optionsFor(
  label: string,
  labels: readonly string[],
  given: readonly string[],
): AdapterOptions {
  return Object.fromEntries(
    given.flatMap((text) => {
      const { owner, key, value } = parse(text, labels);
      return owner === undefined || owner === label ? [[key, value]] : [];
    }),
  );
}

function parse(text: string, labels: readonly string[]) {
  const owner = labels.find((label) => text.startsWith(`${label}:`));
  const rest = owner === undefined ? text : text.slice(owner.length + 1);
  const at = rest.indexOf("=");
  if (at < 1) throw new UsageError(`flag "--adapter-option" needs K=V, not "${text}"`);
  return { owner, key: rest.slice(0, at), value: rest.slice(at + 1) };
}
