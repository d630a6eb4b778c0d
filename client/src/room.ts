// The room's script: reads what the node wrote into the page, and begins in the green room, or inside after a reload.
import { Call } from "./call/call.ts";
import { expose } from "./debug.ts";
import type { Device } from "./media/devices.ts";
import { readPageData } from "./protocol/page.ts";
import { useIcons } from "./view/dom.ts";
import { Page } from "./view/page.ts";
import { Words } from "./view/words.ts";

const root = document.querySelector("[data-room]");
const data = document.querySelector("script[type='application/json']")?.textContent;
if (root && data) await begin(root, data);

async function begin(at: Element, json: string): Promise<void> {
  const page = readPageData(json);
  useIcons(page.icons);
  const call = new Call(page);
  expose(call, new Page(at, call, new Words(page.words)));
  call.listening.start();
  const wanted: Device[] = call.cameraOff.get() ? ["microphone"] : ["microphone", "camera"];
  const devices = call.devices.take(wanted, call.memory.chosen);
  if (!call.memory.in) return;
  await devices;
  call.join();
}
