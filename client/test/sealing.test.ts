// Chromium 156 takes a transform at any time, and never asks it where a track or a local description was there first: every frame
// then passes in clear, without an error. So the order in which a connection does these things is a promise.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { Connection } from "../src/media/connection.ts";
import type { RelayParameters, RemoteTrack } from "../src/protocol/messages.ts";

const RELAY: RelayParameters = {
  ice: { ufrag: "abcd", pwd: "abcdefghijklmnopqrstuv", candidates: [{ ip: "127.0.0.1", port: 9 }] },
  dtls: { fingerprint: Array(32).fill("AA").join(":") },
};
const REMOTE: RemoteTrack = { id: "t1", person: "viktor", name: "camera", kind: "video", ssrc: 5, rtxSsrc: 6 };

/** Notes in which order a connection does what matters. */
class RecordedPeer extends EventTarget {
  static did: string[] = [];
  signalingState = "stable";
  localDescription = { sdp: readFileSync("test/offers/chromium-first.sdp", "utf8") };

  addTransceiver(kind: string, { direction }: { direction: string }): unknown {
    const end = (): object => ({
      set transform(value: string) { RecordedPeer.did.push(`${value} by a transform`); },
      replaceTrack: async () => void RecordedPeer.did.push(`track of ${kind}`),
      track: {},
    });
    RecordedPeer.did.push(`${kind} ${direction}`);
    return { mid: kind === "audio" ? "0" : "1", sender: end(), receiver: end() };
  }

  async setLocalDescription(): Promise<void> {
    RecordedPeer.did.push("description");
  }

  async setRemoteDescription(): Promise<void> {}
}

test("every sender and receiver has its transform before it has a track or a description", async () => {
  const before = globalThis.RTCPeerConnection;
  globalThis.RTCPeerConnection = RecordedPeer as unknown as typeof RTCPeerConnection;
  try {
    let readiness: () => void = () => undefined;
    const ready = new Promise<void>((done) => { readiness = done; });
    const connection = new Connection({
      sealing: (track) => `${track} sealed` as unknown as RTCRtpScriptTransform,
      opening: ({ id }) => `${id} opened` as unknown as RTCRtpScriptTransform,
      received: () => undefined,
      ready: () => readiness(),
      connected: () => undefined,
      failed: () => assert.fail("the connection failed"),
    });
    const track = {} as MediaStreamTrack;
    await connection.send("microphone", track);
    await connection.send("camera", track);
    await connection.offer();
    connection.accept(RELAY, [REMOTE]);
    await ready;
    assert.deepEqual(RecordedPeer.did, [
      "audio sendonly", "video sendonly", "microphone sealed by a transform", "camera sealed by a transform",
      "track of audio", "track of video", "description",
      "video recvonly", "t1 opened by a transform", "description",
    ]);
  } finally {
    globalThis.RTCPeerConnection = before;
  }
});
