// Before she goes in: she sees herself, picks camera and microphone, and joins. Nobody sees or hears her here.
import type { Call } from "../call/call.ts";
import { chooser } from "./chooser.ts";
import { h, icon, say } from "./dom.ts";
import { Threshold } from "./threshold.ts";
import type { Words } from "./words.ts";

export class GreenRoom {
  readonly element: HTMLElement;
  private readonly join: HTMLButtonElement;

  constructor(private readonly call: Call, private readonly words: Words) {
    const threshold = new Threshold(call, words);
    const hindrance = h("span", { class: "soft", id: "green-hindrance" });
    this.join = h("button", { type: "button", class: "button primary green-join", "aria-describedby": "green-hindrance", click: () => call.join() });
    this.element = h(
      "section",
      { class: "green", "aria-labelledby": "green-title" },
      h("div", { class: "green-mirror" }, this.mirror(), this.switches()),
      h(
        "div",
        { class: "green-choice stack" },
        h("h2", { id: "green-title" }, words.say("green.title")),
        h("p", { class: "soft" }, words.say("green.lede")),
        chooser(call, words),
        threshold.element,
        h("p", { class: "buttons" }, this.join, hindrance),
      ),
    );
    const show = () => {
      const isJoining = call.phase.get().name === "joining";
      this.join.disabled = isJoining || threshold.hindrance.get() !== "";
      say(this.join, words.say(isJoining ? "green.joining" : "green.join"));
      say(hindrance, threshold.hindrance.get());
    };
    call.phase.watch(show);
    threshold.hindrance.watch(show);
  }

  private mirror(): HTMLElement {
    const video = h("video", { playsinline: true, autoplay: true, "aria-label": this.words.say("green.mirror") });
    video.muted = true;
    const card = h("p", { class: "green-card" }, this.words.say("green.noPicture"));
    const show = () => {
      const track = this.call.cameraOff.get() ? undefined : this.call.devices.camera.get();
      video.srcObject = track ? new MediaStream([track]) : null;
      video.hidden = track === undefined;
      card.hidden = track !== undefined;
      if (track) void video.play().catch(() => undefined);
    };
    this.call.devices.camera.watch(show);
    this.call.cameraOff.watch(show);
    return h("div", { class: "green-picture" }, video, card);
  }

  private switches(): HTMLElement {
    const { call, words } = this;
    const microphone = h("button", { type: "button", class: "button", click: () => call.mute(!call.muted.get()) });
    const camera = h("button", { type: "button", class: "button", click: () => call.turnCamera(!call.cameraOff.get()) });
    call.muted.watch((muted) => {
      microphone.replaceChildren(icon(muted ? "mic-off" : "mic"), words.say(muted ? "control.unmute" : "control.mute"));
    });
    call.cameraOff.watch((off) => {
      camera.replaceChildren(icon(off ? "video-off" : "video"), words.say(off ? "control.cameraOn" : "control.cameraOff"));
    });
    return h("p", { class: "buttons" }, microphone, camera);
  }
}
