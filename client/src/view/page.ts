// The room's page: green room, then the call, then the door; one at a time.
import type { Call, Phase } from "../call/call.ts";
import { Store } from "../store.ts";
import { Bar, type Panel } from "./bar.ts";
import { Chat } from "./chat.ts";
import { chooser } from "./chooser.ts";
import { h, place, say } from "./dom.ts";
import { GreenRoom } from "./greenroom.ts";
import type { Mark } from "./holding.ts";
import { keysPanel } from "./keyspanel.ts";
import { markButton, markWords, watchMark } from "./mark.ts";
import { Notices } from "./notices.ts";
import { save } from "./paper.ts";
import { roster } from "./roster.ts";
import type { Layout } from "./seating.ts";
import { Sound } from "./sound.ts";
import { Stage } from "./stage.ts";
import type { Words } from "./words.ts";

export class Page {
  readonly stage: Stage;
  readonly sound: Sound;
  readonly layout = new Store<Layout>("parity");
  readonly panel = new Store<Panel>("none");
  readonly mark: Store<Mark>;
  private readonly chat: Chat;
  private readonly markAt: HTMLButtonElement;
  private readonly green: GreenRoom;
  private readonly inside: HTMLElement;
  private readonly door: HTMLElement;
  private readonly doorText = h("p", { class: "lede" });
  private readonly doorAgain = h("button", { type: "button", class: "button primary" });

  constructor(private readonly root: Element, private readonly call: Call, private readonly words: Words) {
    this.stage = new Stage(call, words, this.layout);
    this.sound = new Sound(call);
    this.green = new GreenRoom(call, words);
    this.mark = watchMark(call);
    this.chat = new Chat(call, words);
    const notices = new Notices(call, words, this.sound, this.chat.unread);
    const bar = new Bar(call, words, this.layout, this.panel, this.chat.unread);
    this.mark.watch((mark) => {
      if (mark.state === "unconfirmed") notices.tell(markWords(mark, words));
    });
    this.markAt = markButton(call, words, this.mark, () => bar.open("keys"));
    document.querySelector("[data-room-mark]")?.append(this.markAt);
    call.keeper.onDocument = save;
    keepFilesOut();
    this.inside = h(
      "div",
      { class: "call" },
      notices.element,
      h("div", { class: "call-floor" }, h("div", { class: "stage-frame" }, this.stage.element, notices.passing), this.side()),
      bar.element,
      this.sound.element,
      notices.voiced,
    );
    this.door = this.makeDoor();
    call.phase.watch((phase) => this.show(phase));
  }

  private side(): HTMLElement {
    const { call, words, panel } = this;
    const title = h("h2", { tabindex: "-1" });
    const close = h("button", { type: "button", class: "plain", click: () => panel.set("none") }, words.say("side.close"));
    const contents = { people: roster(call, words), chat: this.chat.element, keys: keysPanel(call, words, this.mark), devices: chooser(call, words) };
    const body = h("div", { class: "side-body" });
    const side = h("aside", { class: "side", "aria-label": "" }, h("header", {}, title, close), body);
    let before: Panel = "none";
    panel.watch((name) => {
      const hadFocus = side.contains(document.activeElement);
      side.hidden = name === "none";
      side.dataset["panel"] = name;
      this.root.toggleAttribute("data-side-open", name !== "none");
      this.markAt.setAttribute("aria-expanded", `${name === "keys"}`);
      if (name !== "none") {
        say(title, words.say(`side.${name}`));
        side.setAttribute("aria-label", title.textContent ?? "");
        place(body, [contents[name]]);
        title.focus();
      } else if (hadFocus) this.opener(before)?.focus();
      this.chat.opened(name === "chat");
      before = name;
    });
    return side;
  }

  /** What opens a panel, for the focus to go back to. */
  private opener(name: Panel): HTMLElement | null {
    return name === "keys" ? this.markAt : this.inside.querySelector<HTMLElement>(`.control-${name}`);
  }

  private makeDoor(): HTMLElement {
    this.doorAgain.addEventListener("click", () => void this.comeBack());
    const back = h("a", { class: "button", href: this.call.page.back }, this.words.say("door.back"));
    return h("section", { class: "door stack", role: "status" }, this.doorText, h("p", { class: "buttons" }, this.doorAgain, back));
  }

  private async comeBack(): Promise<void> {
    const wanted = this.call.cameraOff.get() ? (["microphone"] as const) : (["microphone", "camera"] as const);
    await this.call.devices.take([...wanted], this.call.memory.chosen);
    // A browser that was dismissed is admitted at the door, not inside.
    if (this.call.keeper.keys.get().state === "not admitted") location.reload();
    else this.call.join();
  }

  private show(phase: Phase): void {
    const { words } = this;
    this.root.setAttribute("data-phase", phase.name);
    this.markAt.hidden = phase.name !== "in" && phase.name !== "back";
    switch (phase.name) {
      case "green":
      case "joining":
        return place(this.root, [this.green.element]);
      case "in":
      case "back":
        return place(this.root, [this.inside]);
      case "left":
      case "replaced":
      case "closed":
      case "refused":
        say(this.doorText, phase.name === "refused" ? phase.words : words.say(`door.${phase.name}`));
        say(this.doorAgain, words.say(phase.name === "replaced" ? "door.here" : "door.again"));
        return place(this.root, [this.door]);
    }
  }
}

/** A document dropped beside the chat must neither be handed over nor take the page's place. */
function keepFilesOut(): void {
  for (const name of ["dragover", "drop"] as const) {
    document.addEventListener(name, (event) => {
      if (!event.defaultPrevented && event.dataTransfer?.types.includes("Files")) {
        event.preventDefault();
        event.dataTransfer.dropEffect = "none";
      }
    });
  }
}
