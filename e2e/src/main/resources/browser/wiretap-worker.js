// In place of the room's worker: somebody in the room with all that the node can give her, and no leaf of the group. She plays
// every frame as it came. Frames whose base keys she is told she opens first (RFC 9605, written anew: nothing of the room's helps her).
const SUITE = [0, 4], TAG = 16;
const bases = new Map();
const sources = new Map();
const pictures = new Set();
const text = new TextEncoder();

const say = (news) => postMessage(news);

onmessage = ({ data }) => {
  if (data.kind === "begin") say({ kind: "keys", keys: { state: "ready" } });
  if (data.kind === "online") say({ kind: "keys", keys: { state: "in" } });
  if (data.kind === "told") {
    for (const [kid, base] of data.bases) if (!bases.has(kid)) bases.set(kid, derive(BigInt(kid), new Uint8Array(base)));
    // A picture can begin at a key frame only.
    for (const transformer of pictures) transformer.sendKeyFrameRequest().catch(() => undefined);
  }
  if (data.kind === "count") say({ kind: "counted", sources: Object.fromEntries(sources) });
};

const number = (value, bytes) => Uint8Array.from({ length: bytes }, (_, at) => Number((value >> BigInt(8 * (bytes - 1 - at))) & 255n));

async function derive(kid, base) {
  const material = await crypto.subtle.importKey("raw", base, "HKDF", false, ["deriveKey", "deriveBits"]);
  const expansion = (label) => ({ name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info: new Uint8Array([...text.encode(label), ...number(kid, 8), ...SUITE]) });
  const key = await crypto.subtle.deriveKey(expansion("SFrame 1.0 Secret key "), material, { name: "AES-GCM", length: 128 }, false, ["decrypt"]);
  return { key, salt: new Uint8Array(await crypto.subtle.deriveBits(expansion("SFrame 1.0 Secret salt "), material, 96)) };
}

function field(bytes, at, nibble) {
  if (nibble < 8) return { value: BigInt(nibble), end: at };
  const end = at + (nibble & 7) + 1;
  return { value: bytes.subarray(at, end).reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n), end };
}

async function open(data, clear) {
  const kid = field(data, clear + 1, data[clear] >> 4);
  const counter = field(data, kid.end, data[clear] & 15);
  const base = bases.get(String(kid.value));
  if (base === undefined || data.length < counter.end + TAG) return undefined;
  const { key, salt } = await base;
  const iv = number(counter.value, 12).map((byte, at) => byte ^ salt[at]);
  const additionalData = new Uint8Array([...data.subarray(clear, counter.end), ...data.subarray(0, clear)]);
  const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv, additionalData }, key, data.subarray(counter.end)).catch(() => undefined);
  return plain && new Uint8Array([...data.subarray(0, clear), ...new Uint8Array(plain)]).buffer;
}

onrtctransform = ({ transformer }) => {
  const { side, purpose, chain, person } = transformer.options;
  const isPicture = purpose !== "floor";
  const count = { frames: 0, opened: 0 };
  if (side === "receive") {
    sources.set(`${person} ${purpose}`, count);
    if (isPicture) pictures.add(transformer);
    say({ kind: "flow", purpose, chain, person, flow: "flowing" });
  }
  const through = new TransformStream({
    async transform(frame, controller) {
      if (side === "receive") {
        const data = new Uint8Array(frame.data);
        const plain = await open(data, !isPicture ? 0 : data[0] & 1 ? 3 : 10);
        count.frames++;
        if (plain) {
          count.opened++;
          frame.data = plain;
        }
      }
      controller.enqueue(frame);
    },
  });
  transformer.readable.pipeThrough(through).pipeTo(transformer.writable).catch(() => undefined);
};
