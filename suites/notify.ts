import { suite } from "../harness/language/index.ts";
import { directories } from "./notify/directories.ts";
import { fanotify } from "./notify/fanotify.ts";
import { handles } from "./notify/handles.ts";
import { inotify } from "./notify/inotify.ts";

/** What inotify and fanotify tell of an overlay and of its layers. */
export default suite("notify", [...inotify, ...directories, ...fanotify, ...handles]);
