// The room's page: green room, then the call, then the door; one at a time.
import type { Call, Phase } from "../call/call.ts";
import { Store } from "../store.ts";
import { Bar, type Panel } from "./bar.ts";
import { chooser } from "./chooser.ts";
import { h, place, say } from "./dom.ts";
import { GreenRoom } from "./greenroom.ts";
import { Notices } from "./notices.ts";
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
  private readonly green: GreenRoom;
  private readonly inside: HTMLElement;
  private readonly door: HTMLElement;
  private readonly doorText = h("p", { class: "lede" });
  private readonly doorAgain = h("button", { type: "button", class: "button primary" });

  constructor(private readonly root: Element, private readonly call: Call, private readonly words: Words) {
    this.stage = new Stage(call, words, this.layout);
    this.sound = new Sound(call);
    this.green = new GreenRoom(call, words);
    const notices = new Notices(call, words, this.sound);
    const bar = new Bar(call, words, this.layout, this.panel);
    this.inside = h(
      "div",
      { class: "call" },
      notices.element,
      h("div", { class: "call-floor" }, this.stage.element, this.side()),
      bar.element,
      this.sound.element,
      notices.voiced,
    );
    this.door = this.makeDoor();
    call.phase.watch((phase) => this.show(phase));
  }

  private side(): HTMLElement {
    const title = h("h2", { tabindex: "-1" });
    const close = h("button", { type: "button", class: "plain", click: () => this.panel.set("none") }, this.words.say("side.close"));
    const contents = { people: roster(this.call, this.words), devices: chooser(this.call, this.words) };
    const body = h("div", { class: "side-body" });
    const side = h("aside", { class: "side" }, h("header", {}, title, close), body);
    this.panel.watch((name) => {
      side.hidden = name === "none";
      this.root.toggleAttribute("data-side-open", name !== "none");
      if (name === "none") return;
      say(title, this.words.say(`side.${name}`));
      place(body, [contents[name]]);
      title.focus();
    });
    return side;
  }

  private makeDoor(): HTMLElement {
    this.doorAgain.addEventListener("click", () => void this.comeBack());
    const back = h("a", { class: "button", href: this.call.page.back }, this.words.say("door.back"));
    return h("section", { class: "door stack", role: "status" }, this.doorText, h("p", { class: "buttons" }, this.doorAgain, back));
  }

  private async comeBack(): Promise<void> {
    const wanted = this.call.cameraOff.get() ? (["microphone"] as const) : (["microphone", "camera"] as const);
    await this.call.devices.take([...wanted], this.call.memory.chosen);
    this.call.join();
  }

  private show(phase: Phase): void {
    const { words } = this;
    this.root.setAttribute("data-phase", phase.name);
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
