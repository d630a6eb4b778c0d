// Encoded frames on their way out of this browser and into it: sealed or dropped, opened or dropped, never as they came.
import type { Bytes } from "../dossier/bytes.ts";
import { type Flow, type Purpose, PURPOSES, type TransformOptions } from "../protocol/keeper.ts";
import type { Drop, Keyring, Source } from "./keyring.ts";

/** What we use of an encoded frame of either kind. */
export interface Frame {
  data: ArrayBuffer;
  getMetadata(): { synchronizationSource?: number };
}

/** What we use of an RTCRtpScriptTransformer. */
export interface Transformer {
  readable: ReadableStream<Frame>;
  writable: WritableStream<Frame>;
  options: unknown;
  /** Chromium has none: there the page can ask the sender, and a transform cannot. */
  generateKeyFrame?(): Promise<unknown>;
  sendKeyFrameRequest(): Promise<unknown>;
}

export interface FrameListener {
  /** What arrives of a source, when that changes and a few times in a second at most. */
  flow(source: Source, flow: Flow): void;
  /** A key frame of what is sent is needed, and the transform itself cannot ask for it. */
  keyFrameWanted(purpose: Purpose): void;
}

const ASK_AGAIN_MILLIS = 500;
const REPORT_AGAIN_MILLIS = 300;
/** A single frame that cannot be opened is not worth a word on the tile. */
const BAD_FOR_MILLIS = 500;

type Pass = (frame: Frame) => Promise<boolean>;

/** Lets a track's frames through this transformer for as long as it lives. Where its options are none of ours, none pass. */
export async function attach(transformer: Transformer, keyring: Keyring, listener: FrameListener): Promise<void> {
  const options = readOptions(transformer.options);
  const pass: Pass =
    options === undefined ? async () => false
    : options.side === "send" ? sender(options.purpose, transformer, keyring, listener)
    : receiver(options, transformer, keyring, listener);
  const [arriving, leaving] = [transformer.readable.getReader(), transformer.writable.getWriter()];
  // A loop of our own: two pipes with a transform between them take more turns for each frame.
  try {
    for (let next = await arriving.read(); !next.done; next = await arriving.read()) {
      if (await passes(pass, next.value, keyring)) await leaving.write(next.value);
    }
    await leaving.close();
  } catch {
    // Either end closes with the track; nobody waits for that.
    await arriving.cancel().catch(() => undefined);
  }
}

// A stream that has failed never carries a frame again, so that nothing may be thrown into it.
async function passes(pass: Pass, frame: Frame, keyring: Keyring): Promise<boolean> {
  try {
    return await pass(frame);
  } catch {
    keyring.dropped("malformed");
    return false;
  }
}

/** The options of a transform of ours, if these are some. */
export function readOptions(options: unknown): TransformOptions | undefined {
  const { side, purpose, chain, person } = (options ?? {}) as { [name: string]: unknown };
  const known = PURPOSES.find((each) => each === purpose);
  if (known === undefined) return undefined;
  if (side === "send") return { side, purpose: known };
  if (side === "receive" && typeof chain === "string" && typeof person === "string") return { side, purpose: known, chain, person };
  return undefined;
}

function isPicture(purpose: Purpose): boolean {
  return purpose === "picture" || purpose === "screen";
}

/**
 * How many bytes of a payload stay readable. Of VP8 (RFC 6386 section 9.1) they are the frame tag and a key frame's start code and
 * size, which browsers read before they decode; of Opus none.
 */
export function clearBytes(purpose: Purpose, data: Uint8Array): number {
  if (!isPicture(purpose)) return 0;
  return isKeyFrame(data) ? 10 : 3;
}

function isKeyFrame(data: Uint8Array): boolean {
  return ((data[0] ?? 1) & 1) === 0;
}

function sender(purpose: Purpose, transformer: Transformer, keyring: Keyring, listener: FrameListener): Pass {
  const picture = isPicture(purpose);
  const askForKeyFrame = throttled(keyring, async () => transformer.generateKeyFrame?.() ?? listener.keyFrameWanted(purpose));
  // Sizes of the picture that the receivers can follow: a key frame of theirs went out and every frame after it.
  const followed = new Set<number>();
  return async (frame) => {
    const data = new Uint8Array(frame.data);
    const clear = clearBytes(purpose, data);
    if (data.length <= clear) throw new Error("a frame without a payload");
    const size = picture ? frame.getMetadata().synchronizationSource ?? 0 : 0;
    const starts = !picture || isKeyFrame(data);
    if (keyring.sends && !starts && !followed.has(size)) {
      askForKeyFrame();
      return false;
    }
    const sealed = await keyring.seal(purpose, data.subarray(0, clear), data.subarray(clear));
    if (sealed === undefined) {
      followed.clear();
      return false;
    }
    if (starts) followed.add(size);
    frame.data = sealed.buffer;
    return true;
  };
}

function receiver(source: Source, transformer: Transformer, keyring: Keyring, listener: FrameListener): Pass {
  const picture = isPicture(source.purpose);
  const askForKeyFrame = throttled(keyring, () => transformer.sendKeyFrameRequest());
  const report = reporter(source, keyring, listener);
  let follows = false;
  return async (frame) => {
    const data = new Uint8Array(frame.data);
    const clear = clearBytes(source.purpose, data);
    const opened = await keyring.open(source, data.subarray(0, clear), data.subarray(clear));
    if ("drop" in opened) {
      // What comes twice, or has nothing in it, leaves no gap.
      if (opened.drop !== "replayed" && data.length > 0) follows = false;
      report(opened.drop);
      return false;
    }
    report(undefined);
    follows ||= !picture || isKeyFrame(data);
    if (!follows) {
      askForKeyFrame();
      return false;
    }
    frame.data = joined(data.subarray(0, clear), opened.plain);
    return true;
  };
}

function joined(clear: Uint8Array, plain: Bytes): ArrayBuffer {
  if (clear.length === 0) return plain.buffer;
  const whole = new Uint8Array(clear.length + plain.length);
  whole.set(clear);
  whole.set(plain, clear.length);
  return whole.buffer;
}

function throttled({ clock }: Keyring, ask: () => Promise<unknown>): () => void {
  let last = -Infinity;
  return () => {
    if (clock.now() - last < ASK_AGAIN_MILLIS) return;
    last = clock.now();
    // Refused while the track is not yet, or no longer, encoded: the next frame asks again.
    ask().catch(() => undefined);
  };
}

function reporter(source: Source, { clock }: Keyring, listener: FrameListener): (drop: Drop | undefined) => void {
  let told: Flow | undefined;
  let toldAt = -Infinity;
  let seen: Flow | undefined;
  let badSince: number | undefined;
  let waiting = false;
  const tell = (): void => {
    waiting = false;
    if (seen === undefined || seen === told) return;
    told = seen;
    toldAt = clock.now();
    listener.flow(source, told);
  };
  return (drop) => {
    if (drop === "replayed") return;
    badSince = drop === undefined ? undefined : badSince ?? clock.now();
    if (badSince !== undefined && clock.now() - badSince < BAD_FOR_MILLIS && told !== undefined) return;
    seen = drop === undefined ? "flowing" : drop === "no-key" ? "no-key" : "undecryptable";
    const rest = toldAt + REPORT_AGAIN_MILLIS - clock.now();
    if (rest <= 0) return tell();
    if (waiting || seen === told) return;
    waiting = true;
    void clock.wait(rest).then(tell);
  };
}
