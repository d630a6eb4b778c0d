// Offers as the browsers wrote them (Chromium 156, Firefox ESR 153): microphone, camera with three sizes, and receivers.
import { readFileSync } from "node:fs";
import type { RelayParameters, RemoteTrack } from "../src/protocol/messages.ts";

const names = ["first", "nodevices", "receiving"] as const;
export type OfferName = (typeof names)[number];
export const browsers = ["chromium", "firefox"] as const;
export type Browser = (typeof browsers)[number];

export function captured(browser: Browser, name: OfferName): string {
  return readFileSync(`test/offers/${browser}-${name}.sdp`, "utf8");
}

export const everyOffer = browsers.flatMap((browser) => names.map((name) => ({ browser, name, sdp: captured(browser, name) })));

export const relay: RelayParameters = {
  ice: { ufrag: "abcd", pwd: "abcdefghijklmnopqrstuv", candidates: [{ ip: "192.0.2.7", port: 40_000 }, { ip: "127.0.0.1", port: 40_001 }] },
  dtls: { fingerprint: Array.from({ length: 32 }, () => "AB").join(":") },
};

/** A generator of numbers below `bound` that a test can repeat from its seed. */
export function random(seed: number): (bound: number) => number {
  let state = seed >>> 0;
  return (bound) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
}

export function remoteTrack(kind: "audio" | "video", number: number): RemoteTrack {
  return { id: `t${number}`, person: `sudria/p${number}`, name: kind === "audio" ? "microphone" : "camera", kind, ssrc: 1_000 + number * 2, rtxSsrc: kind === "video" ? 1_001 + number * 2 : 0 };
}
