// A page for one end of a call through the relay, under keys that the test gives. The test does the signalling.
import { Connection, type OfferedParameters } from "../../src/media/connection.ts";
import type { RelayParameters, RemoteTrack } from "../../src/protocol/messages.ts";
import type { Purpose, TransformOptions } from "../../src/protocol/keeper.ts";

const worker = new Worker("layers-worker.js", { type: "module" });
const answers = new Map<number, (value: unknown) => void>();
worker.onmessage = ({ data }: MessageEvent<{ id: number; value: unknown }>) => (data.id < 0 ? void connection.beginAnew() : answers.get(data.id)?.(data.value));
worker.onerror = (event) => console.error(event.message);

function ask(order: unknown): Promise<unknown> {
  return new Promise((done) => {
    const id = answers.size;
    answers.set(id, done);
    worker.postMessage({ id, order });
  });
}

const ready: string[] = [];
const purposeOf = (track: string): Purpose => (track === "microphone" ? "floor" : "picture");
const transform = (options: TransformOptions): RTCRtpScriptTransform => new RTCRtpScriptTransform(worker, options);
const connection = new Connection({
  sealing: (track) => transform({ side: "send", purpose: purposeOf(track) }),
  opening: ({ name, person }) => transform({ side: "receive", purpose: purposeOf(name), chain: "test", person }),
  received(remote, track) {
    const element = document.createElement(remote.kind);
    element.autoplay = true;
    element.srcObject = new MediaStream([track]);
    document.querySelector("[data-person]")?.append(element);
    void element.play();
  },
  ready: (tracks) => ready.push(...tracks),
  connected: () => undefined,
  failed: () => console.error("the connection failed"),
});

/** One end's statistics of one kind, as plain data. */
async function report(): Promise<Record<string, unknown>[]> {
  const all = await connection.peer.getStats();
  const wanted = ["inbound-rtp", "outbound-rtp", "remote-outbound-rtp"];
  return [...all.values()].filter(({ type }) => wanted.includes(type)) as Record<string, unknown>[];
}

Object.assign(window, {
  layers: {
    ask,
    report,
    ready: () => ready,
    state: () => connection.peer.connectionState,
    async offer(): Promise<OfferedParameters> {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true, video: true });
      await connection.send("microphone", stream.getAudioTracks()[0]);
      await connection.send("camera", stream.getVideoTracks()[0]);
      return connection.offer();
    },
    accept: (relay: RelayParameters, tracks: RemoteTrack[]) => connection.accept(relay, tracks),
    add: (track: RemoteTrack) => connection.add(track),
  },
});
