import type { verityOps } from "../../language/ops/verity.ts";
import { toBytes } from "../../observe/bytes.ts";
import { fdOf } from "../context.ts";
import { done, made } from "../outcome.ts";
import { enableVerity, measureVerity } from "../verity.ts";
import type { Performers } from "./op.ts";

export const verityPerformers: Performers<keyof typeof verityOps> = {
  enable_verity: (context, { slot }) => done(enableVerity(fdOf(context, slot))),
  measure_verity(context, { slot }) {
    const { result, algorithm, digest } = measureVerity(fdOf(context, slot));
    return made(result, () => ({ algorithm, digest: toBytes(digest) }));
  },
};
