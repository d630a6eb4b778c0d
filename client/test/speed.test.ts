// How long a change of epoch takes, and how large its messages are: MEASURE=1 node --test target/test/speed.test.js
import { test } from "node:test";
import { type CiphersuiteName } from "ts-mls";
import { Group } from "../src/crypto/group.ts";
import { HYBRID, loadSuite } from "../src/crypto/suite.ts";
import { gathered, guest, leaves, Ledger, NOW } from "./crowd.ts";

const CLASSICAL: CiphersuiteName = "MLS_128_DHKEMX25519_AES128GCM_SHA256_Ed25519";

/** With the processor's milliseconds, which others on the machine change little. */
async function timed<T>(work: () => Promise<T>): Promise<[T, number]> {
  const begin = process.cpuUsage();
  const done = await work();
  const { user, system } = process.cpuUsage(begin);
  return [done, (user + system) / 1_000];
}

function median(all: number[]): string {
  return (all.sort((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0).toFixed(0);
}

test("a change of epoch is quick", { skip: process.env["MEASURE"] === undefined }, async () => {
  for (const name of [CLASSICAL, HYBRID]) {
    const suite = await loadSuite(name);
    for (const count of [2, 8, 32]) {
      const ledger = new Ledger();
      const guests = await Promise.all(Array.from({ length: count + 1 }, (_, at) => guest(ledger, `p${at}`, "a", suite)));
      const [comer, ...members] = guests.toReversed();
      const [first, second] = await gathered(...members) as [Group, Group];
      if (comer === undefined) throw new Error("nobody");
      guests.forEach(({ judge }) => judge.catchUp());
      const times: Record<string, number[]> = { leaf: [], add: [], "own echo": [], follow: [], "join by welcome": [], remove: [], "follow removal": [], enter: [], "follow entry": [] };
      const sizes: Record<string, number> = {};
      const note = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
        const [done, millis] = await timed(work);
        times[what]?.push(millis);
        return done;
      };
      for (let round = 0; round < 5; round++) {
        const leaf = await note("leaf", () => comer.leaf());
        const added = await note("add", () => first.propose([leaf.keyPackage], NOW));
        if (added === undefined) throw new Error("nothing to do");
        Object.assign(sizes, { keyPackage: leaf.keyPackage.length, addCommit: added.commit.length, welcome: added.welcome.length, groupInfo: added.groupInfo.length });
        await note("own echo", () => first.take(added.commit, NOW));
        await note("follow", () => second.take(added.commit, NOW));
        await note("join by welcome", () => Group.join(leaf, added.welcome, comer.ground));
        const own = await comer.leaf();
        const entered = await note("enter", () => Group.enter(own, added.groupInfo, comer.ground));
        sizes["entryCommit"] = entered.proposed.commit.length;
        await first.take(entered.proposed.commit, NOW);
        await note("follow entry", () => second.take(entered.proposed.commit, NOW));
        leaves(ledger, comer);
        guests.forEach(({ judge }) => judge.catchUp());
        const removed = await note("remove", () => first.propose([], NOW));
        if (removed === undefined) throw new Error("nothing to do");
        sizes["removeCommit"] = removed.commit.length;
        await first.take(removed.commit, NOW);
        await note("follow removal", () => second.take(removed.commit, NOW));
        ledger.write(comer.maker.chain, { person: comer.maker.person, device: comer.maker.device, role: comer.maker.role, inside: true });
        guests.forEach(({ judge }) => judge.catchUp());
      }
      console.log(name.includes("XWING") ? "suite 83" : "suite 1", `${count} members`, Object.entries(times).map(([what, all]) => `${what} ${median(all)}`).join(", "), "ms of processor;", JSON.stringify(sizes));
    }
  }
});
