/** Cuts a stream of chunks into lines. Long lines come in many chunks: they are joined once. */
export function lineReader(use: (line: string) => void): (chunk: Buffer) => void {
  let parts: Buffer[] = [];
  return (chunk) => {
    let from = 0;
    for (let end = chunk.indexOf(10); end !== -1; end = chunk.indexOf(10, from)) {
      parts.push(chunk.subarray(from, end));
      from = end + 1;
      const line = parts.length === 1 ? parts[0] : Buffer.concat(parts);
      parts = [];
      use(line?.toString("utf8") ?? "");
    }
    if (from < chunk.length) parts.push(chunk.subarray(from));
  };
}
