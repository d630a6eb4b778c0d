// The messages between room and node: JSON over one WebSocket. The node's half is parley.node.room.
import { groupReaders, type ServerGroupMessage } from "./group.ts";
import { flag, list, number, oneOf, type Read, shape, text, whole, ProtocolError } from "./reader.ts";

const UNSIGNED_32 = 0xffff_ffff;

/** Ids of RTP header extensions (RFC 8285) as this browser offers them, 0 for those that it does not. */
export interface ExtensionIds {
  mid: number;
  rid: number;
  repairedRid: number;
  transportSequence: number;
  audioTransportSequence: number;
  audioLevel: number;
  dependencyDescriptor: number;
}

/** Payload types as this browser offers them; rtx is 0 where there is none for VP8. */
export interface Codecs {
  opus: number;
  vp8: number;
  rtx: number;
}

export type TrackName = "microphone" | "camera";
export type Kind = "audio" | "video";
export type PictureSize = "none" | "quarter" | "half" | "full";

/** A track that this browser will send: told apart by restriction ids or by SSRC. */
export type SentTrack =
  | { track: TrackName; kind: Kind; mid: string; rids: string[] }
  | { track: TrackName; kind: Kind; mid: string; ssrc: number; rtxSsrc: number };

/** What a person's own controls stand at. */
export interface Presence {
  microphone: boolean;
  camera: boolean;
  muted: boolean;
}

export interface JoinMessage {
  type: "join";
  ice: { ufrag: string; pwd: string };
  dtls: { fingerprint: string };
  codecs: Codecs;
  extensions: ExtensionIds;
  send: SentTrack[];
  have: Presence;
}

export type ClientMessage =
  | JoinMessage
  | { type: "ready"; tracks: string[] }
  | { type: "want"; track: string; size: PictureSize }
  | { type: "state"; have: Presence }
  | { type: "leave" };

/** `cut`: beyond the line between two servers, which is interrupted. */
export type Link = "away" | "connecting" | "good" | "weak" | "cut";

/** Somebody who may be in this room, present or not. */
export interface Person extends Presence {
  id: string;
  name: string;
  delegation: string;
  role: string;
  language: string;
  link: Link;
  /** Browsers of hers that may hold the room's keys. */
  devices: number;
}

/** A track of somebody else, with the SSRCs that the relay allotted to this browser alone. */
export interface RemoteTrack {
  id: string;
  person: string;
  name: string;
  kind: Kind;
  ssrc: number;
  rtxSsrc: number;
}

export interface RelayParameters {
  ice: { ufrag: string; pwd: string; candidates: { ip: string; port: number }[] };
  dtls: { fingerprint: string };
}

export interface JoinedMessage extends RelayParameters {
  type: "joined";
  you: string;
  people: Person[];
  tracks: RemoteTrack[];
}

export interface QualityMessage {
  type: "quality";
  uplinkLoss: number;
  downlinkLoss: number;
  roundTripMillis: number;
}

export type EndCause = "replaced" | "lost" | "closed";

export type ServerMessage =
  | JoinedMessage
  | { type: "track"; track: RemoteTrack }
  | { type: "gone"; track: string }
  | { type: "person"; person: Person }
  | { type: "wanted"; track: "camera"; layers: number }
  | QualityMessage
  | { type: "refused"; code: string; words: string }
  | { type: "ended"; cause: EndCause };

const identifier = text(200, 1);
const kind = oneOf("audio", "video");

const person: Read<Person> = shape({
  id: identifier,
  name: text(200),
  delegation: identifier,
  role: text(40),
  language: text(40),
  microphone: flag,
  camera: flag,
  muted: flag,
  link: oneOf("away", "connecting", "good", "weak", "cut"),
  devices: whole(0, UNSIGNED_32),
});

const track: Read<RemoteTrack> = shape({
  id: identifier,
  person: identifier,
  name: text(64),
  kind,
  ssrc: whole(1, UNSIGNED_32),
  rtxSsrc: whole(0, UNSIGNED_32),
});

// RFC 8839: ufrag 4 to 256 ice-chars, pwd 22 to 256; nothing here may carry a line break into the composed SDP.
function matching(pattern: RegExp): Read<string> {
  return (value, place) => {
    const read = text(256, 1)(value, place);
    if (!pattern.test(read)) throw new ProtocolError(`${place}: ${pattern} expected`);
    return read;
  };
}

const readers: { [T in ServerMessage["type"]]: Read<Extract<ServerMessage, { type: T }>> } = {
  joined: shape({
    type: oneOf("joined"),
    you: identifier,
    ice: shape({
      ufrag: matching(/^[A-Za-z0-9+/]{4,256}$/),
      pwd: matching(/^[A-Za-z0-9+/]{22,256}$/),
      candidates: list(shape({ ip: matching(/^[0-9a-fA-F.:]+$/), port: whole(1, 65_535) }), 32),
    }),
    dtls: shape({ fingerprint: matching(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/) }),
    people: list(person, 500),
    tracks: list(track, 1_000),
  }),
  track: shape({ type: oneOf("track"), track }),
  gone: shape({ type: oneOf("gone"), track: identifier }),
  person: shape({ type: oneOf("person"), person }),
  wanted: shape({ type: oneOf("wanted"), track: oneOf("camera"), layers: whole(1, 3) }),
  quality: shape({
    type: oneOf("quality"),
    uplinkLoss: number(0, 1),
    downlinkLoss: number(0, 1),
    roundTripMillis: whole(-1, 3_600_000),
  }),
  refused: shape({ type: oneOf("refused"), code: text(60), words: text(2_000) }),
  ended: shape({ type: oneOf("ended"), cause: oneOf("replaced", "lost", "closed") }),
};

const all = { ...readers, ...groupReaders };

/** Reads one message of the node; throws a ProtocolError where it is not exactly one of those above. */
export function readServerMessage(json: string): ServerMessage | ServerGroupMessage {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw new ProtocolError("message: JSON expected");
  }
  const type = (value as { type?: unknown } | null)?.type;
  if (typeof type !== "string" || !Object.hasOwn(all, type)) throw new ProtocolError("type: a known type expected");
  return all[type as ServerMessage["type"]](value, "");
}
