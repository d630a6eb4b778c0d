// The worker of the test page `layers`: the room's own keyring and transforms, under keys that the test gives.
import { attach, type Frame, type Transformer } from "../../src/crypto/frames.ts";
import { Keyring } from "../../src/crypto/keyring.ts";

type Order =
  /** Everybody's keys of an epoch follow from a secret number. */
  | { kind: "enter"; epoch: number; own: number; people: string[]; secret: number; removal: boolean }
  | { kind: "counts" }
  | { kind: "cost"; frames: number; bytes: number };

interface Scope {
  postMessage(answer: { id: number; value: unknown }): void;
  onmessage: (event: MessageEvent<{ id: number; order: Order }>) => void;
  onrtctransform: (event: { transformer: Transformer }) => void;
}

/** Not an answer: the page is asked for a key frame. */
const KEY_FRAME = -1;

const scope = self as unknown as Scope;
const wait = (millis: number): Promise<void> => new Promise((done) => setTimeout(done, millis));
const keyring = new Keyring({ now: () => performance.now(), wait });
const counts = { sealed: 0, opened: 0, taken: 0, inClear: 0, flows: [] as string[] };

scope.onrtctransform = ({ transformer }) => {
  void attach(counted(transformer), keyring, {
    flow: ({ person, purpose }, flow) => counts.flows.push(`${person} ${purpose} ${flow}`),
    keyFrameWanted: () => scope.postMessage({ id: KEY_FRAME, value: undefined }),
  });
};

scope.onmessage = ({ data: { id, order } }) => void take(order).then((value) => scope.postMessage({ id, value }));

async function take(order: Order): Promise<unknown> {
  switch (order.kind) {
    case "enter":
      return enter(order);
    case "counts":
      return { ...counts, drops: Object.fromEntries(keyring.drops) };
    case "cost":
      return cost(order.frames, order.bytes);
  }
}

function enter({ epoch, own, people, secret, removal }: Order & { kind: "enter" }): void {
  const leaves = new Map(people.map((person, leaf) => [leaf, { chain: "test", person }]));
  const baseKeys = new Map(people.map((_, leaf) => [leaf, new Uint8Array(16).fill(secret).with(0, leaf).with(1, epoch) as Uint8Array<ArrayBuffer>]));
  keyring.enter({ epoch, own, leaves, baseKeys, removal });
}

// Counts what goes in and out at either end of the room's transform, and looks whether anything of it is the same.
function counted(transformer: Transformer): Transformer {
  const sends = (transformer.options as { side: string }).side === "send";
  const came = new WeakMap<Frame, ArrayBuffer>();
  const before = new TransformStream<Frame, Frame>({
    transform(frame, controller) {
      counts.taken++;
      came.set(frame, frame.data.slice(0));
      controller.enqueue(frame);
    },
  });
  const after = new TransformStream<Frame, Frame>({
    transform(frame, controller) {
      if (sends) counts.sealed++;
      else counts.opened++;
      if (endsAlike(came.get(frame), frame.data)) counts.inClear++;
      controller.enqueue(frame);
    },
  });
  void after.readable.pipeTo(transformer.writable).catch(() => undefined);
  return {
    readable: transformer.readable.pipeThrough(before),
    writable: after.writable,
    options: transformer.options,
    ...(transformer.generateKeyFrame && { generateKeyFrame: () => transformer.generateKeyFrame!() }),
    sendKeyFrameRequest: () => transformer.sendKeyFrameRequest(),
  };
}

function endsAlike(one: ArrayBuffer | undefined, other: ArrayBuffer): boolean {
  const [a, b] = [new Uint8Array(one ?? new ArrayBuffer()).slice(-8), new Uint8Array(other).slice(-8)];
  return a.length === 8 && a.every((byte, i) => byte === b[i]);
}

/** Milliseconds for each frame, sealed and opened again by keyrings of its own. */
async function cost(frames: number, bytes: number): Promise<{ sealMillis: number; openMillis: number }> {
  const [one, other] = [0, 1].map((own) => {
    const ring = new Keyring(keyring.clock);
    ring.enter({ epoch: 0, own, removal: false, leaves: new Map([[0, { chain: "test", person: "a" }]]), baseKeys: new Map([[0, new Uint8Array(16)]]) });
    return ring;
  });
  const metadata = new Uint8Array(3);
  const sealed: Uint8Array<ArrayBuffer>[] = [];
  const started = performance.now();
  for (let i = 0; i < frames; i++) sealed.push((await one!.seal("picture", metadata, new Uint8Array(bytes)))!);
  const between = performance.now();
  for (const frame of sealed) await other!.open({ chain: "test", person: "a", purpose: "picture" }, metadata, frame.subarray(3));
  return { sealMillis: (between - started) / frames, openMillis: (performance.now() - between) / frames };
}
