import { suite } from "../harness/language/index.ts";
import { storeOnDisk } from "./walkthrough-layers/store.ts";
import { view } from "./walkthrough-layers/view.ts";

/** The notebook "Overlay Filesystems Demo": the layers of an image as a container engine stores and mounts them. */
export default suite("walkthrough-layers", [...storeOnDisk, ...view]);
