// The camera's encoder is told two things through one door, `setParameters`: which sizes are wanted, and when to begin with a key frame.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { Connection } from "../src/media/connection.ts";
import type { RemoteTrack } from "../src/protocol/messages.ts";

interface Encoding { rid: string; active: boolean }
interface Change { active: string[]; keyFrames: number }

/** A sender like a browser's: it takes one change at a time, only of the parameters that it gave out last. */
class Sender {
  done: Change[] = [];
  refuses = false;
  private encodings: Encoding[];
  private given: object | undefined;
  private busy = false;
  private finish: () => void = () => undefined;

  constructor(encodings: { rid: string }[]) {
    this.encodings = encodings.map(({ rid }) => ({ rid, active: true }));
  }

  getParameters(): object {
    this.given = { encodings: structuredClone(this.encodings) };
    return this.given;
  }

  async setParameters(parameters: { encodings: Encoding[] }, options: { encodingOptions?: { keyFrame: boolean }[] }): Promise<void> {
    if (this.refuses || this.busy || parameters !== this.given) throw new Error("InvalidStateError");
    this.busy = true;
    await new Promise<void>((done) => { this.finish = done; });
    this.busy = false;
    this.encodings = parameters.encodings;
    const active = this.encodings.filter((each) => each.active).map(({ rid }) => rid);
    this.done.push({ active, keyFrames: options.encodingOptions?.filter(({ keyFrame }) => keyFrame).length ?? 0 });
  }

  /** Lets the change that is under way end, and the next ones begin. */
  async proceed(): Promise<void> {
    for (let i = 0; i < 5; i++) {
      await new Promise((done) => setImmediate(done));
      this.finish();
    }
    await new Promise((done) => setImmediate(done));
  }
}

let sender: Sender;
let peer: { signalingState: string; offers: number };

function connect(): Connection {
  class Peer extends EventTarget {
    signalingState = "stable";
    offers = 0;
    constructor() {
      super();
      peer = this;
    }
    addTransceiver(kind: string, { sendEncodings = [] }: { sendEncodings?: { rid: string }[] }): unknown {
      if (kind === "video") sender = new Sender(sendEncodings);
      return { sender: kind === "video" ? sender : {}, receiver: {} };
    }
    async setLocalDescription(): Promise<void> {
      this.offers++;
    }
  }
  const before = globalThis.RTCPeerConnection;
  globalThis.RTCPeerConnection = Peer as unknown as typeof RTCPeerConnection;
  try {
    const nothing = () => undefined;
    const transform = () => ({}) as RTCRtpScriptTransform;
    return new Connection({ sealing: transform, opening: transform, received: nothing, ready: nothing, connected: nothing, failed: nothing });
  } finally {
    globalThis.RTCPeerConnection = before;
  }
}

let connection: Connection;
beforeEach(() => { connection = connect(); });

test("sizes that nobody wants rest, and come back", async () => {
  connection.encode(1);
  await sender.proceed();
  connection.encode(3);
  await sender.proceed();
  assert.deepEqual(sender.done, [{ active: ["q"], keyFrames: 0 }, { active: ["q", "h", "f"], keyFrames: 0 }]);
});

test("the smallest size never rests", async () => {
  connection.encode(0);
  await sender.proceed();
  assert.deepEqual(sender.done, [{ active: ["q"], keyFrames: 0 }]);
});

test("neither a key frame nor a change of sizes is lost where both are asked for at once", async () => {
  connection.encode(2);
  connection.beginAnew();
  await new Promise((done) => setImmediate(done)); // the first is under way
  connection.beginAnew();
  connection.encode(1);
  await sender.proceed();
  assert.deepEqual(sender.done.at(-1), { active: ["q"], keyFrames: 3 });
});

test("a key frame changes no size", async () => {
  connection.encode(1);
  await sender.proceed();
  connection.beginAnew();
  await sender.proceed();
  assert.deepEqual(sender.done.at(-1), { active: ["q"], keyFrames: 3 });
});

test("many key frames asked for while one is under way are one more", async () => {
  connection.beginAnew();
  await new Promise((done) => setImmediate(done));
  for (let i = 0; i < 20; i++) connection.beginAnew();
  await sender.proceed();
  assert.equal(sender.done.length, 2);
});

test("after a refusal the next change takes all that was asked for", async () => {
  sender.refuses = true;
  await connection.encode(1);
  assert.deepEqual(sender.done, []);
  sender.refuses = false;
  connection.beginAnew();
  await sender.proceed();
  assert.deepEqual(sender.done, [{ active: ["q"], keyFrames: 3 }]);
});

test("somebody's sound and picture, told one after the other, are one negotiation; what comes later is another", async () => {
  const track = (id: string, kind: "audio" | "video"): RemoteTrack => ({ id, person: "anna", name: kind === "audio" ? "microphone" : "camera", kind }) as RemoteTrack;
  connection.add(track("t1", "audio"));
  await new Promise((done) => setTimeout(done, 10));
  connection.add(track("t2", "video"));
  await new Promise((done) => setTimeout(done, 100));
  assert.equal(peer.offers, 1);
  connection.add(track("t3", "audio"));
  await new Promise((done) => setTimeout(done, 100));
  assert.equal(peer.offers, 2);
});

test("a connection that is closed is asked nothing", async () => {
  peer.signalingState = "closed";
  await connection.encode(1);
  assert.deepEqual(sender.done, []);
});
