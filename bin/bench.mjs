// What a judged run costs beside the same system calls issued bare. Usage: npm run bench [-- --scenarios=5000 --jobs=2 --only=machine]
import { build } from "./build.mjs";

build();
const { bench } = await import("../dist/harness/bench/main.js");
await bench(process.argv.slice(2));
const { benchPage } = await import("./bench-page.mjs");
await benchPage();
