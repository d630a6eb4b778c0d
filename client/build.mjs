// Bundles what the pages load into target/classes/assets; with --test, the tests into target/test.
import { build } from "esbuild";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";

const testing = process.argv.includes("--test");
const sources = ["room.ts", "pages.ts", "passkey.ts", "device.ts", "office.ts", "record.ts", "record-worker.ts", "fonts.css"];
const entries = sources.map((name) => `src/${name}`).filter((file) => existsSync(file));
const tests = existsSync("test") ? readdirSync("test", { recursive: true }).filter((name) => name.endsWith(".test.ts")) : [];

/** Only woff2 is shipped: every browser that can open the room reads it. */
const woff2Only = {
  name: "woff2-only",
  setup(bundle) {
    bundle.onLoad({ filter: /@fontsource.*\.css$/ }, ({ path }) => ({
      contents: readFileSync(path, "utf8").replaceAll(/, url\([^)]+\.woff\) format\('woff'\)/g, ""),
      loader: "css",
    }));
  },
};

await build({
  entryPoints: testing ? tests.map((name) => `test/${name}`) : entries,
  outdir: testing ? "target/test" : "target/classes/assets",
  bundle: true,
  format: "esm",
  platform: testing ? "node" : "browser",
  target: "es2024",
  minify: !testing,
  sourcemap: !testing,
  loader: { ".woff2": "file", ".txt": "text" },
  charset: "utf8",
  assetNames: "fonts/[name]",
  plugins: [woff2Only],
});

if (!testing) {
  const names = readFileSync("src/icons.txt", "utf8").split("\n").filter((name) => name !== "");
  const symbols = names.map((name) => {
    const svg = readFileSync(`node_modules/lucide-static/icons/${name}.svg`, "utf8");
    return `<symbol id="${name}" viewBox="0 0 24 24">${svg.replace(/^[\s\S]*?<svg[^>]*>|<\/svg>\s*$/g, "").replaceAll(/\s*\n\s*/g, "")}</symbol>`;
  });
  mkdirSync("target/classes/assets", { recursive: true });
  writeFileSync("target/classes/assets/icons.svg", `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>\n`);
}
