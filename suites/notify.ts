import { suite } from "../harness/language/index.ts";
import { directories } from "./notify/directories.ts";
import { watchedDirectories } from "./notify/dnotify.ts";
import { fanotify } from "./notify/fanotify.ts";
import { handles } from "./notify/handles.ts";
import { inotify } from "./notify/inotify.ts";

/** What dnotify, inotify and fanotify tell of an overlay and of its layers. */
export default suite("notify", [
  ...inotify,
  ...directories,
  ...watchedDirectories,
  ...fanotify,
  ...handles,
]);
