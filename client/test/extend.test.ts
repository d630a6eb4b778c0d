import assert from "node:assert/strict";
import { test } from "node:test";
import type { Head } from "../src/dossier/act.ts";
import { Dossier } from "../src/dossier/dossier.ts";
import { readFile } from "../src/dossier/file.ts";
import { prepare } from "../src/dossier/log.ts";
import { Refusal } from "../src/dossier/refusal.ts";
import { Verifier } from "../src/dossier/verifier.ts";
import { file, inOrder } from "./vectors.ts";

const CLOSED = file("state", "closed");

async function whole(name = "closed"): Promise<Dossier> {
  const read = await Dossier.read(file("state", name));
  assert.ok(read instanceof Dossier);
  return read;
}

/** Another last character of the seal: the signature is another one, the form stays. */
function forged(jws: string): string {
  return jws.replace(/.(.)$/, (_, last: string) => `${jws.at(-2) === "B" ? "C" : "B"}${last}`);
}

test("entries that are pushed one by one end where the whole file ends", async () => {
  for (const name of ["closed", "three-5", "two-19"]) {
    const entries = await inOrder(file("state", name));
    const read = await whole(name);
    const grown = new Dossier(read.talk);
    for (const entry of entries) assert.deepEqual(await grown.extend([entry]), { added: 1, waiting: 0 });
    assert.deepEqual(grown.newest(), read.newest());
    assert.ok(grown.hasVerified(read.newest()));
  }
});

test("what came already is passed over, and what comes too early waits for its past", async () => {
  const entries = await inOrder(CLOSED);
  const dossier = new Dossier(readFile(CLOSED).talk);
  assert.deepEqual(await dossier.extend(entries.slice(1)), { added: 0, waiting: entries.length - 1 }, "nothing before the first");
  assert.deepEqual(await dossier.extend(entries.slice(0, 1)), { added: entries.length, waiting: 0 });
  assert.deepEqual(await dossier.extend(entries), { added: 0, waiting: 0 });
  assert.deepEqual(dossier.newest(), (await whole()).newest());
});

test("a bad entry is refused by name and changes nothing before it", async () => {
  const entries = await inOrder(CLOSED);
  const dossier = new Dossier(readFile(CLOSED).talk);
  const bad = entries.with(6, forged(entries[6] ?? ""));
  const { added, refused } = await dossier.extend(bad);
  assert.equal(added, 6);
  assert.equal(refused?.reason, "SIGNATURE_INVALID");
  assert.equal((await dossier.extend(["x"])).refused?.reason, "NOT_JWS");
  assert.equal([...dossier.newest().values()].reduce((sum, { seq }) => sum + seq, 0), 6);
  assert.equal((await dossier.extend(entries)).refused, undefined, "and the good one is taken in after it");
  assert.deepEqual(dossier.newest(), (await whole()).newest());
});

test("an entry of another talk is refused", async () => {
  const entries = await inOrder(CLOSED);
  const other = new Dossier("AAAAAAAAAAAAAAAAAAAAAA");
  assert.equal((await other.extend(entries)).refused?.reason, "TALK_MISMATCH");
  assert.equal(other.newest().size, 0);
});

test("two entries of one number freeze the dossier, whatever comes first", async () => {
  const forks = file("state", "forked-6");
  assert.ok(!(await new Verifier().verify(forks)).holds);
  const { talk } = readFile(forks);
  const entries = await inOrder(forks);
  for (const order of [entries, [...entries.slice(0, 6), ...entries.slice(6).reverse()]]) {
    const dossier = new Dossier(talk);
    let said: string | undefined;
    for (const entry of order) said ??= (await dossier.extend([entry])).refused?.reason;
    assert.equal(said, "EQUIVOCATION");
    assert.ok(dossier.forked);
    assert.equal(dossier.now().why({ chain: "", person: "", role: "", device: "" }), "FORKED");
  }
});

test("heads are a cut only if nothing that they have seen is left out", async () => {
  const dossier = await whole();
  const newest = dossier.newest();
  assert.ok(dossier.at(newest) !== undefined, "control");
  const [[chain = "", head = { seq: 0, hash: "" }] = []] = newest;
  assert.equal(dossier.at(new Map([[chain, head]])), undefined, "the other chain was seen");
  assert.equal(dossier.hasVerified(new Map([[chain, head]])), false);
  assert.equal(dossier.at(new Map(newest).set(chain, { ...head, seq: head.seq + 1 })), undefined, "beyond the end");
  assert.equal(dossier.at(new Map(newest).set(chain, { ...head, seq: head.seq - 1 })), undefined, "another entry's hash");
  assert.equal(dossier.hasVerified(new Map(newest).set(chain, { ...head, seq: head.seq - 1 })), false);
  assert.equal(dossier.at(newest), dossier.at(new Map([...newest].reverse())), "kept, whatever the order");
});

test("whatever is changed in an entry, it is not taken in and nothing else is lost", async () => {
  const entries = await inOrder(CLOSED);
  const dossier = new Dossier(readFile(CLOSED).talk);
  for (const [count, entry] of entries.entries()) {
    for (let at = 3 + (count % 41); at < entry.length; at += 577) {
      const before = dossier.newest();
      const other = entry[at] === "A" ? "B" : "A";
      const { added, waiting, refused } = await dossier.extend([entry.slice(0, at) + other + entry.slice(at + 1)]);
      assert.equal(added, 0, `entry ${count} character ${at}`);
      assert.ok(refused === undefined ? waiting > 0 : refused.reason !== "EQUIVOCATION", `entry ${count} character ${at}`);
      assert.deepEqual(dossier.newest(), before);
    }
    assert.equal((await dossier.extend([entry])).added, 1, "control: unchanged it is taken in");
  }
  assert.equal(dossier.forked, false);
});

test("entries that come in any order end where the file ends", async () => {
  const entries = await inOrder(CLOSED);
  const read = await whole();
  for (let turn = 1; turn <= 8; turn++) {
    const dossier = new Dossier(read.talk);
    const rank = (at: number): number => (at * 7919 * turn) % 101;
    for (const [, entry] of [...entries.entries()].sort(([a], [b]) => rank(a) - rank(b))) assert.equal((await dossier.extend([entry])).refused, undefined);
    assert.deepEqual(dossier.newest(), read.newest());
  }
});

test("two entries of one number by whoever is outside the talk stop nobody, until somebody inside has seen one", async () => {
  const entries = await inOrder(file("state", "outside-forked"));
  const dossier = new Dossier(readFile(file("state", "outside-forked")).talk);
  for (const entry of entries) assert.equal((await dossier.extend([entry])).refused, undefined);
  assert.equal(dossier.forked, false);
  assert.equal(dossier.strays.size, 1);
  assert.deepEqual(dossier.newest(), (await whole("outside-forked")).newest());
  assert.equal(dossier.newest().size, 2, "a call goes by who is in the talk");
  const seen = file("state", "outside-forked-then-seen");
  const stopped = new Dossier(readFile(seen).talk);
  const said = [];
  for (const entry of await inOrder(seen)) said.push((await stopped.extend([entry])).refused?.reason);
  assert.ok(said.includes("EQUIVOCATION"));
  assert.ok(stopped.forked, "control");
});

test("what was admitted by a chain of which nothing counts any more is not admitted from memory", async () => {
  const dossier = new Dossier(readFile(file("state", "outside-forked")).talk);
  const cut = new Map<string, Head>();
  const asked: Map<string, Head>[] = [];
  for (const jws of await inOrder(file("state", "outside-forked"))) {
    const entry = await prepare(jws);
    assert.ok(!(entry instanceof Refusal));
    assert.equal((await dossier.extend([jws])).refused, undefined);
    cut.set(entry.chain, { seq: entry.seq, hash: entry.hash });
    if (dossier.strays.size === 0 && dossier.at(cut) !== undefined) asked.push(new Map(cut));
  }
  const strayed = asked.filter((heads) => [...heads.keys()].some((chain) => dossier.strays.has(chain)));
  assert.ok(strayed.length > 0, "control: it was admitted before");
  for (const heads of strayed) assert.equal(dossier.at(heads), undefined);
});

test("more chains than an entry can name do not widen the cut that a call goes by", async () => {
  const dossier = await whole("outside-many");
  assert.equal(dossier.newest().size, 2);
  assert.equal(dossier.forked, false);
  assert.ok(dossier.now() !== undefined);
});
