// The one bar of controls: each with an icon, words, and its key.
import type { Call } from "../call/call.ts";
import type { Store } from "../store.ts";
import { h, icon, say } from "./dom.ts";
import { LAYOUTS, type Layout } from "./seating.ts";
import type { Words } from "./words.ts";

export type Panel = "none" | "people" | "chat" | "keys" | "devices";

interface Control {
  element: HTMLButtonElement;
  /** Shows another icon and other words, and whether what it controls is off. */
  show(iconName: string, words: string, off?: boolean): void;
}

function control(name: string, key: string, act: () => void): Control {
  const picture = h("span", { class: "control-icon" });
  const words = h("span", { class: "control-words" });
  const hint = key === "" ? [] : [h("kbd", { "aria-hidden": "true" }, key)];
  const element = h("button", { type: "button", class: `control control-${name}`, click: act }, picture, words, ...hint);
  if (key !== "") element.setAttribute("aria-keyshortcuts", key);
  return {
    element,
    show(iconName, text, off = false) {
      picture.replaceChildren(icon(iconName));
      say(words, text);
      element.toggleAttribute("data-off", off);
    },
  };
}

export class Bar {
  readonly element: HTMLElement;
  private readonly keys = new Map<string, () => void>();

  constructor(
    private readonly call: Call,
    private readonly words: Words,
    private readonly layout: Store<Layout>,
    private readonly panel: Store<Panel>,
    private readonly unread: Store<number>,
  ) {
    const controls = [this.mute(), this.camera(), this.layouts(), this.people(), this.chat(), this.deviceChoice(), this.leave()];
    // Its button is the mark in the room's head.
    this.keys.set("KeyK", () => this.open("keys"));
    this.element = h("div", { class: "bar", role: "toolbar", "aria-label": words.say("controls") }, ...controls);
    document.addEventListener("keydown", (event) => this.key(event));
  }

  private mute(): HTMLElement {
    const { call, words } = this;
    const mute = this.keyed("mute", "M", () => call.mute(!call.muted.get()));
    const show = () => {
      const absent = call.devices.microphone.get() === undefined;
      const muted = call.muted.get();
      mute.show(muted || absent ? "mic-off" : "mic", words.say(absent ? "control.noMicrophone" : muted ? "control.unmute" : "control.mute"), muted || absent);
    };
    call.muted.watch(show);
    call.devices.microphone.watch(show);
    return mute.element;
  }

  private camera(): HTMLElement {
    const { call, words } = this;
    const off = () => call.cameraOff.get() || call.devices.camera.get() === undefined;
    const camera = this.keyed("camera", "V", () => call.turnCamera(!off()));
    const show = () => camera.show(off() ? "video-off" : "video", words.say(off() ? "control.cameraOn" : "control.cameraOff"), off());
    call.cameraOff.watch(show);
    call.devices.camera.watch(show);
    return camera.element;
  }

  private layouts(): HTMLElement {
    const next = () => this.layout.update((name) => LAYOUTS[(LAYOUTS.indexOf(name) + 1) % LAYOUTS.length] ?? "parity");
    const layout = this.keyed("layout", "L", next);
    this.layout.watch((name) => layout.show("layout-grid", this.words.say(`layout.${name}`)));
    return layout.element;
  }

  private people(): HTMLElement {
    const { circle } = this.call.keeper;
    const people = this.keyed("people", "P", () => this.open("people"));
    const show = () => {
      const here = [...this.call.people.get().values()].filter((person) => person.link !== "away").length;
      people.show("users", this.words.say("control.people", `${circle.get()?.members.length ?? here}`));
    };
    this.call.people.watch(show);
    circle.watch(show);
    this.panel.watch((name) => people.element.setAttribute("aria-expanded", `${name === "people"}`));
    return people.element;
  }

  private chat(): HTMLElement {
    const chat = this.keyed("chat", "C", () => this.open("chat"));
    this.unread.watch((count) => {
      chat.show("message-square", count > 0 ? this.words.say("control.chat.unread", `${count}`) : this.words.say("control.chat"));
      chat.element.toggleAttribute("data-unread", count > 0);
    });
    this.panel.watch((name) => chat.element.setAttribute("aria-expanded", `${name === "chat"}`));
    return chat.element;
  }

  private deviceChoice(): HTMLElement {
    const devices = control("devices", "", () => this.open("devices"));
    devices.show("settings-2", this.words.say("control.devices"));
    this.panel.watch((name) => devices.element.setAttribute("aria-expanded", `${name === "devices"}`));
    return devices.element;
  }

  private leave(): HTMLElement {
    const leave = control("leave", "", () => this.call.leave());
    leave.show("log-out", this.words.say("control.leave"));
    return leave.element;
  }

  /** Opens a panel at the side, or closes it. */
  open(name: Panel): void {
    this.panel.update((now) => (now === name ? "none" : name));
  }

  private keyed(name: string, key: string, act: () => void): Control {
    this.keys.set(`Key${key}`, act);
    return control(name, key, act);
  }

  // By the key's place, so that M is M on a Russian keyboard too.
  private key(event: KeyboardEvent): void {
    const phase = this.call.phase.get().name;
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.isComposing || (phase !== "in" && phase !== "back")) return;
    if (event.code === "Escape") this.panel.set("none");
    if (event.target instanceof Element && event.target.closest("input, select, textarea, dialog") !== null) return;
    const act = this.keys.get(event.code);
    if (!act) return;
    event.preventDefault();
    act();
  }
}
