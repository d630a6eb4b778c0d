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
  const call = new Call(page, new Worker(new URL("room-worker.js", import.meta.url), { type: "module" }));
  expose(call, new Page(at, call, new Words(page.words)));
  call.listening.start();
  document.addEventListener("click", (event) => leaveBy(event, call));
  const wanted: Device[] = call.cameraOff.get() ? ["microphone"] : ["microphone", "camera"];
  const devices = call.devices.take(wanted, call.memory.chosen);
  if (!call.memory.in) return;
  await Promise.all([devices, call.keeper.keys.until(({ state }) => state === "ready")]);
  call.join();
}

/** Who goes to another page has left: when she comes back she looks into the mirror first. */
function leaveBy(event: MouseEvent, call: Call): void {
  const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[href]") : null;
  const isElsewhere = link !== null && link.target === "" && link.pathname !== location.pathname;
  if (isElsewhere && !event.ctrlKey && !event.metaKey && !event.shiftKey) call.leave();
}
