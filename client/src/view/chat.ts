// The chat at the side: what people write to everybody in the room, and the documents that they hand over.
import { idOf } from "../call/names.ts";
import type { Call } from "../call/call.ts";
import type { ChatLine } from "../protocol/keeper.ts";
import { Store } from "../store.ts";
import { h, icon, place, say } from "./dom.ts";
import { nameOf } from "./keyspanel.ts";
import { paper } from "./paper.ts";
import { LARGEST } from "./papers.ts";
import type { Words } from "./words.ts";

const LONGEST = 4_000;
// As near to the end as this, she reads what is new: then new lines are shown at once.
const NEAR_END = 80;
const TAKEN_WITHIN_MILLIS = 5_000;

export class Chat {
  readonly element: HTMLElement;
  /** Lines of others that came while the chat was not open. */
  readonly unread = new Store(0);
  private readonly list = h("ol", { class: "chat-lines" });
  private readonly scroll = h("div", { class: "chat-log", role: "log", tabindex: "0" }, this.list);
  private readonly empty = h("p", { class: "soft" });
  private readonly text = h("textarea", { rows: "2", dir: "auto", "aria-describedby": "chat-hint chat-trouble" });
  private readonly send = h("button", { type: "submit", class: "button" });
  private readonly trouble = h("p", { class: "error small", id: "chat-trouble", role: "alert", hidden: true });
  private readonly shown = new Map<string, { line: ChatLine; element: HTMLElement }>();
  /** Own lines that were not sent and are sent again as new ones. */
  private readonly repeated = new Set<string>();
  /** What the keeper was asked to send and has not taken yet. */
  private pending = "";
  private patience = 0;
  private isOpen = false;

  constructor(private readonly call: Call, private readonly words: Words) {
    this.scroll.setAttribute("aria-label", words.say("side.chat"));
    this.element = h("div", { class: "chat" }, h("p", { class: "small soft" }, words.say("chat.lede")), this.scroll, this.form());
    say(this.empty, words.say("chat.empty"));
    this.scroll.prepend(this.empty);
    this.takeDrops();
    call.keeper.lines.watch((lines) => this.show(lines));
    call.keeper.keys.watch(() => this.check());
    call.phase.watch(() => this.check());
  }

  /** Says whether it stands at the side now. */
  opened(isOpen: boolean): void {
    this.isOpen = isOpen;
    if (!isOpen) return;
    this.unread.set(0);
    this.toEnd();
    if (!matchMedia("(pointer: coarse)").matches) this.text.focus();
  }

  private form(): HTMLElement {
    const { words } = this;
    const picker = h("input", { type: "file", multiple: true, class: "visually-hidden", tabindex: "-1", "aria-hidden": "true" });
    picker.addEventListener("change", () => {
      this.share(picker.files);
      picker.value = "";
    });
    const attach = h("button", { type: "button", class: "button quiet", click: () => picker.click() }, icon("paperclip"), words.say("chat.attach"));
    this.send.append(icon("send"), words.say("chat.send"));
    this.text.setAttribute("aria-label", words.say("chat.write"));
    this.text.setAttribute("placeholder", words.say("chat.write"));
    this.text.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.say();
    });
    this.text.addEventListener("input", () => this.check());
    const submit = (event: Event) => {
      event.preventDefault();
      this.say();
      this.text.focus();
    };
    const hint = h("p", { class: "hint", id: "chat-hint" }, words.say("chat.hint"));
    return h("form", { class: "chat-form", submit }, this.text, this.trouble, h("p", { class: "buttons" }, this.send, attach, picker), hint);
  }

  // What was written stays until the keeper has taken it.
  private say(): void {
    const text = this.text.value.trim();
    if (text === "" || text === this.pending) return;
    const why = this.why(text);
    this.complain(why);
    if (why !== "") return;
    this.pending = text;
    window.clearTimeout(this.patience);
    this.patience = window.setTimeout(() => {
      this.pending = "";
      this.complain(this.words.say("chat.unanswered"));
    }, TAKEN_WITHIN_MILLIS);
    this.call.keeper.say(text);
  }

  private taken(): void {
    window.clearTimeout(this.patience);
    if (this.text.value.trim() === this.pending) this.text.value = "";
    this.pending = "";
    this.complain("");
  }

  private share(files: FileList | null | undefined): void {
    const all = [...(files ?? [])];
    const why = this.why("");
    if (why !== "" && all.length > 0) return this.complain(why);
    const large = all.filter(({ size }) => size > LARGEST);
    this.complain(large.map(({ name }) => this.words.say("chat.tooLarge", name)).join(" "));
    for (const file of all) if (!large.includes(file)) this.call.keeper.share(file);
  }

  /** Why nothing can be sent now. */
  private why(text: string): string {
    const { words, call } = this;
    if (text.length > LONGEST) return words.say("chat.tooLong", `${text.length - LONGEST}`);
    const { state } = call.keeper.keys.get();
    if (call.phase.get().name === "back") return words.say("chat.offline");
    return state === "in" || state === "changing" ? "" : words.say("chat.noKeys");
  }

  private check(): void {
    if (!this.trouble.hidden || this.text.value.length > LONGEST) this.complain(this.why(this.text.value.trim()));
  }

  private complain(why: string): void {
    this.trouble.hidden = why === "";
    say(this.trouble, why);
    this.text.setAttribute("aria-invalid", `${why !== ""}`);
  }

  private takeDrops(): void {
    const over = (isOver: boolean) => (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      this.element.toggleAttribute("data-over", isOver);
    };
    this.element.addEventListener("dragover", over(true));
    this.element.addEventListener("dragleave", over(false));
    this.element.addEventListener("drop", (event) => {
      over(false)(event);
      this.share(event.dataTransfer?.files);
    });
  }

  private show(lines: readonly ChatLine[]): void {
    const isAtEnd = this.scroll.scrollHeight - this.scroll.scrollTop - this.scroll.clientHeight < NEAR_END;
    const fresh = lines.filter((line) => !this.shown.has(line.id));
    if (!this.isOpen) this.unread.update((count) => count + fresh.filter((line) => !line.own).length);
    if (this.pending !== "" && fresh.some((line) => line.own && line.file === undefined)) this.taken();
    const seen = lines.filter(({ id }) => !this.repeated.has(id));
    this.empty.hidden = seen.length > 0;
    place(this.list, seen.map((line) => this.line(line)));
    if (isAtEnd || lines.at(-1)?.own) this.toEnd();
  }

  private toEnd(): void {
    this.scroll.scrollTop = this.scroll.scrollHeight;
  }

  private line(line: ChatLine): HTMLElement {
    const before = this.shown.get(line.id);
    if (before?.line === line) return before.element;
    const element = before?.element ?? h("li", { class: "chat-line" });
    this.shown.set(line.id, { line, element });
    const { call, words } = this;
    const delegation = call.page.delegations.find(({ chain }) => chain === line.chain);
    element.dataset["side"] = delegation?.side ?? "";
    element.toggleAttribute("data-own", line.own);
    element.dataset["sent"] = line.sent;
    const name = nameOf(call, line);
    const head = h("p", { class: "chat-head" },
      h("strong", { class: "party" }, h("bdi", {}, idOf(call.page, line) === call.you ? words.say("you", name) : name)),
      h("span", { class: "soft" }, delegation?.name ?? words.say("unnamed.delegation")), time(line.at));
    const content = line.file === undefined ? h("p", { class: "chat-text", dir: "auto" }, line.text) : before ? (element.querySelector<HTMLElement>(".paper") ?? paper(call, words, line.id)) : paper(call, words, line.id);
    element.replaceChildren(head, content, ...this.fate(line));
    return element;
  }

  private fate(line: ChatLine): HTMLElement[] {
    if (!line.own || line.sent === "sent" || line.file !== undefined) return [];
    if (line.sent === "full") return [h("p", { class: "error small" }, this.words.say("chat.full"))];
    if (line.sent === "sending") return [h("p", { class: "small soft" }, this.words.say("chat.sending"))];
    const again = () => {
      this.complain(this.why(line.text));
      if (!this.trouble.hidden) return;
      this.repeated.add(line.id);
      this.call.keeper.say(line.text);
      this.show(this.call.keeper.lines.get());
      this.text.focus();
    };
    return [h("p", { class: "error small" }, this.words.say("chat.failed"), " ", h("button", { type: "button", class: "plain", click: again }, this.words.say("chat.again")))];
  }
}

function time(at: number): HTMLElement {
  const when = new Date(at);
  const words = new Intl.DateTimeFormat(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(when);
  return h("time", { class: "soft", datetime: when.toISOString() }, words);
}
