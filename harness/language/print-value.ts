import { type Expectation, isMatcher } from "./expectation.ts";
import { isRecord } from "./kind.ts";

/* Values as a person reads them: modes in octal, times with a point, device numbers with a colon. */

/** @param named the only fields of a record that matter; all where absent */
export function printValue(value: unknown, named?: readonly string[]): string {
  if (value === null) return "ok";
  if (Array.isArray(value)) return `[${value.map((each) => printValue(each)).join(", ")}]`;
  if (!isRecord(value)) return JSON.stringify(value) ?? "undefined";
  if (isMatcher(value)) return printMatcher(value);
  if (isStamp(value)) return `${value.sec}.${String(value.nsec).padStart(9, "0")}`;
  const fields = Object.entries(value).filter(
    ([name]) => named === undefined || named.includes(name),
  );
  return `{${fields.map(([name, each]) => `${name} ${printField(name, each)}`).join(", ")}}`;
}

function printField(name: string, value: unknown): string {
  if (name === "mode" && typeof value === "number") return `0${value.toString(8)}`;
  const device = name === "dev" || name === "rdev";
  if (device && Array.isArray(value)) return value.join(":");
  return printValue(value);
}

/** `same("f")`: as it is written in a scenario. */
function printMatcher(matcher: object): string {
  const [[name, argument] = ["", ""]] = Object.entries(matcher) as [string, unknown][];
  const inner = Array.isArray(argument)
    ? argument.map((each) => printValue(each)).join(", ")
    : JSON.stringify(argument);
  return `${name.slice(1)}(${inner})`;
}

function isStamp(value: Record<string, unknown>): value is { sec: number; nsec: number } {
  return typeof value["sec"] === "number" && typeof value["nsec"] === "number";
}

/** The fields that an expectation names of a record: of a long answer only these say anything. */
export function namedFields(want: Expectation | undefined): readonly string[] | undefined {
  if (want === undefined) return undefined;
  if ("gives" in want) return isRecord(want.gives) ? Object.keys(want.gives) : undefined;
  const arms = "oneOf" in want ? want.oneOf : "when" in want ? [want.then, want.otherwise] : [];
  const names = arms.flatMap((arm) => namedFields(arm) ?? []);
  return names.length === 0 ? undefined : names;
}
