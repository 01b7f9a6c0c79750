/* Mounts to compare: what the kernel says of each, and what the overlay in memory says of it. */

/** One mount, in the directory that all names are relative to. */
export interface Step {
  /** Options of mount(2), or parameters of fsconfig(2) one by one. */
  readonly options: string | readonly (readonly [key: string, value?: string])[];
  /** MS_RDONLY 1, MS_REMOUNT 32 */
  readonly flags: number;
  /** `m` is unmounted after each step, others stay. */
  readonly at: "m" | "n" | "o";
  /** What somebody makes before it: directories where a name ends with `/`. */
  readonly before?: readonly string[];
}

export type Arrangement = readonly Step[];

export const once = (options: Step["options"], flags = 0): Step => ({ options, flags, at: "m" });

export const held = (at: "n" | "o", options: string): Step => ({ options, flags: 0, at });

export const after = (before: readonly string[], options: string): Step => ({
  options,
  flags: 0,
  at: "m",
  before,
});

export const remount = (at: "n" | "o", options: string, flags = 0): Step => ({
  options,
  flags: flags | 32,
  at,
});

/** Filesystems that are mounted on directories of the first one; `R` is made read-only. */
export const filesystems = ["B", "C", "R"] as const;

/** The first filesystem again, by another mount. */
export const bound = "bind";

export const directories = [
  ...["m", "n", "o", bound, "l1", "l1/sub", "l2", "l3", "u", "u/in", "w", "u2", "w2", "c:d", "e,f"],
  ...["g h", "both", "both/u", "both/w", "both/l", "B/l", "B/k", "C/l", "C/u", "C/w", "R/l", "R/u"],
  ...["R/w"],
] as const;

export const files = ["file", "l1/file"] as const;

/** Symbolic links to `l1`. */
export const links = ["link"] as const;

/** What is looked at after each step. */
export const looked = ["u", "u2", "w", "w2", "both", "c:d", "e,f", "g h", "C"] as const;

const writable = "lowerdir=l1,upperdir=u,workdir=w";
const twoFilesystems = "lowerdir=l1:B/l,upperdir=u,workdir=w";
const otherUpper = "lowerdir=l1,upperdir=C/u,workdir=C/w";
const three = "lowerdir=l1:B/l,upperdir=C/u,workdir=C/w";

const values: readonly string[] = [
  ...["on", "off", "follow", "nofollow", "auto", "x", ""].map((value) => `redirect_dir=${value}`),
  ...["on", "off", "auto", "On", ""].map((value) => `index=${value}`),
  ...["on", "off", "auto", "null", "x"].map((value) => `uuid=${value}`),
  ...["on", "off", "x"].map((value) => `nfs_export=${value}`),
  ...["on", "off", "auto", "x"].map((value) => `xino=${value}`),
  ...["on", "off", "x"].map((value) => `metacopy=${value}`),
  ...["on", "off", "require", "x"].map((value) => `verity=${value}`),
  ...["volatile", "auto", "strict", "ordered", ""].map((value) => `fsync=${value}`),
  ...["userxattr", "default_permissions", "volatile", "override_creds", "nooverride_creds"],
  ...[
    "userxattr=on",
    "nouserxattr",
    "index",
    "redirect_dir",
    "nonsense",
    "nonsense=1",
    "volatile=1",
  ],
];

const conflicts: readonly string[] = [
  ...["off", "follow", "nofollow", "on"].map((value) => `metacopy=on,redirect_dir=${value}`),
  ...["off", "follow", "nofollow", "on"].map((value) => `userxattr,redirect_dir=${value}`),
  ...["off", "follow", "nofollow", "on"].map((value) => `nfs_export=on,redirect_dir=${value}`),
  ...["on", "off"].map((value) => `nfs_export=on,index=${value}`),
  ...["on", "off"].map((value) => `nfs_export=off,index=${value}`),
  ...["on", "off"].map((value) => `nfs_export=on,metacopy=${value}`),
  ...["on", "off"].map((value) => `userxattr,metacopy=${value}`),
  ...["on", "require"].map((value) => `nfs_export=on,verity=${value}`),
  ...["on", "require"].map((value) => `metacopy=off,verity=${value}`),
  ...["on", "off", "null"].map((value) => `index=on,uuid=${value}`),
  ...["on", "off", "auto"].map((value) => `nfs_export=on,xino=${value}`),
  "userxattr,index=on",
  "userxattr,nfs_export=on",
  "userxattr,volatile",
  "userxattr,verity=on",
  "index=on,nfs_export=on,redirect_dir=nofollow,index=off",
  "index=off,index=on",
  "metacopy=on,metacopy=off,redirect_dir=off",
  "volatile,fsync=strict",
  "fsync=strict,volatile",
  "volatile,index=on",
];

const lowersOnly = "lowerdir=l1:l2";

const names: readonly string[] = [
  "",
  "lowerdir=",
  "lowerdir=l1",
  "lowerdir=l1:l2",
  "lowerdir=l1:",
  "lowerdir=:l1",
  "lowerdir=l1:::l2",
  "lowerdir=l1::l2",
  "lowerdir=l1::l2::l3",
  "lowerdir=l1::l2:l3",
  "lowerdir=l1:l2::l3",
  "lowerdir=nope",
  "lowerdir=l1:nope",
  "lowerdir=file:l1",
  "lowerdir=l1:file",
  "lowerdir=l1:l1",
  "lowerdir=l1:link",
  "lowerdir=l2:link",
  "lowerdir=l1:l1/sub",
  "lowerdir=l1/sub:l1",
  "lowerdir=./l1:l2/",
  "lowerdir=c\\:d:l1",
  "lowerdir=c\\:d:e\\,f:g h",
  "lowerdir=c:d",
  "lowerdir=l1:l\\2",
  "lowerdir=l1:l2\\",
  "lowerdir=\\:l1",
  "lowerdir=l1,lowerdir=l2:l3",
  "lowerdir=l2:nope,lowerdir=l2:l3",
  "lowerdir+=l1,lowerdir+=l2",
  "lowerdir+=l1,lowerdir+=l2,datadir+=l3",
  "lowerdir+=c:d,lowerdir+=g h",
  "lowerdir+=l1,lowerdir=l2:l3",
  "lowerdir=l2:l3,lowerdir+=l1",
  "lowerdir=l2,datadir+=l1",
  "datadir+=l1,lowerdir+=l2",
  "datadir+=l1,datadir+=l2",
  "lowerdir+=,lowerdir+=l2",
  "lowerdir+=nope",
  "lowerdir+=file",
  ",,lowerdir=l1:l2,,",
  "=x,lowerdir=l1:l2",
  "lowerdir=l1:l2,workdir=w",
  "lowerdir=l1:l2,workdir=nope",
  "lowerdir=l1,upperdir=u",
  "lowerdir=l1,upperdir=,workdir=w",
  "lowerdir=l1,upperdir,workdir=w",
  "lowerdir=l1,upperdir=nope,workdir=w",
  "lowerdir=l1,upperdir=u,workdir=nope",
  "lowerdir=l1,upperdir=file,workdir=w",
  "lowerdir=l1,upperdir=u,workdir=file",
  "lowerdir=l1,upperdir=u,workdir=u",
  "lowerdir=l1,upperdir=u,workdir=u/in",
  "lowerdir=l1,upperdir=both/u,workdir=both",
  "lowerdir=l1,upperdir=both/u,workdir=both/w",
  "lowerdir=both,upperdir=both/u,workdir=both/w",
  "lowerdir=both/l,upperdir=both/u,workdir=both/w",
  "lowerdir=u,upperdir=u,workdir=w",
  "lowerdir=w,upperdir=u,workdir=w",
  "lowerdir=u/in,upperdir=u,workdir=w",
  "lowerdir=l1:l2:l1/sub,upperdir=u,workdir=w",
  "lowerdir=l1,upperdir=u,workdir=C/w",
  "lowerdir=l1,upperdir=u,workdir=bind/w",
  "lowerdir=l1,upperdir=bind/u,workdir=bind/w",
  "lowerdir=bind/l1:l1,upperdir=u,workdir=w",
  "lowerdir=R/l,upperdir=R/u,workdir=R/w",
  "lowerdir=R/l,upperdir=u,workdir=w",
  "lowerdir=l1:e\\,f,upperdir=u,workdir=w",
  "lowerdir=l1,upperdir=g h,workdir=w",
  "lowerdir=l1,upperdir=c\\:d,workdir=e\\,f",
  `lowerdir=${Array.from({ length: 501 }, () => "l1").join(":")}`,
];

const leftovers: readonly (readonly string[])[] = [
  ["w/work"],
  ["w/work/"],
  ["w/work/", "w/work/f", "w/work/d/", "w/work/d/f", "w/work/d/d/"],
  ["w/work/", "w/work/d/", "w/work/d/d/", "w/work/d/d/f", "w/work/f"],
  ["w/work/", "w/work/incompat/"],
  ["w/work/", "w/work/incompat"],
  ["w/work/", "w/work/incompat/", "w/work/incompat/f"],
  ["w/work/", "w/work/d/", "w/work/d/incompat/", "w/work/d/incompat/f"],
  ["w/f", "w/d/", "w/d/f"],
  ["w/index"],
  ["w/index/", "w/index/f"],
];

const indexed = `${writable},index=on`;

/** Of a handle: version, magic, length, flags, type, UUID, and what the filesystem made of it. */
const handle = (flags: string): string => `00fb21${flags}01${"5a".repeat(16)}${"00".repeat(12)}`;

const indexLeftovers: readonly (readonly string[])[] = [
  ["w/index/#1f"],
  ["w/index/#1f/", "w/index/#1f/f", "w/index/#1f/d/"],
  ["w/index/#1f/", "w/index/#1f/d/", "w/index/#1f/d/f"],
  ["w/index/f"],
  ["w/index/00fb"],
  [`w/index/${handle("00")}`],
  [`w/index/${handle("00").toUpperCase()}`],
  [`w/index/${handle("00")}/`],
  [`w/index/${handle("00")}zz`],
  [`w/index/${handle("01")}`],
  [`w/index/${handle("02")}`],
  [`w/index/${handle("08")}`],
  [`w/index/${handle("00").replace("fb", "fc")}`],
  [`w/index/${handle("00").replace("00fb", "01fb")}`],
  [`w/index/${handle("00").replace("fb21", "fb99")}`],
];

export const arrangements: readonly Arrangement[] = [
  ...[...values, ...conflicts].map((each) => [once(`${writable},${each}`)]),
  ...[...values, ...conflicts].map((each) => [once(`${lowersOnly},${each}`)]),
  ...[twoFilesystems, otherUpper, three, "lowerdir=l1:B/l", "lowerdir=B/l:B/k"].flatMap((layers) =>
    ["xino=on", "xino=auto", "index=on", "uuid=off", "uuid=off,index=on", "nfs_export=on"].map(
      (each) => [once(`${layers},${each}`)],
    ),
  ),
  ...names.map((each) => [once(each)]),
  [
    once([
      ["lowerdir+", "c:d"],
      ["lowerdir+", "g h"],
      ["datadir+", "e,f"],
      ["metacopy", "on"],
    ]),
  ],
  [once([["lowerdir+", "l1"], ["upperdir", "u"], ["workdir", "w"], ["userxattr"]])],
  [
    once([
      ["lowerdir", "l1:l2"],
      ["lowerdir+", "l3"],
    ]),
  ],
  [
    once([
      ["lowerdir", "l1:l2"],
      ["index", "x"],
    ]),
  ],
  [once(writable, 1), once(writable)],
  [once(writable), once(writable), once(`${writable},uuid=null`), once(`${writable},uuid=on`)],
  [once(`${writable},uuid=null`), once(writable)],
  [once(`${writable},uuid=off`), once(`${writable},index=on`)],
  [once(`${writable},volatile`), once(writable)],
  [once(`${writable},volatile`), once(`${writable},volatile`)],
  [once(`${writable},index=on`), once(`${writable},index=on`)],
  [once(`${writable},index=on`), once("lowerdir=l2,upperdir=u,workdir=w,index=on")],
  [once(`${writable},index=on`), once("lowerdir=l2,upperdir=u,workdir=w")],
  [once(`${writable},index=on`), once("lowerdir=l1:l2,upperdir=u,workdir=w,index=on")],
  [once(`${writable},index=on`), once("lowerdir=l1,upperdir=u2,workdir=w,index=on")],
  [once(`${writable},index=on`), once("lowerdir=l1,upperdir=u,workdir=w2,index=on")],
  [once(`${writable},index=on`), once(`${writable},index=on,uuid=off`)],
  ...["index=on", "index=off"].flatMap((index) => [
    [held("n", writable), once(`lowerdir=l1,upperdir=u,workdir=w2,${index}`)],
    [held("n", writable), once(`lowerdir=l1,upperdir=u2,workdir=w,${index}`)],
    [held("n", writable), once(`lowerdir=u,upperdir=u2,workdir=w2,${index}`)],
    [held("n", writable), once(`lowerdir=u/in,upperdir=u2,workdir=w2,${index}`)],
    [held("n", writable), once(`lowerdir=l2,upperdir=u/in,workdir=w2,${index}`)],
    [held("n", writable), once(`lowerdir=l1,upperdir=u2,workdir=w2,${index}`)],
  ]),
  [held("n", writable), once("lowerdir=n,upperdir=u2,workdir=w2")],
  [held("n", writable), once("lowerdir=n:l2,upperdir=u2,workdir=w2,index=on,xino=auto")],
  [held("n", `${writable},nfs_export=on`), once("lowerdir=n,upperdir=u2,workdir=w2,index=on")],
  [held("n", writable), once("lowerdir=l1,upperdir=n/in,workdir=n")],
  [
    held("n", writable),
    held("o", "lowerdir=n,upperdir=u2,workdir=w2"),
    once("lowerdir=o,upperdir=C/u,workdir=C/w"),
    once("lowerdir=o:l2"),
  ],
  [held("n", writable), remount("n", "", 1), remount("n", "")],
  [held("n", writable), remount("n", "index=on,nonsense")],
  [held("n", lowersOnly), remount("n", "", 1), remount("n", "")],
  [held("n", lowersOnly), remount("n", "lowerdir=nope", 1)],
  ...leftovers.map((each) => [after(each, writable)]),
  ...leftovers.map((each) => [after(each, `${writable},index=on`)]),
  ...indexLeftovers.map((each) => [once(indexed), after(["w/index/", ...each], indexed)]),
  ...indexLeftovers.map((each) => [
    once(`${indexed},nfs_export=on`),
    after(["w/index/", ...each], indexed),
  ]),
];
