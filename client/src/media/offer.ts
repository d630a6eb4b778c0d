// What the node must know of a browser's offer, as plain data; the node parses no SDP. RFC 8866, 8829, 8853.
import type { Codecs, ExtensionIds, Kind, SentTrack, TrackName } from "../protocol/messages.ts";

export type Direction = "sendonly" | "recvonly" | "sendrecv" | "inactive";

/** One media section of an offer. */
export interface Section {
  kind: Kind;
  mid: string;
  direction: Direction;
  /** Its transceiver was stopped: the answer refuses it, and the browser uses its place again. */
  stopped: boolean;
  rids: string[];
  ssrc: number;
  rtxSsrc: number;
  /** Ids of header extensions by URI. */
  extensions: Map<string, number>;
  codecs: Codecs;
  feedback: Map<number, Set<string>>;
}

export interface Offer {
  ice: { ufrag: string; pwd: string };
  fingerprint: string;
  sections: Section[];
}

export const EXTENSION = {
  mid: "urn:ietf:params:rtp-hdrext:sdes:mid",
  rid: "urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id",
  repairedRid: "urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id",
  transportSequence: "http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01",
  audioLevel: "urn:ietf:params:rtp-hdrext:ssrc-audio-level",
  dependencyDescriptor: "https://aomediacodec.github.io/av1-rtp-spec/#dependency-descriptor-rtp-header-extension",
} as const;

class Lines {
  constructor(readonly all: string[]) {}

  /** Values of every `a=name:value`. */
  values(name: string): string[] {
    const start = `a=${name}:`;
    return this.all.filter((line) => line.startsWith(start)).map((line) => line.slice(start.length));
  }

  has(name: string): boolean {
    return this.all.includes(`a=${name}`);
  }
}

/** Splits an offer and reads it; throws where it is not an offer of a browser with ICE and DTLS. */
export function readOffer(sdp: string): Offer {
  const blocks = sdp.split(/\r?\n(?=m=)/).map((block) => new Lines(block.split(/\r?\n/).filter((line) => line !== "")));
  const [session, ...media] = blocks;
  if (session === undefined || media.length === 0) throw new Error("an offer has media sections");
  const everywhere = new Lines(blocks.flatMap((block) => block.all));
  const fingerprint = everywhere.values("fingerprint").find((value) => value.toLowerCase().startsWith("sha-256 "));
  return {
    ice: { ufrag: required(everywhere, "ice-ufrag"), pwd: required(everywhere, "ice-pwd") },
    fingerprint: (fingerprint ?? missing("fingerprint")).slice("sha-256 ".length).toUpperCase(),
    sections: media.map(readSection),
  };
}

function required(lines: Lines, name: string): string {
  return lines.values(name)[0] ?? missing(name);
}

function missing(name: string): never {
  throw new Error(`the offer has no ${name}`);
}

function readSection(lines: Lines): Section {
  const [kind, port] = (lines.all[0] ?? "").slice(2).split(" ");
  if (kind !== "audio" && kind !== "video") throw new Error(`a media section of an unknown kind: ${kind}`);
  const streams = readStreams(lines);
  return {
    kind,
    mid: required(lines, "mid"),
    direction: (["sendonly", "recvonly", "inactive"] as const).find((each) => lines.has(each)) ?? "sendrecv",
    stopped: port === "0" && !lines.has("bundle-only"),
    rids: readRids(lines),
    ...streams,
    extensions: readExtensions(lines),
    codecs: readCodecs(lines),
    feedback: readFeedback(lines),
  };
}

// Order as in a=simulcast (RFC 8853), which both browsers write in the order of their encodings.
function readRids(lines: Lines): string[] {
  const sent = /(?:^| )send ([^ ]+)/.exec(lines.values("simulcast")[0] ?? "")?.[1];
  if (sent === undefined) return [];
  return sent.split(";").map((alternatives) => (alternatives.split(",")[0] ?? "").replace(/^~/, ""));
}

function readStreams(lines: Lines): { ssrc: number; rtxSsrc: number } {
  const ssrc = Number(lines.values("ssrc")[0]?.split(" ")[0] ?? 0);
  const pair = lines.values("ssrc-group").map((group) => group.split(" ")).find(([semantics, first]) => semantics === "FID" && Number(first) === ssrc);
  return { ssrc, rtxSsrc: Number(pair?.[2] ?? 0) };
}

function readExtensions(lines: Lines): Map<string, number> {
  const ids = new Map<string, number>();
  for (const value of lines.values("extmap")) {
    const [id, uri] = value.split(" ");
    if (id !== undefined && uri !== undefined) ids.set(uri, Number.parseInt(id, 10));
  }
  return ids;
}

function readCodecs(lines: Lines): Codecs {
  const types = new Map(lines.values("rtpmap").map((value) => [value.slice(value.indexOf(" ") + 1), Number.parseInt(value, 10)]).reverse() as [string, number][]);
  const vp8 = types.get("VP8/90000") ?? 0;
  const repair = lines.values("fmtp").find((value) => vp8 > 0 && value.endsWith(` apt=${vp8}`));
  return { opus: types.get("opus/48000/2") ?? 0, vp8, rtx: repair === undefined ? 0 : Number.parseInt(repair, 10) };
}

function readFeedback(lines: Lines): Map<number, Set<string>> {
  const feedback = new Map<number, Set<string>>();
  for (const value of lines.values("rtcp-fb")) {
    const type = Number.parseInt(value, 10);
    const known = feedback.get(type) ?? new Set();
    feedback.set(type, known.add(value.slice(value.indexOf(" ") + 1)));
  }
  return feedback;
}

/** Payload types of the whole offer: sections of one kind share them. */
export function codecsOf(offer: Offer): Codecs {
  const audio = sectionOf(offer, "audio").codecs;
  const video = sectionOf(offer, "video").codecs;
  if (audio.opus === 0 || video.vp8 === 0) throw new Error("this browser offers no Opus or no VP8");
  return { opus: audio.opus, vp8: video.vp8, rtx: video.rtx };
}

export function extensionsOf(offer: Offer): ExtensionIds {
  const audio = sectionOf(offer, "audio").extensions;
  const video = sectionOf(offer, "video").extensions;
  const id = (ids: Map<string, number>, uri: string) => ids.get(uri) ?? 0;
  return {
    mid: id(video, EXTENSION.mid),
    rid: id(video, EXTENSION.rid),
    repairedRid: id(video, EXTENSION.repairedRid),
    transportSequence: id(video, EXTENSION.transportSequence),
    audioTransportSequence: id(audio, EXTENSION.transportSequence),
    audioLevel: id(audio, EXTENSION.audioLevel),
    dependencyDescriptor: id(video, EXTENSION.dependencyDescriptor),
  };
}

/** What the section with this mid sends, under the room's name for it. */
export function sentTrack(offer: Offer, mid: string, track: TrackName): SentTrack {
  const section = offer.sections.find((each) => each.mid === mid) ?? missing(`section ${mid}`);
  return section.rids.length > 0
    ? { track, kind: section.kind, mid, rids: section.rids }
    : { track, kind: section.kind, mid, ssrc: section.ssrc, rtxSsrc: section.rtxSsrc };
}

function sectionOf(offer: Offer, kind: Kind): Section {
  return offer.sections.find((section) => section.kind === kind && !section.stopped) ?? missing(`${kind} section`);
}
