// One stay in the room, from opening the WebSocket to its end. When it breaks, Call begins another one.
import { Connection, type OfferedParameters } from "../media/connection.ts";
import {
  type ClientMessage,
  type EndCause,
  type Presence,
  readServerMessage,
  type RemoteTrack,
  type ServerMessage,
  type TrackName,
} from "../protocol/messages.ts";
import { type ClientGroupMessage, isOfGroup, type ServerGroupMessage } from "../protocol/group.ts";
import { ProtocolError } from "../protocol/reader.ts";

/** Why a stay is over. The first three can be mended by another one. */
export type End = "signal lost" | "media lost" | "seat lost" | "replaced" | "closed" | "refused" | "outdated";

export interface VisitListener {
  sealing(track: TrackName): RTCRtpScriptTransform;
  opening(remote: RemoteTrack): RTCRtpScriptTransform;
  /** She is in the room: what concerns keys can be said from now on. */
  seated(): void;
  /** Something for the keeper of the keys. */
  signal(message: ServerGroupMessage): void;
  message(message: ServerMessage): void;
  received(remote: RemoteTrack, track: MediaStreamTrack, receiver: RTCRtpReceiver): void;
  connected(): void;
  ended(end: End, words: string): void;
}

// What is not there after this long will not come: try again from the start. Shorter gives up on a machine that is merely busy.
const ANSWER_WITHIN_MILLIS = 20_000;
const CONNECT_WITHIN_MILLIS = 20_000;

export class Visit {
  readonly connection: Connection;
  private readonly socket: WebSocket;
  private readonly offered: Promise<OfferedParameters>;
  private patience = 0;
  private over = false;

  constructor(signal: string, private readonly have: () => Presence, private readonly listener: VisitListener) {
    this.connection = new Connection({
      sealing: (track) => listener.sealing(track),
      opening: (remote) => listener.opening(remote),
      received: (remote, track, receiver) => listener.received(remote, track, receiver),
      ready: (tracks) => this.send({ type: "ready", tracks }),
      connected: () => this.connected(),
      failed: () => this.end("media lost"),
    });
    this.offered = this.connection.offer();
    this.offered.catch((error: unknown) => {
      console.error("no offer", error);
      this.end("outdated");
    });
    this.expect(ANSWER_WITHIN_MILLIS, "signal lost");
    this.socket = new WebSocket(new URL(signal, location.href.replace(/^http/, "ws")));
    this.socket.addEventListener("open", () => void this.join());
    this.socket.addEventListener("message", (event) => this.read(event.data));
    this.socket.addEventListener("close", () => this.end("signal lost"));
  }

  /** Tells the node; after the stay is over it says nothing. */
  send(message: ClientMessage | ClientGroupMessage): void {
    if (this.socket.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(message));
  }

  /** Leaves for good. */
  leave(): void {
    this.send({ type: "leave" });
    this.close();
  }

  /** Ends without a word: used when the page goes or another stay takes over. */
  close(): void {
    this.over = true;
    window.clearTimeout(this.patience);
    this.socket.close();
    this.connection.close();
  }

  /** Closes the WebSocket under the stay. */
  cut(): void {
    this.socket.close();
  }

  private async join(): Promise<void> {
    this.send({ type: "join", ...(await this.offered), have: this.have() });
  }

  private read(data: unknown): void {
    if (this.over) return;
    try {
      const message = readServerMessage(String(data));
      if (isOfGroup(message)) this.listener.signal(message);
      else this.take(message);
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      console.error(error.message);
      this.end("outdated");
    }
  }

  private take(message: ServerMessage): void {
    this.listener.message(message);
    switch (message.type) {
      case "joined":
        this.expect(CONNECT_WITHIN_MILLIS, "media lost");
        this.listener.seated();
        return this.connection.accept(message, message.tracks);
      case "track":
        return this.connection.add(message.track);
      case "gone":
        return this.connection.remove(message.track);
      case "wanted":
        return void this.connection.encode(message.layers);
      case "refused":
        return this.end("refused", message.words);
      case "ended":
        return this.end(ENDS[message.cause]);
      case "person":
      case "quality":
        return;
    }
  }

  private expect(withinMillis: number, otherwise: End): void {
    window.clearTimeout(this.patience);
    this.patience = window.setTimeout(() => this.end(otherwise), withinMillis);
  }

  private connected(): void {
    window.clearTimeout(this.patience);
    this.listener.connected();
  }

  private end(end: End, words = ""): void {
    if (this.over) return;
    this.close();
    this.listener.ended(end, words);
  }
}

const ENDS: Record<EndCause, End> = { replaced: "replaced", lost: "seat lost", closed: "closed" };
