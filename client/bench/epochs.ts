// How long a change of keys takes in a group of so many: one line of JSON for each kind. Each step is what one browser
// does; the way through the node is not in it.
import { Group } from "../src/crypto/group.ts";
import { loadSuite } from "../src/crypto/suite.ts";
import type { Bytes } from "../src/dossier/bytes.ts";
import { type Guest, guest, leaves, Ledger, NOW } from "../test/crowd.ts";

const suite = await loadSuite();
const repetitions = Number(process.argv[2] ?? 20);

class Stopwatch {
  private readonly all = new Map<string, number[]>();

  async time<T>(what: string, work: () => Promise<T>): Promise<[T, number]> {
    const begun = performance.now();
    const result = await work();
    const millis = performance.now() - begun;
    this.note(what, millis);
    return [result, millis];
  }

  note(what: string, value: number): void {
    this.all.set(what, [...(this.all.get(what) ?? []), value]);
  }

  tell(members: number): void {
    for (const [what, values] of this.all) console.log(JSON.stringify({ what, members, values }));
  }
}

/** A group with one place free: who commits, and somebody else who is in it where there is anybody else. */
async function groupOf(count: number, ledger: Ledger): Promise<{ group: Group; other?: Group; judges: Guest["judge"][] }> {
  const guests: Guest[] = [];
  for (let at = 0; at < count; at++) guests.push(await guest(ledger, `person-${at}`, at % 2 === 0 ? "a" : "b", suite));
  guests.forEach(({ judge }) => judge.catchUp());
  const [first, second, ...rest] = guests as [Guest, ...Guest[]];
  const { group } = await Group.create(await first.leaf(), first.ground);
  if (second === undefined) return { group, judges: [first.judge] };
  const own = await second.leaf();
  const others = await Promise.all(rest.map(async (each) => (await each.leaf()).keyPackage));
  const proposed = await made(group, [own.keyPackage, ...others]);
  await group.take(proposed.commit, NOW);
  return { group, other: await Group.join(own, proposed.welcome, second.ground), judges: [first.judge, second.judge] };
}

async function made(group: Group, keyPackages: Bytes[]): Promise<NonNullable<Awaited<ReturnType<Group["propose"]>>>> {
  const proposed = await group.propose(keyPackages, NOW);
  if (proposed === undefined) throw new Error("nothing to propose");
  return proposed;
}

for (const members of [2, 8, 32]) {
  const watch = new Stopwatch();
  const ledger = new Ledger();
  const { group, other, judges } = await groupOf(members - 1, ledger);
  for (let round = 0; round < repetitions; round++) {
    const comer = await guest(ledger, `comer-${round}`, "b", suite);
    judges.forEach((judge) => judge.catchUp());
    comer.judge.catchUp();
    const leaf = await comer.leaf();
    const [added, proposing] = await watch.time("add: the committer", () => made(group, [leaf.keyPackage]));
    await group.take(added.commit, NOW);
    const following = other === undefined ? 0 : (await watch.time("add: a member", () => other.take(added.commit, NOW)))[1];
    const [, joining] = await watch.time("add: the one who joins", () => Group.join(leaf, added.welcome, comer.ground));
    watch.note("add: until all have the keys", proposing + Math.max(following, joining));
    watch.note("add: commit, kB", added.commit.length / 1_000);
    watch.note("add: welcome, kB", added.welcome.length / 1_000);
    leaves(ledger, comer);
    judges.forEach((judge) => judge.catchUp());
    const [removed, removing] = await watch.time("remove: the committer", () => made(group, []));
    await group.take(removed.commit, NOW);
    const last = other === undefined ? 0 : (await watch.time("remove: a member", () => other.take(removed.commit, NOW)))[1];
    watch.note("remove: until all have the keys", removing + last);
  }
  watch.tell(members);
}
