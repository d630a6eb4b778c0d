import assert from "node:assert/strict";
import { test } from "node:test";
import { Group } from "../src/crypto/group.ts";
import { loadSuite } from "../src/crypto/suite.ts";
import { utf8 } from "../src/dossier/bytes.ts";
import { gathered, guest, leaves, Ledger, NOW, same, words } from "./crowd.ts";

const hybrid = await loadSuite();

test("two people talk", async () => {
  const ledger = new Ledger();
  const ana = await guest(ledger, "ana", "a", hybrid);
  const ben = await guest(ledger, "ben", "b", hybrid);
  ana.judge.catchUp();

  const created = await Group.create(await ana.leaf(), ana.ground);
  const anas = created.group;
  const leaf = await ben.leaf();
  const proposed = await anas.propose([leaf.keyPackage], NOW);
  assert.ok(proposed);
  const change = await anas.take(proposed.commit, NOW);
  const bens = await Group.join(leaf, proposed.welcome, ben.ground);

  assert.deepEqual(change.added.map(({ person }) => person), ["ben"]);
  assert.deepEqual([anas.epoch, bens.epoch], [1, 1]);
  assert.deepEqual(bens.leaves.map(({ person, own }) => [person, own]), [["ana", false], ["ben", true]]);
  const [one, other] = await same([anas, bens]);
  assert.equal(one, other);

  const { from, id, content } = await bens.open(await anas.seal(utf8("good morning"), "m1"));
  assert.deepEqual([from.person, id, words(content)], ["ana", "m1", "good morning"]);
  const sender = new Uint8Array(8);
  assert.deepEqual(await anas.secret("SFrame 1.0 Base Key", sender, 16), await bens.secret("SFrame 1.0 Base Key", sender, 16));
});

test("who comes back takes her earlier place by herself, and the others see it", async () => {
  const ledger = new Ledger();
  const [ana, ben] = [await guest(ledger, "ana"), await guest(ledger, "ben", "b")];
  const [anas, bens] = await gathered(ana, ben) as [Group, Group];
  const described = await anas.propose([], NOW);
  assert.equal(described, undefined);
  const { groupInfo } = await Group.create(await ana.leaf(), ana.ground);
  const alone = await Group.enter(await ben.leaf(), groupInfo, ben.ground);
  assert.equal(alone.group.leaves.length, 2);

  const cleo = await guest(ledger, "cleo");
  ana.judge.catchUp();
  ben.judge.catchUp();
  const cleos = await cleo.leaf();
  const proposed = await anas.propose([cleos.keyPackage], NOW);
  assert.ok(proposed);
  await anas.take(proposed.commit, NOW);
  await bens.take(proposed.commit, NOW);
  const again = await Group.enter(await ben.leaf(), proposed.groupInfo, ben.ground);
  const change = await anas.take(again.proposed.commit, NOW);
  assert.deepEqual([change.added.map(({ person }) => person), change.removed.map(({ person }) => person)], [["ben"], ["ben"]]);
  assert.equal((await bens.take(again.proposed.commit, NOW)).ended, "replaced");
  const [one, other] = await same([anas, again.group]);
  assert.equal(one, other);
});

test("who went out is removed, and has no key of what follows", async () => {
  const ledger = new Ledger();
  const [ana, ben, cleo] = [await guest(ledger, "ana"), await guest(ledger, "ben", "b"), await guest(ledger, "cleo")];
  const [anas, bens, cleos] = await gathered(ana, ben, cleo) as [Group, Group, Group];
  assert.deepEqual(anas.stale(NOW), []);
  leaves(ledger, ben);
  [ana, ben, cleo].forEach(({ judge }) => judge.catchUp());
  assert.deepEqual(anas.stale(NOW).map(({ person }) => person), ["ben"]);
  const proposed = await anas.propose([], NOW);
  assert.ok(proposed);
  const [before] = await same([bens]);
  await anas.take(proposed.commit, NOW);
  await cleos.take(proposed.commit, NOW);
  assert.equal((await bens.take(proposed.commit, NOW)).ended, "removed");
  const [one, other] = await same([anas, cleos]);
  assert.equal(one, other);
  assert.notEqual(one, before);
});

test("of two commits the first counts, and the other's author follows it", async () => {
  const ledger = new Ledger();
  const [ana, ben, cleo, dan] = [await guest(ledger, "ana"), await guest(ledger, "ben"), await guest(ledger, "cleo"), await guest(ledger, "dan")];
  const [anas, bens] = await gathered(ana, ben) as [Group, Group];
  const [c, d] = [await cleo.leaf(), await dan.leaf()];
  [ana, ben].forEach(({ judge }) => judge.catchUp());
  const first = await anas.propose([c.keyPackage], NOW);
  const second = await bens.propose([d.keyPackage], NOW);
  assert.ok(first && second);
  await anas.take(first.commit, NOW);
  await bens.take(first.commit, NOW);
  await assert.rejects(anas.take(second.commit, NOW), { rule: "WRONG_EPOCH" });
  const [one, other] = await same([anas, bens]);
  assert.equal(one, other);
});

test("of two proposals of her own whichever comes back is the one that counts", async () => {
  const ledger = new Ledger();
  const [ana, ben, cleo] = [await guest(ledger, "ana"), await guest(ledger, "ben", "b"), await guest(ledger, "cleo")];
  const [anas, bens] = await gathered(ana, ben, cleo) as [Group, Group];
  leaves(ledger, cleo);
  ana.judge.catchUp();
  ben.judge.catchUp();
  const [first, second] = [await anas.propose([], NOW), await anas.propose([], NOW)];
  assert.ok(first && second);
  await anas.take(first.commit, NOW);
  await bens.take(first.commit, NOW);
  const [one, other] = await same([anas, bens]);
  assert.equal(one, other);
  assert.deepEqual(anas.leaves.map(({ person }) => person), ["ana", "ben"]);
});
