// Which camera and which microphone, how loud she is, and what is wrong with either; in the green room and beside the call.
import type { Call } from "../call/call.ts";
import type { Device } from "../media/devices.ts";
import { h, say } from "./dom.ts";
import type { Words } from "./words.ts";

export function chooser(call: Call, words: Words): HTMLElement {
  return h("div", { class: "chooser" }, field(call, words, "microphone"), meter(call, words), field(call, words, "camera"));
}

function field(call: Call, words: Words, device: Device): HTMLElement {
  const select = h("select", { change: () => call.choose(device, select.value) });
  const trouble = h("p", { class: "refusal", role: "alert", hidden: true });
  const again = h("button", { type: "button", class: "plain", click: () => void call.devices.take([device], call.memory.chosen) }, words.say("trouble.again"));
  const label = h("label", { class: "field" }, h("span", {}, words.say(`device.${device}`)), select);
  const text = h("span");
  trouble.append(text, " ", again);
  const show = () => {
    const choices = call.devices.choices.get()[device];
    const now = call.devices[device].get()?.getSettings().deviceId ?? call.memory.chosen[device];
    const options = choices.map(({ id, label: name }, index) => {
      const option = h("option", { value: id }, name || words.say(`device.${device}.number`, `${index + 1}`));
      option.selected = id === now;
      return option;
    });
    select.replaceChildren(...options);
    label.hidden = options.length === 0;
    const why = call.devices.troubles.get().get(device);
    trouble.hidden = why === undefined;
    if (why) say(text, words.say(`trouble.${device}.${why}`));
  };
  call.devices.choices.watch(show);
  call.devices.troubles.watch(show);
  call.devices[device].watch(show);
  return h("div", { class: "chooser-device" }, label, trouble);
}

function meter(call: Call, words: Words): HTMLElement {
  const level = h("meter", { min: "0", max: "1", "aria-label": words.say("green.level") });
  const line = h("p", { class: "chooser-level small soft" }, h("span", {}, words.say("green.level")), level);
  call.listening.level.watch((value) => {
    level.value = value;
  });
  call.devices.microphone.watch((track) => {
    line.hidden = track === undefined;
  });
  return line;
}
