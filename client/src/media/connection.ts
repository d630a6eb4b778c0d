// One RTCPeerConnection to the relay: we always offer, and compose the relay's answer ourselves.
import type { Codecs, ExtensionIds, RelayParameters, RemoteTrack, SentTrack, TrackName } from "../protocol/messages.ts";
import { composeAnswer } from "./answer.ts";
import { codecsOf, extensionsOf, readOffer, sentTrack } from "./offer.ts";

// Top rates of the three sizes of a 720p picture. Higher is sharper and costs each uplink; the relay sends one of them to each receiver.
const SIZES: RTCRtpEncodingParameters[] = [
  { rid: "q", scaleResolutionDownBy: 4, maxBitrate: 150_000 },
  { rid: "h", scaleResolutionDownBy: 2, maxBitrate: 500_000 },
  { rid: "f", scaleResolutionDownBy: 1, maxBitrate: 1_500_000 },
];

// Longer makes a late second track wait for nobody; shorter negotiates twice on a busy machine, which costs it 0.3 s.
const TOGETHER_MILLIS = 50;

export interface ConnectionListener {
  /** By which every frame that is sent goes. */
  sealing(track: TrackName): RTCRtpScriptTransform;
  /** By which every frame of this track goes before anything decodes it. */
  opening(remote: RemoteTrack): RTCRtpScriptTransform;
  /** Sound or picture of somebody else can arrive from now on. */
  received(remote: RemoteTrack, track: MediaStreamTrack, receiver: RTCRtpReceiver): void;
  /** These tracks are in the remote description. */
  ready(tracks: string[]): void;
  connected(): void;
  failed(): void;
}

/** What the node must know of the first offer. */
export interface OfferedParameters {
  ice: { ufrag: string; pwd: string };
  dtls: { fingerprint: string };
  codecs: Codecs;
  extensions: ExtensionIds;
  send: SentTrack[];
}

export class Connection {
  readonly peer = new RTCPeerConnection({ bundlePolicy: "max-bundle" });
  private readonly microphone: RTCRtpTransceiver;
  private readonly camera: RTCRtpTransceiver;
  private readonly wanted = new Map<string, RemoteTrack>();
  private readonly receivers = new Map<string, RTCRtpTransceiver>();
  private relay: RelayParameters | undefined;
  private work: Promise<void> = Promise.resolve();
  private isDue = false;
  private layers = SIZES.length;
  private due: { keyFrames: boolean } | undefined;
  private adjusted: Promise<void> = Promise.resolve();

  constructor(private readonly listener: ConnectionListener) {
    this.microphone = this.peer.addTransceiver("audio", { direction: "sendonly" });
    this.camera = this.peer.addTransceiver("video", { direction: "sendonly", sendEncodings: SIZES });
    // First of all: where a track or a description was there before it, Chromium never asks a transform and sends in clear.
    this.microphone.sender.transform = listener.sealing("microphone");
    this.camera.sender.transform = listener.sealing("camera");
    this.peer.addEventListener("connectionstatechange", () => {
      if (this.peer.connectionState === "connected") listener.connected();
      if (this.peer.connectionState === "failed") listener.failed();
    });
  }

  /** Makes the first offer. Both tracks are announced from the beginning; a camera that is off sends nothing. */
  async offer(): Promise<OfferedParameters> {
    await this.peer.setLocalDescription();
    const offer = readOffer(this.localSdp());
    return {
      ice: offer.ice,
      dtls: { fingerprint: offer.fingerprint },
      codecs: codecsOf(offer),
      extensions: extensionsOf(offer),
      send: [
        sentTrack(offer, this.microphone.mid ?? "", "microphone"),
        sentTrack(offer, this.camera.mid ?? "", "camera"),
      ],
    };
  }

  /** Sends this track, or nothing. Neither asks the other end for anything. */
  async send(name: "microphone" | "camera", track: MediaStreamTrack | undefined): Promise<void> {
    if (this.peer.signalingState === "closed") return;
    await this[name].sender.replaceTrack(track ?? null);
  }

  /** Has the camera's encoder make a key frame of each size (W3C webrtc-extensions, `RTCSetParameterOptions`). */
  beginAnew(): Promise<void> {
    return this.adjust(true);
  }

  /** Has the camera's picture encoded in this many sizes, the smallest first. Nobody wants the others at present. */
  encode(layers: number): Promise<void> {
    this.layers = layers;
    return this.adjust(false);
  }

  // One change of parameters at a time: a browser refuses the second. What comes meanwhile is done in one go.
  private adjust(keyFrames: boolean): Promise<void> {
    this.due = { keyFrames: keyFrames || this.due?.keyFrames === true };
    this.adjusted = this.adjusted.then(() => this.setParameters());
    return this.adjusted;
  }

  private async setParameters(): Promise<void> {
    const due = this.due;
    this.due = undefined;
    if (!due || this.peer.signalingState === "closed") return;
    const sender: { setParameters(parameters: RTCRtpSendParameters, options: object): Promise<void> } = this.camera.sender;
    const parameters = this.camera.sender.getParameters();
    parameters.encodings.forEach((encoding, index) => { encoding.active = index < Math.max(this.layers, 1); });
    const options = due.keyFrames ? { encodingOptions: parameters.encodings.map(() => ({ keyFrame: true })) } : {};
    // A browser that refuses sends as before; whoever needs the key frame asks again.
    await sender.setParameters(parameters, options).catch(() => undefined);
  }

  /** Takes the relay's parameters: ICE starts, and receivers are made for the first tracks. */
  accept(relay: RelayParameters, tracks: RemoteTrack[]): void {
    this.relay = relay;
    for (const track of tracks) this.wanted.set(track.id, track);
    this.queue(async () => {
      await this.answer();
      await this.renegotiate();
    });
  }

  add(track: RemoteTrack): void {
    this.wanted.set(track.id, track);
    this.negotiateSoon();
  }

  remove(trackId: string): void {
    this.wanted.delete(trackId);
    this.negotiateSoon();
  }

  close(): void {
    this.peer.close();
  }

  // Somebody's sound and picture are told one after the other: one negotiation for what comes together.
  private negotiateSoon(): void {
    if (this.isDue) return;
    this.isDue = true;
    setTimeout(() => {
      this.isDue = false;
      this.queue(() => this.renegotiate());
    }, TOGETHER_MILLIS);
  }

  // One negotiation at a time. A failure that is not our own closing means that this connection is of no more use.
  private queue(step: () => Promise<void>): void {
    this.work = this.work.then(async () => {
      if (this.peer.signalingState === "closed") return;
      try {
        await step();
      } catch (error) {
        if ((this.peer.signalingState as RTCSignalingState) === "closed") return;
        console.error("negotiation failed", error);
        this.listener.failed();
      }
    });
  }

  private async renegotiate(): Promise<void> {
    const fresh = [...this.wanted.values()].filter((track) => !this.receivers.has(track.id));
    const stale = [...this.receivers.keys()].filter((id) => !this.wanted.has(id));
    if (fresh.length + stale.length === 0) return;
    for (const id of stale) {
      this.receivers.get(id)?.stop();
      this.receivers.delete(id);
    }
    for (const track of fresh) {
      const transceiver = this.peer.addTransceiver(track.kind, { direction: "recvonly" });
      transceiver.receiver.transform = this.listener.opening(track);
      this.receivers.set(track.id, transceiver);
    }
    await this.peer.setLocalDescription();
    await this.answer();
    for (const track of fresh) {
      const receiver = this.receivers.get(track.id)?.receiver;
      if (receiver && this.wanted.has(track.id)) this.listener.received(track, receiver.track, receiver);
    }
    if (fresh.length > 0) this.listener.ready(fresh.map((track) => track.id));
  }

  private async answer(): Promise<void> {
    if (this.relay === undefined) throw new Error("no relay yet");
    const incoming = new Map<string, RemoteTrack>();
    for (const [id, transceiver] of this.receivers) {
      const track = this.wanted.get(id);
      if (track && transceiver.mid !== null) incoming.set(transceiver.mid, track);
    }
    const sdp = composeAnswer(readOffer(this.localSdp()), this.relay, incoming);
    await this.peer.setRemoteDescription({ type: "answer", sdp });
  }

  private localSdp(): string {
    return this.peer.localDescription?.sdp ?? "";
  }
}
