// Bundles what the pages load into target/classes/assets; with --test, the tests into target/test.
import { build } from "esbuild";
import { existsSync, readdirSync } from "node:fs";

const testing = process.argv.includes("--test");
const entries = ["src/room.ts", "src/pages.ts"].filter((file) => existsSync(file));
const tests = existsSync("test") ? readdirSync("test", { recursive: true }).filter((name) => name.endsWith(".test.ts")) : [];

await build({
  entryPoints: testing ? tests.map((name) => `test/${name}`) : entries,
  outdir: testing ? "target/test" : "target/classes/assets",
  bundle: true,
  format: "esm",
  platform: testing ? "node" : "browser",
  target: "es2024",
  minify: !testing,
  sourcemap: !testing,
});
