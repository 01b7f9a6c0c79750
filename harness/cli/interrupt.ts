/** As shells report a program that Ctrl-C ended. */
export const interruptedCode = 130;

export interface Interruption {
  readonly signal: AbortSignal;
  /** Takes the signals from whoever else listens: vitest would end the process before anything is written. */
  readonly claim: () => void;
  /** From here on Ctrl-C ends the process as usual. */
  readonly end: () => void;
}

/** The first Ctrl-C, or a request to end, stops the run, and what is known is written; the second ends it at once. */
export function onInterrupt(): Interruption {
  const controller = new AbortController();
  const stop = (): void => {
    if (controller.signal.aborted) process.exit(interruptedCode);
    controller.abort();
    process.stderr.write("\ninterrupted: writing what there is; again to end at once\n");
  };
  const claim = (): void => {
    for (const signal of signals) process.removeAllListeners(signal).on(signal, stop);
  };
  claim();
  return {
    signal: controller.signal,
    claim,
    end: () => {
      for (const signal of signals) process.off(signal, stop);
    },
  };
}

const signals = ["SIGINT", "SIGTERM"] as const;
