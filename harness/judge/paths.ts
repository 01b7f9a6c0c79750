/** The directory of a path of a tree; of `/` there is none. */
export function parentOf(path: string): string | undefined {
  if (path === "/") return undefined;
  return path.slice(0, lastSlash(path)) || "/";
}

export const nameOf = (path: string): string => path.slice(lastSlash(path) + 1);

/** Names of the index, such as `{lower0:/d/f}`, hold slashes themselves. */
const indexName = /\/\{\w+:\/[^]*\}$/;

function lastSlash(path: string): number {
  const index = path.search(indexName);
  return index === -1 ? path.lastIndexOf("/") : index;
}

export function childOf(directory: string, name: string): string {
  return directory === "/" ? `/${name}` : `${directory}/${name}`;
}

/** Whether the path is the directory or lies in it, however deep. */
export function isUnder(directory: string, path: string): boolean {
  return path === directory || path.startsWith(directory === "/" ? "/" : `${directory}/`);
}
