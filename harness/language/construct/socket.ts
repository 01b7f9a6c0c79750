import type { Path } from "../path.ts";
import { type Constructor, make } from "./make.ts";

/* Sockets with names. */

export const socket: Constructor<"socket", [slot: string]> = make("socket");
export const bind: Constructor<"bind", [slot: string, path: Path]> = make("bind");
export const listen: Constructor<"listen", [slot: string]> = make("listen");
export const connect: Constructor<"connect", [slot: string, path: Path]> = make("connect");
export const accept: Constructor<"accept", [slot: string, into: string]> = make("accept");
