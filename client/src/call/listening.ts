// Who speaks: the others by the level of what arrives, oneself by the microphone, muted or not.
import { LevelMeter, SpeechGate } from "../media/level.ts";
import { Store, withMember } from "../store.ts";
import type { Call } from "./call.ts";

const READ_EVERY_MILLIS = 100;
// Asking what arrives makes the page wait for the media's own thread: of all that a call of six costs the page, most.
const HEAR_EVERY_MILLIS = 300;
// RFC 6464 levels are linear 0 to 1 here; below this it is breath and room.
const AUDIBLE = 0.02;

export class Listening {
  /** Ids of the people who speak now, oneself included unless muted. */
  readonly speaking = new Store<ReadonlySet<string>>(new Set());
  /** She speaks, but nobody can hear her. */
  readonly unheard = new Store(false);
  /** Loudness of her own microphone, 0 to 1. */
  readonly level = new Store(0);
  private readonly own = new SpeechGate(READ_EVERY_MILLIS);
  private readonly gates = new Map<string, SpeechGate>();
  private meter: LevelMeter | undefined;

  constructor(private readonly call: Call) {}

  start(): void {
    this.call.devices.microphone.watch((track) => {
      this.meter?.close();
      this.meter = track ? new LevelMeter(track) : undefined;
    });
    window.setInterval(() => this.read(), READ_EVERY_MILLIS);
    window.setInterval(() => this.hearAll(), HEAR_EVERY_MILLIS);
  }

  private read(): void {
    const level = this.meter?.read() ?? 0;
    this.level.set(Math.round(level * 50) / 50);
    const muted = this.call.muted.get();
    const speaks = this.own.feed(level);
    this.unheard.set(speaks && muted && this.call.phase.get().name === "in");
    this.note(this.call.you, speaks && !muted);
  }

  private hearAll(): void {
    const heard = new Set([this.call.you, ...[...this.call.tracks.get().values()].map(({ remote }) => remote.person)]);
    for (const person of this.speaking.get()) if (!heard.has(person)) this.note(person, false);
    for (const { remote, receiver } of this.call.tracks.get().values()) {
      if (remote.kind === "audio") void this.hear(remote.person, receiver);
    }
  }

  // Chromium tells the level beside the packets; Firefox only in its statistics.
  private async hear(person: string, receiver: RTCRtpReceiver): Promise<void> {
    const heard = receiver.getSynchronizationSources()[0]?.audioLevel ?? (await levelInStatistics(receiver));
    this.note(person, this.gate(person).feed(heard > AUDIBLE ? 1 : 0));
  }

  private gate(person: string): SpeechGate {
    const gate = this.gates.get(person) ?? new SpeechGate(HEAR_EVERY_MILLIS);
    this.gates.set(person, gate);
    return gate;
  }

  private note(person: string, speaks: boolean): void {
    this.speaking.update((all) => withMember(all, person, speaks));
  }
}

async function levelInStatistics(receiver: RTCRtpReceiver): Promise<number> {
  const all = [...(await receiver.getStats()).values()] as (RTCStats & { audioLevel?: number })[];
  return all.find((each) => each.type === "inbound-rtp")?.audioLevel ?? 0;
}
