// The same sources give the same bytes, whoever builds them and wherever they lie.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { after, test } from "node:test";
import { gzipSync } from "node:zlib";

const folder = resolve("target/reproducible");
rmSync(folder, { recursive: true, force: true });
after(() => rmSync(folder, { recursive: true, force: true }));

/** Builds a copy of the client and of the styles beside it; every file that came out, by its path. */
function built(place: string, change: (root: string) => void = () => {}): Map<string, Buffer> {
  const root = `${folder}/${place}`;
  mkdirSync(`${root}/client`, { recursive: true });
  for (const name of ["build.mjs", "package.json", "tsconfig.json", "src"]) cpSync(name, `${root}/client/${name}`, { recursive: true });
  for (const beside of ["node/src/main/resources/static", "dossier/src/main/resources"]) cpSync(`../${beside}`, `${root}/${beside}`, { recursive: true });
  symlinkSync(resolve("node_modules"), `${root}/client/node_modules`);
  change(root);
  execFileSync(process.execPath, ["build.mjs"], { cwd: `${root}/client`, stdio: ["ignore", "ignore", "inherit"] });
  const assets = `${root}/client/target/classes/assets`;
  const files = readdirSync(assets, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(files.map(({ parentPath, name }) => `${parentPath}/${name}`).map((file) => [file.slice(assets.length + 1), readFileSync(file)]));
}

const one = built("one");

test("two builds in two folders are the same to the byte", () => {
  const other = built("somewhere/quite/different");
  assert.deepEqual([...other.keys()].sort(), [...one.keys()].sort());
  for (const [name, bytes] of one) assert.ok(bytes.equals(other.get(name)!), name);
  for (const [name, bytes] of one) assert.ok(!bytes.includes(folder) && !bytes.includes(resolve(".")), `a path in ${name}`);
});

test("the manifest names every file with its digest, in canonical order", () => {
  const text = one.get("manifest.json")!.toString();
  const manifest: Record<string, string> = JSON.parse(text);
  assert.equal(text, JSON.stringify(Object.fromEntries(Object.entries(manifest).sort(([a], [b]) => (a < b ? -1 : 1)))));
  for (const [name, bytes] of one) {
    if (name !== "manifest.json") assert.equal(manifest[name], createHash("sha256").update(bytes).digest("base64url"), name);
  }
  for (const name of ["room.js", "icons.svg", "css/room.css"]) assert.ok(name in manifest, name);
});

test("control: one changed character is another manifest", () => {
  const other = built("changed", (root) => writeFileSync(`${root}/client/src/marks.ts`, `${readFileSync("src/marks.ts")}\nconsole.log("here");\n`));
  assert.ok(!one.get("manifest.json")!.equals(other.get("manifest.json")!));
});

test("the room's script stays small", () => {
  const scripts = ["room.js", "room-worker.js"].flatMap((name) => one.get(name) ?? []);
  const gzipped = scripts.reduce((sum, bytes) => sum + gzipSync(bytes).length, 0);
  assert.ok(gzipped > 5_000 && gzipped < 150_000, `${gzipped} bytes gzipped`);
});
