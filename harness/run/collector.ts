import type { Reporter, TestCase, TestModule, Vitest } from "vitest/node";
import type { Result } from "./results.ts";

/** How far a run is, for whoever shows it. */
export interface Progress {
  readonly done: number;
  readonly total: number;
  readonly red: number;
}

export interface Watching {
  readonly progress: (progress: Progress) => void;
  /** Stop at the first red verdict; vitest's own way of it loses the result that made it stop. */
  readonly bail?: boolean;
  readonly stop?: AbortSignal;
  readonly ready?: () => void;
}

/** The vitest reporter of a run: gathers the results that the tests carry, and tells how far it is. */
export class Collector implements Reporter {
  readonly #progress: (progress: Progress) => void;
  readonly #bail: boolean;
  readonly #ready: (() => void) | undefined;
  #vitest: Vitest | undefined;
  readonly #results = new Map<string, Result[]>();
  #done = 0;
  #red = 0;
  #total = 0;
  /** What went wrong outside of any scenario. */
  readonly faults: string[] = [];

  constructor({ progress, bail = false, stop, ready }: Watching) {
    this.#progress = progress;
    this.#bail = bail;
    this.#ready = ready;
    stop?.addEventListener("abort", () => void this.#vitest?.cancelCurrentRun("keyboard-input"));
  }

  onInit(vitest: Vitest): void {
    this.#vitest = vitest;
    this.#ready?.();
  }

  /** Results by column, in the order of their ids. */
  get results(): ReadonlyMap<string, readonly Result[]> {
    return new Map(
      [...this.#results].map(([subject, results]) => [
        subject,
        results.toSorted((a, b) => (a.id < b.id ? -1 : Number(a.id > b.id))),
      ]),
    );
  }

  onTestModuleCollected(module: TestModule): void {
    for (const test of module.children.allTests())
      if (test.options.mode === "run") this.#total += 1;
  }

  onTestCaseResult(test: TestCase): void {
    const { subject, result } = test.meta();
    if (subject === undefined || result === undefined) {
      if (test.result().state === "failed") this.#fault(test);
      return;
    }
    const column = this.#results.get(subject) ?? [];
    column.push(result);
    this.#results.set(subject, column);
    this.#done += 1;
    if (test.result().state === "failed") {
      this.#red += 1;
      if (this.#bail) void this.#vitest?.cancelCurrentRun("test-failure");
    }
    this.#progress({ done: this.#done, total: this.#total, red: this.#red });
  }

  onTestRunEnd(
    modules: readonly TestModule[],
    errors: readonly { readonly message: string }[],
  ): void {
    for (const error of errors) this.faults.push(error.message);
    for (const module of modules) {
      for (const error of module.errors())
        this.faults.push(`${module.relativeModuleId}: ${error.message}`);
    }
  }

  #fault(test: TestCase): void {
    const messages = test.result().errors?.map(({ message }) => message) ?? [];
    this.faults.push(`${test.name}: ${messages.join("; ")}`);
  }
}
