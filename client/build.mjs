// Bundles what the pages load into target/classes/assets; with --test, the tests into target/test; with --bench, what is measured.
// Whoever builds the same sources gets the same bytes, wherever they lie: no path, time or machine is in them.
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";

const measuring = process.argv.includes("--bench");
const testing = process.argv.includes("--test") || measuring;
const assets = "target/classes/assets";
/** What the node adds of its own: styles and pictures that no bundler has to touch. */
const added = "../node/src/main/resources/static";
const sources = ["room.ts", "pages.ts", "passkey.ts", "device.ts", "office.ts", "record.ts", "record-worker.ts", "room-worker.ts", "fonts.css"];
const entries = sources.map((name) => `src/${name}`).filter((file) => existsSync(file));
const apart = measuring ? "bench" : "test";
/** Tests, and beside them pages and workers that browser tests load: never shipped. */
const isTest = (name) => name.endsWith(".test.ts") || /^browser\/.*\.ts$/.test(name);
const tests = existsSync(apart) ? readdirSync(apart, { recursive: true }).filter((name) => (measuring ? name.endsWith(".ts") : isTest(name))) : [];

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

if (!testing) rmSync(assets, { recursive: true, force: true });

/**
 * ts-mls 1.6.4 compares the unmerged leaves of all nodes above a leaf, where RFC 9420 section 12.4.3.1 means those below the
 * node that names it: valid trees are refused. And of its suites only one is used here: the others' libraries stay out.
 */
const groupKeys = {
  name: "group-keys",
  setup(bundle) {
    const mended = [
      ['if (tree[nodeIndex]?.nodeType !== "leaf" && !dp.includes(', 'if (tree[nodeIndex]?.nodeType !== "leaf" || !dp.includes('],
      ["for (const parentIdx of dp) {", "for (const parentIdx of dp.slice(0, dp.indexOf(toNodeIndex(i)))) {"],
      ["if (!arraysEqual(dpNode.parent.unmergedLeaves, n.parent.unmergedLeaves))", "if (!dpNode.parent.unmergedLeaves.includes(unmergedLeaf))"],
    ];
    bundle.onLoad({ filter: /ts-mls\/dist\/src\/clientState\.js$/ }, ({ path }) => {
      let contents = readFileSync(path, "utf8");
      for (const [wrong, right] of mended) {
        if (contents.split(wrong).length !== 2) throw new Error(`ts-mls is not as it was: ${wrong}`);
        contents = contents.replace(wrong, right);
      }
      return { contents, loader: "js" };
    });
    const unused = /^@noble\/|^@hpke\/(chacha20poly1305|dhkem-x448|ml-kem)$/;
    bundle.onResolve({ filter: unused }, ({ path, importer }) => (/ts-mls/.test(importer) ? { path, namespace: "unused" } : undefined));
    bundle.onLoad({ filter: /.*/, namespace: "unused" }, () => ({ contents: "module.exports = {};", loader: "js" }));
  },
};

await build({
  entryPoints: testing ? tests.map((name) => `${apart}/${name}`) : entries,
  outdir: testing ? `target/${apart}` : assets,
  bundle: true,
  format: "esm",
  platform: testing ? "node" : "browser",
  target: "es2024",
  minify: !testing,
  sourcemap: !testing,
  loader: { ".woff2": "file", ".txt": "text" },
  charset: "utf8",
  assetNames: "fonts/[name]",
  plugins: [woff2Only, groupKeys],
  preserveSymlinks: true,
});

if (!testing) {
  const names = readFileSync("src/icons.txt", "utf8").split("\n").filter((name) => name !== "");
  const symbols = names.map((name) => {
    const svg = readFileSync(`node_modules/lucide-static/icons/${name}.svg`, "utf8");
    return `<symbol id="${name}" viewBox="0 0 24 24">${svg.replace(/^[\s\S]*?<svg[^>]*>|<\/svg>\s*$/g, "").replaceAll(/\s*\n\s*/g, "")}</symbol>`;
  });
  mkdirSync(assets, { recursive: true });
  writeFileSync(`${assets}/icons.svg`, `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>\n`);
  writeFileSync(`${assets}/manifest.json`, manifest(assets, added));
}

/** Canonical JSON: each file that a page may load, with its SHA-256. The SHA-256 of this text names the client as a whole. */
function manifest(...folders) {
  const digests = folders.filter((folder) => existsSync(folder)).flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`)
    .map((file) => [file.slice(folder.length + 1), createHash("sha256").update(readFileSync(file)).digest("base64url")]));
  return JSON.stringify(Object.fromEntries(digests.sort(([one], [other]) => (one < other ? -1 : 1))));
}
