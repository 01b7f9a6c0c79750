// From a series, `6.12`, to the newest package of it that can be had: names move with every update of Debian.
import { join } from "node:path";
import { openSuite } from "./apt.mjs";

/** Where to look, in this order. */
const suites = [
  "bookworm-security",
  "bullseye-security",
  "trixie-security",
  "trixie-backports",
  "bullseye",
  "forky",
  "sid",
  "experimental",
];

/**
 * Opened once, however many kernels are asked for.
 * @type {Map<string, ReturnType<typeof openSuite>>}
 */
const opened = new Map();

/**
 * @param {string} name
 * @param {string} directory
 */
async function suiteOf(name, directory) {
  const suite = opened.get(name) ?? openSuite(name, join(directory, name));
  opened.set(name, suite);
  return suite;
}

/**
 * From 6.19 on kernel and modules are two packages, and the image is one that holds nothing; before, it holds both.
 * @type {readonly {image: string, others: readonly string[]}[]}
 */
const kinds = [
  { image: "linux-binary", others: ["linux-modules"] },
  { image: "linux-image", others: [] },
];

/**
 * The packages of the newest kernel of a series.
 * @param {string} series
 * @param {string} directory for the state of apt
 * @returns {Promise<{suite: string, package: string, version: string, files: string[]}>}
 */
export async function resolve(series, directory) {
  /** @type {string[]} */
  const tried = [];
  for (const name of suites) {
    const suite = await suiteOf(name, directory);
    for (const { image, others } of kinds) {
      const escaped = series.replaceAll(".", "\\.");
      const pattern = `^${image}-${escaped}[.-][^ ]*cloud-amd64(-unsigned)?$`;
      for (const candidate of newestFirst(await suite.search(pattern))) {
        const rest = others.map((other) =>
          candidate.replace(image, other).replace("-unsigned", ""),
        );
        /** @type {string[]} */
        const files = [];
        for (const each of [candidate, ...rest]) {
          const file = await suite.download(each);
          if (file !== undefined) files.push(file);
        }
        if (files.length === 1 + rest.length) {
          return {
            suite: name,
            package: candidate,
            version: await suite.version(candidate),
            files,
          };
        }
        tried.push(candidate);
      }
    }
  }
  const why = tried.length === 0 ? "no suite has it" : `tried ${tried.join(", ")}`;
  throw new Error(
    `There is no kernel ${series}: ${why}; looked in ${suites.join(", ")}. A kernel of your own is chosen by --adapter-option=kernel=PATH`,
  );
}

/** @param {readonly string[]} names */
function newestFirst(names) {
  const compare = new Intl.Collator("en", { numeric: true }).compare;
  // Signed and unsigned ones hold the same kernel.
  const once = names.filter(
    (name) => !names.includes(name.replace(/-unsigned$/, "")) || !name.endsWith("-unsigned"),
  );
  return once.toSorted((a, b) => compare(b, a));
}
