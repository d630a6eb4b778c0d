// The library's fault that is mended when it is bundled: a random walk over groups of which it refused valid ones.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  type ClientState, createCommit, createGroup, createGroupInfoWithExternalPubAndRatchetTree, emptyPskIndex, generateKeyPackage, joinGroup, joinGroupExternal, type MLSMessage,
  processMessage, type Proposal,
} from "ts-mls";
import { utf8 } from "../src/dossier/bytes.ts";
import { QUICK } from "./crowd.ts";

const SEED = Number(process.env["SEED"] ?? Math.floor(Math.random() * 1_000_000));
const SUITE = QUICK.crypto;
const LIFETIME = { notBefore: 0n, notAfter: BigInt(Math.floor(Date.now() / 1_000) + 3_600) };
const OPTIONS = { wireAsPublicMessage: true, ratchetTreeExtension: true };

class Walk {
  private readonly members = new Map<number, ClientState>();
  private names = 0;
  joins = 0;

  constructor(private state: number) {}

  private chance(): number {
    this.state = (Math.imul(this.state, 1_664_525) + 1_013_904_223) >>> 0;
    return this.state / 2 ** 32;
  }

  private keyPackage() {
    return generateKeyPackage({ credentialType: "basic", identity: utf8(`m${this.names++}`) }, QUICK.capabilities, LIFETIME, [], SUITE);
  }

  async begin(): Promise<void> {
    const { publicPackage, privatePackage } = await this.keyPackage();
    this.members.set(0, await createGroup(new Uint8Array(16), publicPackage, privatePackage, [], SUITE));
  }

  async step(): Promise<void> {
    const all = [...this.members.keys()];
    const by = all[Math.floor(this.chance() * all.length)] ?? 0;
    const what = this.chance();
    if (all.length < 7 && (what < 0.45 || all.length < 3)) await this.add(by, 1 + Math.floor(this.chance() * 3));
    else if (what < 0.65 || all.length > 6) await this.remove(by, all.filter((index) => index !== by)[Math.floor(this.chance() * (all.length - 1))] ?? by);
    else if (what < 0.8) await this.commit(by, []);
    else await this.enter(by);
  }

  private async add(by: number, count: number): Promise<void> {
    const made = await Promise.all(Array.from({ length: count }, () => this.keyPackage()));
    const welcome = await this.commit(by, made.map(({ publicPackage }) => ({ proposalType: "add" as const, add: { keyPackage: publicPackage } })));
    for (const { publicPackage, privatePackage } of made) {
      this.joins++;
      assert.ok(welcome);
      const state = await joinGroup(welcome, publicPackage, privatePackage, emptyPskIndex, SUITE);
      this.members.set(state.privatePath.leafIndex, state);
    }
  }

  private async remove(by: number, removed: number): Promise<void> {
    const gone = this.members.get(removed);
    this.members.delete(removed);
    if (gone !== undefined) await this.commit(by, [{ proposalType: "remove", remove: { removed } }]);
  }

  private async commit(by: number, extraProposals: Proposal[]) {
    const made = await createCommit({ state: this.members.get(by) as ClientState, cipherSuite: SUITE }, { ...OPTIONS, extraProposals });
    await this.tell(made.commit, by);
    this.members.set(by, made.newState);
    return made.welcome;
  }

  private async enter(by: number): Promise<void> {
    const info = await createGroupInfoWithExternalPubAndRatchetTree(this.members.get(by) as ClientState, [], SUITE);
    const { publicPackage, privatePackage } = await this.keyPackage();
    this.joins++;
    const entered = await joinGroupExternal(info, publicPackage, privatePackage, false, SUITE);
    await this.tell({ version: "mls10", wireformat: "mls_public_message", publicMessage: entered.publicMessage }, -1);
    this.members.set(entered.newState.privatePath.leafIndex, entered.newState);
  }

  private async tell(message: MLSMessage, by: number): Promise<void> {
    assert.equal(message.wireformat, "mls_public_message");
    for (const [index, state] of this.members) {
      if (index === by || message.wireformat !== "mls_public_message") continue;
      this.members.set(index, (await processMessage(message, state, emptyPskIndex, () => "accept", SUITE)).newState);
    }
  }
}

test(`whoever is let into a valid group is in (seed ${SEED})`, async () => {
  const walk = new Walk(SEED);
  await walk.begin();
  for (let step = 0; step < 20; step++) await walk.step();
  assert.ok(walk.joins > 5);
});
