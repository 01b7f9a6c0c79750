/** What explanations go by. */
export interface Shown {
  readonly where: string;
  readonly field: string;
  readonly before: string;
  readonly after: string;
}

/** A change of the kernel that is known, with a source. */
export interface Explanation {
  readonly says: string;
  readonly link: string;
}

interface Known extends Explanation {
  readonly shows: (change: Shown) => boolean;
}

const commit = "https://git.kernel.org/torvalds/c";

const known: readonly Known[] = [
  {
    says: "Since 5.15 a new directory is marked as opaque only where an option asks for it.",
    link: `${commit}/1fc31aac96d7060ecee18124be6de18cb2268922`,
    shows: ({ field, before, after }) =>
      field === "marks.opaque" && before === "y" && after === "absent",
  },
  {
    says: "Since 6.6 upper keeps a uuid of the overlay, `uuid=auto`.",
    link: `${commit}/cbb44f0935974bba997f8db0458fac5739ae0009`,
    shows: ({ field, after }) => field === "marks.uuid" && after === "present",
  },
];

/** Undefined where nobody has found it out. */
export function explanationOf(change: Shown): Explanation | undefined {
  return known.find(({ shows }) => shows(change));
}
