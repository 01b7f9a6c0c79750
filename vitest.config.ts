import { defineConfig } from "vitest/config";

// The harness's own tests. The scenarios are tests too, but of a subject: the command line runs those.
export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["test/build-dist.ts"],
  },
});
