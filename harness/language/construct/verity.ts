import { type Constructor, make } from "./make.ts";

/* fs-verity. */

export const enableVerity: Constructor<"enable_verity", [slot: string]> = make("enable_verity");
export const measureVerity: Constructor<"measure_verity", [slot: string]> = make("measure_verity");
