/** How a value of an answer is printed in a mismatch: JSON, cut where a line would no longer be read. */
export function show(value: unknown): string {
  const text = JSON.stringify(value) ?? "nothing";
  return cut(text);
}

export function cut(text: string): string {
  return text.length > 200 ? `${text.slice(0, 199)}…` : text;
}
