import {
  dir,
  fails,
  file,
  fsconfig,
  fsmount,
  fsopen,
  gives,
  list,
  mkdir,
  mknod,
  mount,
  moveMount,
  open,
  succeeds,
  unlink,
  whiteout,
  writeFile,
} from "../../harness/language/index.ts";
import type { Steps } from "../../harness/language/construct/modifiers.ts";
import type { Expectation } from "../../harness/language/expectation.ts";
import type { Feature } from "../../harness/language/feature.ts";
import type { WrittenScenario } from "../../harness/language/scenario.ts";
import { inRoot, overlay } from "../by-hand.ts";

const start: Steps = inRoot(fsopen("fs", "overlay"));
const add = (layer: number, want: Expectation<null> = succeeds): Steps =>
  inRoot(fsconfig("fs", "FSCONFIG_SET_STRING", "lowerdir+", `/l${layer}`, want));
/** The same by a descriptor of the layer. */
const give = (layer: number, want: Expectation<null> = succeeds): Steps =>
  inRoot(
    open("layer", `/l${layer}`, ["O_PATH", "O_DIRECTORY"]),
    fsconfig("fs", "FSCONFIG_SET_FD", "lowerdir+", { fd: "layer" }, want),
  );
const attach: Steps = inRoot(
  fsconfig("fs", "FSCONFIG_CMD_CREATE"),
  fsmount("fs", "mnt"),
  moveMount("mnt", "/merged", ["MOVE_MOUNT_F_EMPTY_PATH"]),
);
const count = (n: number): readonly number[] => Array.from({ length: n }, (_, index) => index);
const needs: readonly Feature[] = ["fsconfig", "layer_by_layer"];

/** Very many lowers, made and mounted one by one. */
export const depth: readonly WrittenScenario[] = [
  {
    title: "five hundred lowers are mounted, and the file of the last is read",
    cites: ["mount-options/23"],
    peers: ["selftest set_500_layers_via_fds"],
    needs,
    lowers: [],
    mount: "none",
    observe: "end",
    steps: [
      count(500).map((layer) => inRoot(mkdir(`/l${layer}`))),
      inRoot(file("/l0/f", "first"), file("/l499/f", "last"), file("/l499/g", "last")),
      start,
      count(500).map((layer) => add(layer)),
      attach,
    ],
    merged: { f: "first", g: "last" },
  },
  {
    title: "a lower more than five hundred is refused",
    cites: ["mount-options/23"],
    peers: ["selftest set_500_layers_via_fds"],
    needs,
    lowers: [],
    mount: "none",
    observe: "end",
    steps: [
      count(501).map((layer) => inRoot(mkdir(`/l${layer}`))),
      start,
      count(500).map((layer) => add(layer)),
      add(500, fails("EINVAL")),
      attach,
    ],
    merged: {},
  },
  {
    title: "five hundred lowers are given by descriptors, and one more is refused",
    cites: ["mount-options/23", "layers-via-file-descriptors/1"],
    peers: ["selftest set_500_layers_via_fds"],
    needs: ["fsconfig", "layer_descriptors"],
    lowers: [],
    mount: "none",
    observe: "end",
    steps: [
      count(501).map((layer) => inRoot(mkdir(`/l${layer}`))),
      inRoot(file("/l0/f", "first"), file("/l499/f", "last"), file("/l499/g", "last")),
      start,
      count(500).map((layer) => give(layer)),
      give(500, fails("EINVAL")),
      attach,
    ],
    merged: { f: "first", g: "last" },
  },
  {
    title: "of a hundred and twenty-eight lowers each shows its own file",
    cites: ["multiple-lower-layers/1", "readdir/1"],
    peers: ["moby graphtest DeepLayerRead", "containerd snapshots 128LayersMount"],
    needs,
    lowers: [],
    mount: "none",
    observe: "end",
    steps: [
      count(128).map((layer) =>
        inRoot(
          mkdir(`/l${layer}`),
          file(`/l${layer}/f${layer}`, `${layer}`),
          file(`/l${layer}/all`, `${layer}`),
        ),
      ),
      start,
      count(128).map((layer) => add(layer)),
      attach,
    ],
    merged: {
      ...Object.fromEntries(count(128).map((layer) => [`f${layer}`, `${layer}`])),
      all: "0",
    },
  },
  {
    title: "a whiteout in every other of forty lowers leaves the names above it",
    cites: ["whiteouts-and-opaque-directories/3", "multiple-lower-layers/1"],
    needs,
    lowers: [],
    mount: "none",
    observe: "end",
    steps: [
      count(40).map((layer) =>
        inRoot(
          mkdir(`/l${layer}`),
          file(`/l${layer}/f${layer}`),
          layer % 2 === 0 ? mknod(`/l${layer}/f${layer + 1}`, "chr", 0, 0, 0) : [],
        ),
      ),
      start,
      count(40).map((layer) => add(layer)),
      attach,
    ],
    merged: Object.fromEntries(count(20).map((half) => [`f${half * 2}`, ""])),
  },
  {
    title: "lowers lie on filesystems of their own",
    cites: ["upper-and-lower/2", "inode-properties/2"],
    peers: ["unionmount --maxfs=10", "xfstests overlay/108"],
    lowers: [],
    mount: "none",
    steps: [
      inRoot(
        ["a", "b", "c"].map((name) => [
          dir(`/${name}`),
          mount("t", `/${name}`, "tmpfs", []),
          dir(`/${name}/d`),
          file(`/${name}/d/${name}`, name),
        ]),
      ),
      overlay(
        "lowerdir=/a:/b:/c,upperdir=/upper,workdir=/work,index=off,metacopy=off,redirect_dir=nofollow",
      ),
      list("/d", gives(["a", "b", "c"])),
      writeFile("/d/c", "changed"),
      unlink("/d/a"),
    ],
    merged: { d: { b: "b", c: "changed" } },
    upper: { d: { a: whiteout, c: "changed" } },
  },
];
