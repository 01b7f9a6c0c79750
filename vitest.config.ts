import { defineConfig } from "vitest/config";

/** They leave nothing behind in their process: one of them after the other does not load everything anew. */
const tidy = [
  "test/{judge,language,tidy}/**/*.test.ts",
  "test/tidy.test.ts",
  "test/reports/**/*.test.ts",
  "test/suites/**/*.test.ts",
  "test/overlay-ts/{api,memory,vfs}/**/*.test.ts",
];

/** They compare what is mounted, attached and running before and after: nothing else may run beside them. */
const alone = [
  "test/agent/cleanliness.test.ts",
  "test/run/leftovers.test.ts",
  "test/vm/trouble.test.ts",
  "test/vm/leftovers.test.ts",
];

// The harness's own tests. The scenarios are tests too, but of a subject: the command line runs those.
export default defineConfig({
  test: {
    globalSetup: ["test/build-dist.ts"],
    // Machines are shared and slow: what hangs is found by deadlines of its own.
    testTimeout: 120_000,
    projects: [
      {
        extends: true,
        test: {
          name: "together",
          server: {
            deps: {
              // It imports JSON as bundlers do.
              inline: ["@actions/workflow-parser"],
              // What is built needs no transforming, and the suite takes long.
              external: [/\/dist\//],
            },
          },
          include: ["test/**/*.test.ts"],
          exclude: [...alone, ...tidy],
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: "tidy",
          include: tidy,
          isolate: false,
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: { name: "alone", include: alone, maxWorkers: 1, sequence: { groupOrder: 1 } },
      },
    ],
  },
});
