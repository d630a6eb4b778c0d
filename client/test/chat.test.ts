import assert from "node:assert/strict";
import { test } from "node:test";
import { type FileWord, MAX_DOCUMENT_BYTES, plainName, plainText, readWord, type TextWord, type Word, writeWord } from "../src/crypto/chat.ts";
import { Damaged, opening, sealedSize, sealing } from "../src/crypto/documents.ts";
import { encode, utf8 } from "../src/dossier/bytes.ts";

const SPOKEN: TextWord = { t: "text", id: "w1", text: "Two lines\nof a word", at: 1 };
const FILE: FileWord = {
  t: "file", id: "f1", blob: "b1", key: encode(new Uint8Array(32)), name: "Draft 2.pdf", type: "application/pdf", size: 12, digest: encode(new Uint8Array(32)), at: 1,
};

test("a word is read as it was written", () => {
  for (const word of [SPOKEN, FILE, { t: "here", epoch: 7 } satisfies Word]) assert.deepEqual(readWord(writeWord(word)), word);
});

test("a word that no honest browser writes is refused", () => {
  const refused: object[] = [
    { ...SPOKEN, t: "shout" }, { ...SPOKEN, more: 1 }, { ...SPOKEN, text: "" }, { ...SPOKEN, text: "x".repeat(4_001) }, { ...SPOKEN, id: "a b" },
    { ...SPOKEN, text: "order \u202e turned" }, { ...SPOKEN, at: -1 }, { ...FILE, name: "../secret" }, { ...FILE, name: "a\nb" }, { ...FILE, type: "text/html;x" },
    { ...FILE, size: MAX_DOCUMENT_BYTES + 1 }, { ...FILE, key: "short" }, { t: "__proto__" },
  ];
  for (const word of refused) assert.throws(() => readWord(utf8(JSON.stringify(word))), Error, JSON.stringify(word));
  for (const bytes of [utf8("null"), utf8("{"), new Uint8Array([0xff]), new Uint8Array(30_000)]) assert.throws(() => readWord(bytes));
});

test("what is typed, and any name of a file, can be said", () => {
  assert.equal(readWord(writeWord({ ...SPOKEN, text: plainText(`a\u202e\r\nb${"x".repeat(5_000)}`) })).t, "text");
  assert.equal(plainText("a\r\nb\u0007"), "a\nb");
  assert.equal(readWord(writeWord({ ...FILE, name: plainName("C:\\drafts\\one\u202etwo.pdf") })).t, "file");
  assert.equal(plainName("\u202e"), "_");
});

const CHUNK = 65_536;

function bytes(size: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array(size).map((_, at) => (at * 31 + (at >> 8)) & 255);
}

async function all(stream: ReadableStream<Uint8Array>): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await new Response(stream as ReadableStream<Uint8Array<ArrayBuffer>>).arrayBuffer());
}

async function sealed(plain: Uint8Array<ArrayBuffer>): Promise<{ key: string; size: number; digest: string; content: Uint8Array<ArrayBuffer> }> {
  const { key, stream, digest } = await sealing();
  const content = await all(new Blob([plain]).stream().pipeThrough(stream));
  return { key, size: plain.length, digest: await digest(), content };
}

async function opened(content: Uint8Array<ArrayBuffer>, announced: { key: string; size: number; digest: string }): Promise<Uint8Array> {
  return all(new Blob([content]).stream().pipeThrough(await opening(announced)));
}

test("a document of any size comes out as it went in", async () => {
  for (const size of [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 200_001]) {
    const plain = bytes(size);
    const document = await sealed(plain);
    assert.equal(document.content.length, sealedSize(size));
    assert.deepEqual(await opened(document.content, document), plain);
  }
});

test("a document of which anything was changed, cut, moved or added is refused", async () => {
  const document = await sealed(bytes(3 * CHUNK + 10));
  const { content } = document;
  const other = await sealed(bytes(3 * CHUNK + 10));
  const piece = (at: number) => content.slice(at * (CHUNK + 16), (at + 1) * (CHUNK + 16));
  const join = (...parts: Uint8Array<ArrayBuffer>[]) => new Blob(parts).arrayBuffer().then((buffer) => new Uint8Array(buffer));
  const flipped = content.slice();
  flipped[70_000]! ^= 1;
  const harmed: [string, Uint8Array<ArrayBuffer>][] = [
    ["a bit", flipped], ["the end is missing", content.slice(0, 3 * (CHUNK + 16))], ["a byte is missing", content.slice(0, -1)], ["nothing", content.slice(0, 0)],
    ["two pieces change places", await join(piece(1), piece(0), piece(2), piece(3))], ["a piece twice", await join(piece(0), piece(0), piece(1), piece(2), piece(3))],
    ["more follows", await join(content, piece(3))], ["another document", other.content],
  ];
  for (const [what, changed] of harmed) await assert.rejects(opened(changed, document), Damaged, what);
  await assert.rejects(opened(content, { ...document, key: other.key }), Damaged);
  await assert.rejects(opened(content, { ...document, digest: encode(new Uint8Array(32)) }), Damaged);
  await assert.rejects(opened(content, { ...document, size: document.size + 1 }), Damaged);
  await assert.rejects(opened(content, { ...document, size: document.size - 1 }), Damaged);
  assert.deepEqual(await opened(content, document), bytes(3 * CHUNK + 10), "the honest one opens");
});

test("a document is sealed while it flows, with little of it in memory", async () => {
  const { stream } = await sealing();
  const piece = new Uint8Array(CHUNK);
  let given = 0;
  let most = 0;
  const source = new ReadableStream<Uint8Array>({ pull(out) { given++; return given > 320 ? out.close() : out.enqueue(piece); } }, { highWaterMark: 0 });
  let taken = 0;
  for await (const _ of source.pipeThrough(stream)) {
    taken++;
    most = Math.max(most, given - taken);
  }
  assert.equal(taken, 320);
  assert.ok(most <= 4, `${most} pieces were held`);
});
