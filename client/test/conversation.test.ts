import assert from "node:assert/strict";
import { test } from "node:test";
import { writeWord } from "../src/crypto/chat.ts";
import { sealing } from "../src/crypto/documents.ts";
import { type ChatWord, Speech } from "../src/crypto/speech.ts";
import { Conversation } from "../src/custody/conversation.ts";
import type { News } from "../src/protocol/keeper.ts";
import { gathered, guest, Ledger } from "./crowd.ts";

const ANA = { chain: "side", person: "ana" };
const SELF = { ...ANA, talk: "", file: "", documents: "/documents", client: "" };

function conversation() {
  const told: News[] = [];
  const said: ChatWord[] = [];
  const talk = new Conversation((news) => told.push(news), (word) => said.push(word));
  talk.begin(SELF);
  const lines = () => told.flatMap((news) => (news.kind === "line" ? [news.line] : []));
  return { talk, told, said, lines };
}

test("nobody can change what she has said", () => {
  const { talk, lines } = conversation();
  talk.hear({ chain: "other", person: "ben" }, { t: "text", id: "w", text: "agreed", at: 1 });
  talk.hear({ chain: "other", person: "ben" }, { t: "text", id: "w", text: "refused", at: 1 });
  assert.deepEqual(lines().map(({ text }) => text), ["agreed"]);
  talk.hear({ chain: "other", person: "cleo" }, { t: "text", id: "w", text: "refused", at: 1 });
  assert.equal(lines().length, 2, "another may use the same id");
});

test("words that were not with everybody when she left are shown as not sent", () => {
  const { talk, said, lines } = conversation();
  talk.say("one");
  talk.say("two");
  talk.sent(said[0]?.id ?? "");
  talk.abandon();
  assert.deepEqual(lines().slice(-2).map(({ text, sent }) => [text, sent]), [["one", "sent"], ["two", "failed"]]);
});

test("a document that is cancelled while it is sealed is not handed over", async (context) => {
  let uploads = 0;
  class Request {
    upload = {};
    status = 201;
    responseText = "blob";
    onload = () => {};
    open() {}
    setRequestHeader() {}
    abort() {}
    send() {
      uploads++;
      this.onload();
    }
  }
  (globalThis as { XMLHttpRequest?: unknown }).XMLHttpRequest = Request;
  context.after(() => delete (globalThis as { XMLHttpRequest?: unknown }).XMLHttpRequest);
  const { talk, told, said, lines } = conversation();
  await talk.share(new File(["text"], "kept.txt"));
  assert.deepEqual([uploads, said.length], [1, 1], "it is, where nobody cancels");
  const sharing = talk.share(new File(["text"], "cancelled.txt"));
  talk.cancel(lines().at(-1)?.id ?? "");
  await sharing;
  assert.deepEqual([uploads, said.length], [1, 1]);
  assert.ok(told.some((news) => news.kind === "progress" && news.progress.failed === "cancelled"));
});

test("a document that is on its way to her node is waited for, with progress", async (context) => {
  const { key, stream, digest } = await sealing();
  const sealed = await new Response(new Blob(["agreed"]).stream().pipeThrough(stream)).blob();
  const answers = [new Response("0", { status: 202 }), new Response("11", { status: 202 }), new Response(sealed)];
  context.mock.method(globalThis, "fetch", () => Promise.resolve(answers.shift() ?? new Response("", { status: 404 })));
  const { talk, told } = conversation();
  const word = { t: "file" as const, id: "w", blob: "blob", key, name: "a.txt", type: "", size: 6, digest: await digest(), at: 1 };
  talk.hear({ chain: "other", person: "ben" }, word);
  await talk.fetch("other ben w");
  const progress = told.flatMap((news) => (news.kind === "progress" ? [news.progress] : []));
  assert.deepEqual(progress.map(({ done, total }) => [done, total]), [[0, 44], [11, 44], [44, 44]]);
  const got = told.find((news) => news.kind === "document");
  assert.equal(await got?.content.text(), "agreed");
  await talk.fetch("other ben w");
  assert.deepEqual(told.flatMap((news) => (news.kind === "progress" ? [news.progress.failed] : [])).at(-1), "network", "where there is none");
});

test("she need not wait for a document that is on its way", async (context) => {
  context.mock.method(globalThis, "fetch", () => Promise.resolve(new Response("0", { status: 202 })));
  const { talk, told } = conversation();
  talk.hear({ chain: "other", person: "ben" }, { t: "file", id: "w", blob: "blob", key: "A".repeat(43), name: "a", type: "", size: 6, digest: "", at: 1 });
  const fetching = talk.fetch("other ben w");
  talk.cancel("other ben w");
  await fetching;
  assert.ok(told.some((news) => news.kind === "progress" && news.progress.failed === "cancelled"));
});

test("a member cannot speak under the id of another's word", async () => {
  const ledger = new Ledger();
  const [ana, ben, cleo] = await gathered(await guest(ledger, "ana"), await guest(ledger, "ben"), await guest(ledger, "cleo"));
  assert.ok(ana && ben && cleo);
  const speech = new Speech();
  const word = writeWord({ t: "here", epoch: ana.epoch });
  const id = `here-${cleo.own.index}-${cleo.epoch}`;
  await assert.rejects(speech.listen(ana, id, await ben.seal(word, id)), { rule: "GARBAGE" });
  assert.deepEqual(await speech.listen(ana, id, await cleo.seal(word, id)), { kind: "here", leaf: cleo.own.index });
});
