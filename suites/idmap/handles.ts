import {
  appendFile,
  as,
  fstat,
  gives,
  nameToHandleAt,
  openByHandleAt,
} from "../../harness/language/index.ts";
import type { Feature } from "../../harness/language/feature.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { overlay, writable } from "../by-hand.ts";
import { lower, user } from "./scene.ts";

const needs: readonly Feature[] = ["idmapped_mounts", "uids", "handles", "nfs_export"];

export const mappedHandles: readonly WrittenScenario[] = [
  {
    title: "handles of files of a mapped lower lead to them with the owners that its mount shows",
    cites: ["idmapped-mounts/3", "nfs-export/4", "measured/33"],
    peers: ["selftest idmapped_mounts"],
    needs,
    lowers: [],
    mount: "none",
    steps: [
      lower,
      overlay(writable("/low", "nfs_export=on,index=on")),
      nameToHandleAt("/zero", "zero"),
      nameToHandleAt("/d/f", "f"),
      as(user, appendFile("/d/f", "+")),
      openByHandleAt("/", "zero", "r", ["O_RDONLY"]),
      fstat("r", gives({ uid: 1000, gid: 1000, mode: 0o600 })),
      openByHandleAt("/", "f", "r", ["O_RDONLY"]),
      fstat("r", gives({ uid: 1000, gid: 1000, size: 2 })),
    ],
  },
];
