// No key may seal twice with one nonce (NIST SP 800-38D section 8). Watched where WebCrypto is called, below all of our own code.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Keyring } from "../src/crypto/keyring.ts";
import { type Holder, type Purpose, PURPOSES } from "../src/protocol/keeper.ts";
import { ANNA, epochFor, MARIA, randomOf, TestClock, VIKTOR } from "./roomkeys.ts";

interface Watch {
  sealed: number;
  repeated: number;
  keys: Set<string>;
  end(): void;
}

// A key is known by what it was derived from, wherever and however often that was.
function watch(): Watch {
  const { importKey, deriveKey, encrypt } = crypto.subtle;
  const names = new WeakMap<CryptoKey, string>();
  const spent = new Set<string>();
  const hex = (bytes: unknown): string => Buffer.from(bytes as Uint8Array).toString("hex");
  const seen: Watch = { sealed: 0, repeated: 0, keys: new Set(), end: () => Object.assign(crypto.subtle, { importKey, deriveKey, encrypt }) };
  const call = (original: unknown, args: unknown[]): Promise<never> => (original as (...all: unknown[]) => Promise<never>).apply(crypto.subtle, args);
  Object.assign(crypto.subtle, {
    importKey: async (...args: unknown[]) => {
      const key: CryptoKey = await call(importKey, args);
      names.set(key, hex(args[1]));
      return key;
    },
    deriveKey: async (...args: unknown[]) => {
      const key: CryptoKey = await call(deriveKey, args);
      names.set(key, `${names.get(args[1] as CryptoKey)} ${hex((args[0] as HkdfParams).info)}`);
      return key;
    },
    encrypt: (...args: unknown[]) => {
      const name = names.get(args[1] as CryptoKey) ?? assert.fail("an unknown key");
      const pair = `${name} ${hex((args[0] as AesGcmParams).iv)}`;
      seen.sealed++;
      seen.keys.add(name);
      if (spent.has(pair)) seen.repeated++;
      spent.add(pair);
      return call(encrypt, args);
    },
  });
  return seen;
}

interface Tab {
  leaf: number;
  keyring: Keyring;
  /** What the transforms of this tab's connections seal with: one keyring for all, or, in the broken variant, one each. */
  transforms: Map<Purpose, Keyring>;
}

/** Everything that happens to tabs of three people in an hour, by chance. `fresh`: each new transform gets a keyring of its own. */
async function hour(seed: number, fresh: boolean): Promise<void> {
  const random = randomOf(seed);
  const clock = new TestClock();
  const people: Holder[] = [ANNA, VIKTOR, MARIA];
  let groups = 0;
  let group = `${seed} ${groups}`;
  let epoch = 0;
  let leaves = new Map<number, Holder>();
  let tabs: Tab[] = [];
  const enterAll = (removal: boolean): void => {
    for (const tab of tabs) for (const keyring of new Set([tab.keyring, ...tab.transforms.values()])) keyring.enter(epochFor(tab.leaf, epoch, leaves, removal, group));
  };
  const commit = (removal: boolean): void => {
    epoch++;
    enterAll(removal);
  };
  const keyringFor = (tab: Tab): Keyring => {
    if (!fresh) return tab.keyring;
    const keyring = new Keyring(clock);
    keyring.enter(epochFor(tab.leaf, epoch, leaves, false, group));
    return keyring;
  };
  const connect = (tab: Tab): void => PURPOSES.forEach((purpose) => tab.transforms.set(purpose, keyringFor(tab)));
  const arrive = (holder: Holder): void => {
    const leaf = [...Array(1_000).keys()].find((each) => !leaves.has(each))!;
    leaves = new Map([...leaves, [leaf, holder]]);
    const tab: Tab = { leaf, keyring: new Keyring(clock), transforms: new Map() };
    tabs.push(tab);
    commit(false);
    connect(tab);
  };
  const remove = (tab: Tab): void => {
    leaves = new Map([...leaves].filter(([leaf]) => leaf !== tab.leaf));
    tabs = tabs.filter((each) => each !== tab);
    commit(true);
  };
  // Three sizes of a picture, or a burst of sound: one after the other or at the same moment.
  const talk = async (tab: Tab): Promise<void> => {
    const purpose = PURPOSES[random(4)]!;
    const keyring = tab.transforms.get(purpose)!;
    const seal = (): Promise<unknown> => keyring.seal(purpose, new Uint8Array([random(256)]), new Uint8Array([random(256)]));
    if (random(2) === 0) await Promise.all([seal(), seal(), seal()]);
    else for (let i = 0; i < 3; i++) await seal();
  };
  const events: ((tab: Tab) => void | Promise<void>)[] = [
    talk, talk, talk, talk, talk, talk, talk, talk,
    (tab) => { remove(tab); arrive(people[random(3)]!); },               // reload: the old leaf goes, a new one comes
    (tab) => { tabs = tabs.filter((each) => each !== tab); arrive(people[random(3)]!); }, // crash: the old leaf is still there
    () => { if (tabs.length < 6) arrive(people[random(3)]!); },           // a second tab, or somebody else
    (tab) => void tab.transforms.set(PURPOSES[random(4)]!, keyringFor(tab)), // another track in the place of one
    connect,                                                              // another peer connection
    () => commit(random(2) === 0),
    // Leaves of those that crashed go, and their places are free again.
    () => { leaves = new Map([...leaves].filter(([leaf]) => tabs.some((each) => each.leaf === leaf))); commit(true); },
    () => enterAll(false),                                                // resumed: the same epoch again
    (tab) => { tab.keyring.reset(); enterAll(false); },                   // a group taken for lost that was not
    (tab) => { tab.keyring.stop(); tab.keyring.refuse(random(20)); },
    () => { if (random(8) > 0) return; group = `${seed} ${++groups}`; epoch = 0; for (const tab of tabs) { tab.keyring.reset(); connect(tab); } enterAll(false); },
    () => clock.pass(random(3_000)),
  ];
  arrive(ANNA);
  for (let i = 0; i < 250; i++) {
    if (tabs.length === 0) arrive(ANNA);
    const tab = tabs[random(tabs.length)]!;
    const under = random(3) === 0 ? talk(tab) : undefined; // also while a frame is being sealed
    await events[random(events.length)]!(tab);
    await under;
  }
}

test("no key seals twice with one counter, whatever happens", async () => {
  const seen = watch();
  try {
    for (let seed = 1; seed <= 20; seed++) await hour(seed * 7_919, false);
  } finally {
    seen.end();
  }
  assert.equal(seen.repeated, 0);
  assert.ok(seen.sealed > 1_500 && seen.keys.size > 300, `${seen.sealed} frames under ${seen.keys.size} keys`);
});

/** Positive control: counters that begin again with each transform are found. */
test("the watch finds counters that begin again", async () => {
  const seen = watch();
  try {
    for (let seed = 1; seed <= 5; seed++) await hour(seed * 7_919, true);
  } finally {
    seen.end();
  }
  assert.ok(seen.repeated > 0);
});
