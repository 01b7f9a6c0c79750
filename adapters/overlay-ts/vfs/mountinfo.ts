import type { Inode } from "./inode.ts";
import { majorOf, minorOf } from "./mode.ts";
import { type Mount, attribute } from "./mount.ts";
import { nameBelow } from "./mount-tree.ts";
import type { Process } from "./process.ts";

/* Source: proc_pid_mountinfo(5) */

/** In the order in which they are shown. */
const shown = [
  [attribute.nosuid, "nosuid"],
  [attribute.nodev, "nodev"],
  [attribute.noexec, "noexec"],
  [attribute.noatime, "noatime"],
  [attribute.nodiratime, "nodiratime"],
] as const;

/** All mounts below the root of a process, as its /proc/self/mountinfo shows them. */
export function mountinfo(process: Process): string {
  return process.system.mounts
    .all()
    .map((mount) => line(process, mount))
    .join("");
}

function line({ root }: Process, mount: Mount): string {
  const place = nameBelow(root, mount.rootPath());
  if (place === undefined) return "";
  const { filesystem, id, on, source } = mount;
  const device = `${majorOf(filesystem.device)}:${minorOf(filesystem.device)}`;
  const top = nameInFilesystem(mount.root);
  const access = filesystem.readonly ? "ro" : "rw";
  const options = [access, ...filesystem.showOptions()].join(",");
  const where = `${id} ${on?.mount.id ?? id} ${device} ${escape(top)} ${escape(place)}`;
  const what = `${filesystem.type} ${escape(source).replaceAll("#", "\\043")} ${options}`;
  return `${where} ${flagsOf(mount)} - ${what}\n`;
}

/** What of its filesystem a mount shows. */
function nameInFilesystem(root: Inode): string {
  const standing = root.standing();
  if (standing === undefined) return "/";
  return `${nameInFilesystem(standing.parent).replace(/^\/$/, "")}/${standing.name}`;
}

function flagsOf(mount: Mount): string {
  const flags: string[] = [mount.has(attribute.readonly) ? "ro" : "rw"];
  for (const [bit, name] of shown) if (mount.has(bit)) flags.push(name);
  if (!mount.has(attribute.noatime | attribute.strictatime)) flags.push("relatime");
  if (mount.has(attribute.nosymfollow)) flags.push("nosymfollow");
  return flags.join(",");
}

/** Space, tab, newline and backslash in octal. */
function escape(text: string): string {
  return text.replaceAll(
    /[ \t\n\\]/g,
    (character) => `\\${(character.codePointAt(0) ?? 0).toString(8).padStart(3, "0")}`,
  );
}
