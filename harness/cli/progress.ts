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
      const text = progressText({ done, total, red }, now - started);
      stream.write(terminal ? `\r\u001B[K${text}` : `${text}\n`);
    },
    end() {
      if (terminal && written) stream.write("\r\u001B[K");
    },
  };
}

/** `120/900 scenarios, 3 red, 60/s, 13 s left`. The total still grows while areas are read: the time is a guess. */
export function progressText({ done, total, red }: Progress, ms: number): string {
  const rate = (done * 1000) / Math.max(ms, 1);
  const left = done === 0 ? "" : `, ${duration((total - done) / rate)} left`;
  return `${done}/${total} scenarios, ${red} red, ${Math.round(rate)}/s${left}`;
}

function duration(seconds: number): string {
  const whole = Math.ceil(seconds);
  return whole < 90 ? `${whole} s` : `${Math.ceil(whole / 60)} min`;
}
