// The relay's answer to a browser's offer, composed here from the relay's plain parameters (RFC 8829, 8839, 8842).
import type { Kind, RelayParameters, RemoteTrack } from "../protocol/messages.ts";
import { EXTENSION, type Offer, type Section } from "./offer.ts";

/** What the browser may tell us about what it received, where it offers it too. */
const FEEDBACK: Record<Kind, string[]> = {
  audio: ["transport-cc"],
  video: ["nack", "nack pli", "transport-cc"],
};

/** Extensions that the browser writes for the relay. */
const SENT = [
  EXTENSION.mid,
  EXTENSION.rid,
  EXTENSION.repairedRid,
  EXTENSION.transportSequence,
  EXTENSION.audioLevel,
  EXTENSION.dependencyDescriptor,
];

/** Extensions that the relay writes for the browser. */
const RECEIVED: string[] = [EXTENSION.transportSequence];

// No silence suppression: packet sizes and gaps would tell who speaks, and a first syllable would be cut.
const OPUS = "minptime=10;useinbandfec=1;usedtx=0;maxaveragebitrate=64000";

/**
 * Composes the answer. `incoming` holds the track that each receiving section carries, by mid; a receiving
 * section without one is answered as inactive, a stopped one is refused.
 */
export function composeAnswer(offer: Offer, relay: RelayParameters, incoming: ReadonlyMap<string, RemoteTrack>): string {
  const accepted = offer.sections.filter((section) => !section.stopped);
  const lines = [
    "v=0",
    "o=parley 1 1 IN IP4 127.0.0.1",
    "s=-",
    "t=0 0",
    "a=ice-lite",
    "a=extmap-allow-mixed",
    `a=group:BUNDLE ${accepted.map((section) => section.mid).join(" ")}`,
    "a=msid-semantic:WMS *",
  ];
  for (const section of offer.sections) {
    lines.push(...(section.stopped ? refusal(section) : acceptance(section, relay, incoming.get(section.mid))));
  }
  return lines.join("\r\n") + "\r\n";
}

function refusal(section: Section): string[] {
  const type = section.kind === "audio" ? section.codecs.opus : section.codecs.vp8;
  return [`m=${section.kind} 0 UDP/TLS/RTP/SAVPF ${type}`, "c=IN IP4 0.0.0.0", "a=inactive", `a=mid:${section.mid}`];
}

function acceptance(section: Section, relay: RelayParameters, track: RemoteTrack | undefined): string[] {
  const sends = section.direction === "sendonly";
  return [
    `m=${section.kind} 9 UDP/TLS/RTP/SAVPF ${payloadTypes(section).join(" ")}`,
    "c=IN IP4 0.0.0.0",
    `a=mid:${section.mid}`,
    sends ? "a=recvonly" : track ? "a=sendonly" : "a=inactive",
    ...transport(relay),
    "a=rtcp-mux",
    "a=rtcp-rsize",
    ...extensions(section, sends ? SENT : RECEIVED),
    ...codecs(section),
    ...(sends ? simulcast(section) : []),
    ...(!sends && track ? streams(track) : []),
  ];
}

function payloadTypes(section: Section): number[] {
  const { opus, vp8, rtx } = section.codecs;
  return section.kind === "audio" ? [opus] : rtx > 0 ? [vp8, rtx] : [vp8];
}

// Candidates stand in every section; browsers read those of the section that carries the bundle.
function transport(relay: RelayParameters): string[] {
  const { ufrag, pwd, candidates } = relay.ice;
  return [
    `a=ice-ufrag:${ufrag}`,
    `a=ice-pwd:${pwd}`,
    `a=fingerprint:sha-256 ${relay.dtls.fingerprint}`,
    "a=setup:passive",
    ...candidates.map(({ ip, port }, index) => `a=candidate:${index + 1} 1 udp ${priority(index)} ${ip} ${port} typ host`),
    "a=end-of-candidates",
  ];
}

// RFC 8445 section 5.1.2.1: type preference 126 for host, local preference by place in the list, component 1.
function priority(index: number): number {
  return 126 * 2 ** 24 + (65_535 - index) * 2 ** 8 + 255;
}

function extensions(section: Section, uris: string[]): string[] {
  const known = uris.flatMap((uri) => {
    const id = section.extensions.get(uri);
    return id === undefined ? [] : [`a=extmap:${id} ${uri}`];
  });
  return ["a=extmap-allow-mixed", ...known];
}

// Chromium begins at 300 kbit/s and takes half a minute to the largest size unless told better; Firefox ignores it.
const START_KBIT = 2_000;

function codecs(section: Section): string[] {
  const { opus, vp8, rtx } = section.codecs;
  const main = section.kind === "audio" ? opus : vp8;
  const offered = section.feedback.get(main) ?? new Set();
  const feedback = FEEDBACK[section.kind].filter((each) => offered.has(each)).map((each) => `a=rtcp-fb:${main} ${each}`);
  if (section.kind === "audio") return [`a=rtpmap:${opus} opus/48000/2`, `a=fmtp:${opus} ${OPUS}`, ...feedback];
  const repair = rtx > 0 ? [`a=rtpmap:${rtx} rtx/90000`, `a=fmtp:${rtx} apt=${vp8}`] : [];
  const start = section.direction === "sendonly" ? [`a=fmtp:${vp8} x-google-start-bitrate=${START_KBIT}`] : [];
  return [`a=rtpmap:${vp8} VP8/90000`, ...start, ...feedback, ...repair];
}

function simulcast(section: Section): string[] {
  if (section.rids.length === 0) return [];
  return [...section.rids.map((rid) => `a=rid:${rid} recv`), `a=simulcast:recv ${section.rids.join(";")}`];
}

// One stream per person, so that a browser keeps her sound and picture in step. No character of an id may end a line.
function streams(track: RemoteTrack): string[] {
  const person = encodeURIComponent(track.person);
  const id = encodeURIComponent(track.id);
  const sources = track.rtxSsrc > 0 ? [track.ssrc, track.rtxSsrc] : [track.ssrc];
  return [
    `a=msid:${person} ${id}`,
    ...(track.rtxSsrc > 0 ? [`a=ssrc-group:FID ${sources.join(" ")}`] : []),
    ...sources.flatMap((ssrc) => [`a=ssrc:${ssrc} cname:${person}`, `a=ssrc:${ssrc} msid:${person} ${id}`]),
  ];
}
