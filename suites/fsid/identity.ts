import { chmod } from "../../harness/language/index.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { unmounted } from "../by-hand.ts";
import {
  type Row,
  apart,
  asUpper,
  marked,
  mountWith,
  noMark,
  own,
  told,
  upperFirst,
} from "./row.ts";

/** Which identity an overlay shows, and what it keeps of it. */
const rows: readonly Row[] = [
  ...(["null", "off"] as const).map((uuid) => ({
    title: `uuid=${uuid} shows the fsid of upper and keeps nothing`,
    cites: [`uuid-and-fsid/${uuid === "null" ? 1 : 2}`],
    steps: [upperFirst, mountWith(uuid), asUpper, noMark, unmounted(), mountWith(uuid), asUpper],
  })),
  {
    title: "uuid=on shows an fsid of its own and keeps it",
    cites: ["uuid-and-fsid/3"],
    steps: [
      upperFirst,
      mountWith("on"),
      apart,
      own,
      marked,
      unmounted(),
      mountWith("on"),
      own,
      marked,
    ],
  },
  {
    title: "a new overlay gets an identity by default",
    cites: ["uuid-and-fsid/4"],
    steps: [
      upperFirst,
      mountWith("auto"),
      apart,
      own,
      marked,
      unmounted(),
      mountWith("auto"),
      own,
      marked,
    ],
  },
  {
    title: "an upper that was used without an identity gets none by default",
    cites: ["uuid-and-fsid/4"],
    steps: [
      upperFirst,
      mountWith("null"),
      chmod("/f", 0o600),
      unmounted(),
      mountWith("auto"),
      asUpper,
      noMark,
    ],
  },
  {
    title: "an upper that was used without an identity gets one when it is asked for",
    cites: ["uuid-and-fsid/3"],
    steps: [
      upperFirst,
      mountWith("null"),
      chmod("/f", 0o600),
      unmounted(),
      mountWith("on"),
      apart,
      own,
      marked,
      unmounted(),
      mountWith("auto"),
      own,
    ],
  },
];

export const identity: readonly WrittenScenario[] = told(rows);
