// Plays everybody else's sound; where the browser waits for a gesture first, says so.
import type { Call } from "../call/call.ts";
import { Store } from "../store.ts";
import { h } from "./dom.ts";

export class Sound {
  readonly element = h("div", { hidden: true });
  /** The browser plays nothing until she touches the page. */
  readonly blocked = new Store(false);
  private readonly playing = new Map<string, HTMLAudioElement>();

  constructor(call: Call) {
    call.tracks.watch((tracks) => {
      for (const [id, audio] of this.playing) if (!tracks.has(id)) this.stop(id, audio);
      for (const [id, { remote, track }] of tracks) {
        if (remote.kind === "audio" && !this.playing.has(id)) this.play(id, remote.person, track);
      }
    });
  }

  /** Tries again; called from a gesture. */
  unblock(): void {
    this.blocked.set(false);
    for (const audio of this.playing.values()) this.begin(audio);
  }

  audio(person: string): HTMLAudioElement | null {
    return [...this.playing.values()].find((each) => each.dataset["person"] === person) ?? null;
  }

  private play(id: string, person: string, track: MediaStreamTrack): void {
    const audio = h("audio", { autoplay: true, "data-person": person });
    audio.srcObject = new MediaStream([track]);
    this.playing.set(id, audio);
    this.element.append(audio);
    this.begin(audio);
  }

  private begin(audio: HTMLAudioElement): void {
    audio.play().catch((error: unknown) => {
      if (error instanceof DOMException && error.name === "NotAllowedError") this.blocked.set(true);
    });
  }

  private stop(id: string, audio: HTMLAudioElement): void {
    audio.srcObject = null;
    audio.remove();
    this.playing.delete(id);
  }
}
