import type { WriteStream } from "node:tty";
import type { Progress } from "../run/collector.ts";

export interface ProgressLine {
  show(progress: Progress): void;
  end(): void;
}

/** A line that is written over on a terminal; in a log, a plain line now and then. */
export function progressLine(stream: WriteStream): ProgressLine {
  const terminal = stream.isTTY;
  const every = terminal ? 100 : 5000;
  const started = performance.now();
  // The first verdict is shown at once: it tells that the run is on its way.
  let shown = Number.NEGATIVE_INFINITY;
  let written = false;
  return {
    show({ done, total, red }) {
      const now = performance.now();
      if (now - shown < every) return;
      shown = now;
      written = true;
      const rate = Math.round((done * 1000) / (now - started));
      const text = `${done}/${total} scenarios, ${rate}/s${red > 0 ? `, ${red} red` : ""}`;
      stream.write(terminal ? `\r\u001B[K${text}` : `${text}\n`);
    },
    end() {
      if (terminal && written) stream.write("\r\u001B[K");
    },
  };
}
