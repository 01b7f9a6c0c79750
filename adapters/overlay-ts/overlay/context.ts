import type { FileSystem, Parameter } from "../vfs/inode.ts";
import type {
  FileSystemContext,
  FileSystemType,
  MountSurroundings,
} from "../vfs/filesystem-type.ts";
import { type Credentials, capable } from "../vfs/credentials.ts";
import { fail } from "../vfs/posix-error.ts";
import { settleConflicts } from "./conflicts.ts";
import { Directories } from "./directories.ts";
import { mountOverlay } from "./mounting.ts";
import {
  type FlagOption,
  type Settings,
  type WordOption,
  defaults,
  isFlagOption,
  isWordOption,
  setWord,
  splitOptions,
} from "./options.ts";

/** What is mounted as `overlay`. Source: fs/overlayfs/params.c; overlayfs.rst. */
export const overlayType: FileSystemType = {
  name: "overlay",
  begin: (surroundings) => new Context(surroundings),
  split: splitOptions,
};

const directoryOptions = ["lowerdir", "lowerdir+", "datadir+", "upperdir", "workdir"] as const;

type DirectoryOption = (typeof directoryOptions)[number];

class Context implements FileSystemContext {
  readonly #surroundings: MountSurroundings;
  readonly #directories: Directories;
  readonly #settings: Settings = { ...defaults };
  readonly #given = new Set<WordOption>();
  /** Who acts on the layers, where an option has said so. */
  #mounter: Credentials | undefined;

  constructor(surroundings: MountSurroundings) {
    this.#surroundings = surroundings;
    this.#directories = new Directories(surroundings);
  }

  /** EINVAL for what is unknown or malformed; of directories also what their lookup says. */
  parameter([key, value]: Parameter): void {
    if (isFlagOption(key)) {
      if (value !== undefined) this.#refuse(`Unexpected value for '${key}'`);
      this.#setFlag(key);
    } else if (isWordOption(key)) {
      if (typeof value !== "string" || !setWord(this.#settings, key, value)) this.#badValue(key);
      this.#given.add(key);
    } else if (isDirectoryOption(key)) this.#setDirectory(key, value);
    else this.#refuse(`Unknown parameter '${key}'`);
  }

  #setFlag(key: FlagOption): void {
    if (key === "volatile") this.#settings.fsync = "volatile";
    else if (key === "override_creds") this.#mounter = this.#surroundings.who;
    else if (key === "nooverride_creds") this.#mounter = undefined;
    else this.#settings[key] = true;
  }

  #setDirectory(key: DirectoryOption, value: Parameter[1]): void {
    if (key === "lowerdir") {
      if (typeof value !== "string") this.#badValue(key);
      this.#directories.setLowers(value);
      return;
    }
    if (value === undefined || value === "") this.#badValue(key);
    if (key === "upperdir") this.#directories.setWritable("upper", value);
    else if (key === "workdir") this.#directories.setWritable("work", value);
    else this.#directories.add(value, key === "datadir+");
  }

  create(_source: string, readonly: boolean): FileSystem {
    const settings = { ...this.#settings };
    const { who, initial } = this.#surroundings;
    settleConflicts({
      settings,
      given: this.#given,
      upper: this.#directories.upper !== undefined,
      dataOnly: this.#directories.dataOnly > 0,
      privileged: initial && capable(who, "CAP_SYS_ADMIN"),
    });
    return mountOverlay({
      surroundings: this.#surroundings,
      directories: this.#directories,
      settings,
      mounter: withoutReserves(this.#mounter ?? who),
      readonly,
    });
  }

  #badValue(key: string): never {
    this.#refuse(`Bad value for '${key}'`);
  }

  #refuse(why: string): never {
    this.#surroundings.log(`e overlay: ${why}`);
    fail("EINVAL");
  }
}

function isDirectoryOption(key: string): key is DirectoryOption {
  return (directoryOptions as readonly string[]).includes(key);
}

/** The overlay takes no space that is kept for root, whoever mounted it. */
function withoutReserves(who: Credentials): Credentials {
  const capabilities = new Set(who.capabilities);
  capabilities.delete("CAP_SYS_RESOURCE");
  return { ...who, capabilities };
}
