import type { CauseRule } from "./cause-rule.ts";

/* What is wrong with the merged view, or with a field that a copy-up has to keep. */

const merged = /^merged$/;
const entry = /^entry$/;

export const viewRules: readonly CauseRule[] = [
  {
    cause: "whiteout is visible",
    where: merged,
    observed: /^(whiteout|chr 0000?)$/,
    says: "a whiteout shows at {at}: the merged view has to show nothing there",
  },
  {
    cause: "listed but not there",
    rule: "listed-exists",
    says: "{at} is listed, and looking it up gives {observed}",
  },
  {
    cause: "there but not listed",
    rule: "existing-is-listed",
    says: "{at} can be looked up, but its directory does not list it",
  },
  {
    cause: "listed twice",
    rule: "listed-once",
    says: "{at} lists a name {observed}: the lists of the layers are joined without leaving out what both have",
  },
  {
    cause: "d_type wrong",
    field: /^dtype$/,
    says: "the listing tells {at} as {observed}, and it is a {expected}",
  },
  {
    cause: "deleted name is visible",
    where: merged,
    field: entry,
    expected: /^absent$/,
    says: "{at} is visible ({observed}): nothing has to be seen under that name",
  },
  {
    cause: "name is lost",
    where: merged,
    field: entry,
    observed: /^absent$/,
    says: "{at} is gone: {expected} has to be seen there",
  },
  {
    cause: "type differs",
    field: /^type$/,
    says: "{at} is a {observed}, not a {expected}",
  },
  {
    cause: "set-id bits lost",
    field: /^mode$/,
    expected: /^0[1-7]\d{3}$/,
    observed: /^0\d{3}$/,
    says: "{at} has mode {observed}, not {expected}: the set-id or sticky bits are lost",
  },
  {
    cause: "mode differs",
    field: /^mode$/,
    says: "{at} has mode {observed}, not {expected}",
  },
  {
    cause: "owner differs",
    field: /^(uid|gid)$/,
    says: "{field} of {at} is {observed}, not {expected}: the owner is not kept",
  },
  {
    cause: "xattr lost",
    field: /^xattrs\./,
    observed: /^absent$/,
    says: "{at} lost its extended attribute {name}",
  },
  {
    cause: "xattr differs",
    field: /^xattrs\./,
    says: "extended attribute {name} of {at} is {observed}, not {expected}",
  },
  {
    cause: "content differs",
    field: /^(content|size|target)$/,
    says: "{field} of {at} is {observed}, not {expected}",
  },
  {
    cause: "time differs",
    field: /^[ma]time$/,
    says: "{field} of {at} is {observed}, not {expected}: the time is not kept",
  },
  {
    cause: "inode number changes",
    field: /^inode$/,
    says: "{at} has another inode number than before ({observed}, not {expected}): a program that knows files by it takes it for another file",
  },
  {
    cause: "link count differs",
    field: /^nlink$/,
    says: "{at} has {observed} links, not {expected}: hard links were broken, or not counted",
  },
  {
    cause: "cannot be looked at",
    field: /^(error|tree)$/,
    says: "looking at {at} gives {observed}",
  },
];
