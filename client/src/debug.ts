// window.parleyRoom: what tests and a person with a console can see of the call. It shows only what the page has anyway.
import type { Call } from "./call/call.ts";
import type { Kind } from "./protocol/messages.ts";
import type { Page } from "./view/page.ts";

/** What arrives of one person. */
export interface Arrival {
  audioTrack?: string;
  videoTrack?: string;
  framesDecoded: number;
  frameWidth: number;
  frameHeight: number;
  audioPackets: number;
  audioEnergy: number;
  videoPackets: number;
  framesReceived: number;
  keyFrames: number;
  videoPacketsLost: number;
  freezes: number;
}

export function expose(call: Call, page: Page): void {
  const received = (person: string, kind: Kind) =>
    [...call.tracks.get().values()].find(({ remote }) => remote.person === person && remote.kind === kind);
  const arrival = async (person: string): Promise<Arrival> => {
    const [audio, video] = [received(person, "audio"), received(person, "video")];
    const sound = await inbound(audio?.receiver);
    const picture = await inbound(video?.receiver);
    return {
      ...(audio ? { audioTrack: audio.track.id } : {}),
      ...(video ? { videoTrack: video.track.id } : {}),
      framesDecoded: picture?.framesDecoded ?? 0,
      frameWidth: picture?.frameWidth ?? 0,
      frameHeight: picture?.frameHeight ?? 0,
      audioPackets: sound?.packetsReceived ?? 0,
      audioEnergy: sound?.totalAudioEnergy ?? 0,
      videoPackets: picture?.packetsReceived ?? 0,
      framesReceived: picture?.framesReceived ?? 0,
      keyFrames: picture?.keyFramesDecoded ?? 0,
      videoPacketsLost: picture?.packetsLost ?? 0,
      freezes: picture?.freezeCount ?? 0,
    };
  };
  Object.defineProperty(window, "parleyRoom", {
    value: Object.freeze({
      phase: () => call.phase.get().name,
      you: () => call.you,
      people: () => [...call.people.get().values()],
      pictures: () => [...call.pictures.get()],
      speaking: () => [...call.listening.speaking.get()],
      video: (person: string) => page.stage.video(person),
      audio: (person: string) => page.sound.audio(person),
      arrivals: async () => {
        const others = new Set([...call.tracks.get().values()].map(({ remote }) => remote.person));
        return Object.fromEntries(await Promise.all([...others].map(async (person) => [person, await arrival(person)] as const)));
      },
      keys: () => {
        const circle = call.keeper.circle.get();
        const unconfirmed = circle?.members.filter(({ confirmed }) => !confirmed).map(({ person }) => person);
        return { ...call.keeper.keys.get(), refused: call.keeper.refused.get(), epoch: circle?.epoch, holders: circle?.members.length, unconfirmed };
      },
      moments: () => ({ ...call.moments }),
      peer: () => call.peer(),
      cut: () => call.cut(),
    }),
  });
}

async function inbound(receiver: RTCRtpReceiver | undefined): Promise<RTCInboundRtpStreamStats | undefined> {
  const stats = [...((await receiver?.getStats())?.values() ?? [])] as RTCStats[];
  return stats.find((each) => each.type === "inbound-rtp") as RTCInboundRtpStreamStats | undefined;
}
