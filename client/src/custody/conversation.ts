// What is said and shown in the room's chat: words inside the group, documents as ciphertext beside it.
import { type FileWord, MAX_DOCUMENT_BYTES, plainName, plainText } from "../crypto/chat.ts";
import { Damaged, opening, sealedSize, sealing } from "../crypto/documents.ts";
import type { ChatWord } from "../crypto/speech.ts";
import type { ChatLine, Holder, News, Progress, Self } from "../protocol/keeper.ts";
import { upload } from "./upload.ts";

const TYPE = /^[a-z0-9][a-z0-9.+-]{0,63}\/[a-z0-9][a-z0-9.+-]{0,63}$/;

/** The node's answer while a document is still on its way to it. */
const ON_ITS_WAY = 202;
const ASK_AGAIN_MS = 500;
/** How long nothing more of a document may come before she is told; a line that broke is back by then. */
const PATIENCE_MS = 60_000;

export class Conversation {
  private self: Self | undefined;
  private readonly own = new Map<string, ChatLine>();
  private readonly files = new Map<string, FileWord>();
  private readonly heard = new Set<string>();
  private readonly underWay = new Map<string, AbortController>();

  constructor(private readonly tell: (news: News) => void, private readonly send: (word: ChatWord) => void) {}

  begin(self: Self): void {
    this.self = self;
  }

  say(typed: string): void {
    const text = plainText(typed);
    if (text.trim() === "") return;
    const word = { t: "text" as const, id: crypto.randomUUID(), text, at: Date.now() };
    this.show(word, "sending");
    this.send(word);
  }

  /** One of her own words is with everybody. */
  sent(id: string): void {
    const line = this.own.get(id);
    if (line !== undefined) this.line({ ...line, sent: "sent" });
  }

  /** The node keeps no more of what she writes. */
  full(id: string): void {
    const line = this.own.get(id);
    if (line !== undefined) this.line({ ...line, sent: "full" });
  }

  /** What her words were to go by is gone: those that are not with everybody will not be. */
  abandon(): void {
    for (const line of this.own.values()) {
      if (line.sent === "sending" && !this.underWay.has(line.id)) this.line({ ...line, sent: "failed" });
    }
  }

  /** Somebody's word; once said it stays as it was. */
  hear(from: Holder, word: ChatWord): void {
    const id = `${from.chain} ${from.person} ${word.id}`;
    if (this.heard.has(id)) return;
    this.heard.add(id);
    if (word.t === "file") this.files.set(id, word);
    this.line(lineOf(word, id, from, false, "sent"));
  }

  /** Seals a document, gives it to the node, and tells the others its key. */
  async share(file: File): Promise<void> {
    const id = crypto.randomUUID();
    const name = plainName(file.name);
    const type = TYPE.test(file.type) ? file.type : "";
    const word: FileWord = { t: "file", id, blob: "", key: "", name, type, size: file.size, digest: "", at: Date.now() };
    this.show(word, "sending");
    if (file.size > MAX_DOCUMENT_BYTES) return this.fail(id, "large");
    const cancel = this.begun(id);
    try {
      const { key, stream, digest } = await sealing();
      const sealed = await new Response(file.stream().pipeThrough(stream)).blob();
      const blob = await upload(this.self?.documents ?? "", sealed, cancel.signal, (done) => this.progress({ id, done, total: sealed.size }));
      this.progress({ id, done: sealed.size, total: sealed.size });
      const full = { ...word, key, blob, digest: await digest() };
      cancel.signal.throwIfAborted();
      this.files.set(id, full);
      this.send(full);
    } catch {
      this.fail(id, cancel.signal.aborted ? "cancelled" : "network");
    } finally {
      this.underWay.delete(id);
    }
  }

  /** Fetches a document and opens it. */
  async fetch(id: string): Promise<void> {
    const word = this.files.get(id);
    if (word === undefined || this.underWay.has(id)) return;
    const cancel = this.begun(id);
    const size = sealedSize(word.size);
    let done = 0;
    let total = size;
    const counted = new TransformStream<Uint8Array, Uint8Array>({
      transform: (piece, out) => {
        out.enqueue(piece);
        this.progress({ id, done: done += piece.length, total });
      },
    });
    try {
      const response = await arrived(`${this.self?.documents}/${word.blob}`, cancel.signal, (come) => {
        [done, total] = [size, 2 * size]; // first to the node, then from it
        this.progress({ id, done: Math.min(come, size), total });
      });
      if (!response.ok || response.body === null) throw new Error(`the node answers ${response.status}`);
      const opened = response.body.pipeThrough(counted).pipeThrough(await opening(word));
      const content = await new Response(opened).blob();
      this.tell({ kind: "document", id, name: word.name, content: new Blob([content], { type: "application/octet-stream" }) });
    } catch (fault) {
      this.fail(id, cancel.signal.aborted ? "cancelled" : fault instanceof Damaged ? "damaged" : "network", false);
    } finally {
      this.underWay.delete(id);
    }
  }

  cancel(id: string): void {
    this.underWay.get(id)?.abort();
  }

  private begun(id: string): AbortController {
    const cancel = new AbortController();
    this.underWay.set(id, cancel);
    return cancel;
  }

  private fail(id: string, failed: NonNullable<Progress["failed"]>, own = true): void {
    this.progress({ id, done: 0, total: 0, failed });
    const line = this.own.get(id);
    if (own && line !== undefined) this.line({ ...line, sent: "failed" });
  }

  private show(word: ChatWord, sent: ChatLine["sent"]): void {
    const { chain, person } = this.self ?? { chain: "", person: "" };
    const line = lineOf(word, word.id, { chain, person }, true, sent);
    this.line(line);
  }

  private line(line: ChatLine): void {
    if (line.own) this.own.set(line.id, line);
    this.tell({ kind: "line", line });
  }

  private progress(progress: Progress): void {
    this.tell({ kind: "progress", progress });
  }
}

/** Asks for a document until the node has it; it may be on its way there from another node, and says how much has come. */
async function arrived(address: string, signal: AbortSignal, wait: (come: number) => void): Promise<Response> {
  for (let most = -1, since = Date.now();;) {
    const response = await fetch(address, { signal, redirect: "manual", cache: "no-store" });
    if (response.status !== ON_ITS_WAY) return response;
    const come = Number(await response.text());
    if (come > most) [most, since] = [come, Date.now()];
    if (!(Date.now() - since < PATIENCE_MS)) throw new Error("nothing more of it comes");
    wait(most);
    await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
    signal.throwIfAborted();
  }
}

function lineOf(word: ChatWord, id: string, { chain, person }: Holder, own: boolean, sent: ChatLine["sent"]): ChatLine {
  const line = { id, chain, person, own, at: word.at, sent };
  if (word.t === "text") return { ...line, text: word.text };
  return { ...line, text: "", file: { name: word.name, type: word.type, size: word.size } };
}
