// Camera and microphone of this person, and why one of them could not be had.
import { Store } from "../store.ts";

export type Device = "camera" | "microphone";

/** Why a device gives nothing: she or her browser said no, there is none, another program holds it, or the page may not ask. */
export type Trouble = "refused" | "absent" | "busy" | "unsupported";

export interface Choice {
  id: string;
  label: string;
}

const PICTURE: MediaTrackConstraints = { width: { ideal: 1_280 }, height: { ideal: 720 }, frameRate: { ideal: 24, max: 30 } };

/** Says in one word what an error of getUserMedia means to a person. */
export function troubleOf(error: unknown): Trouble {
  const name = error instanceof Error || error instanceof DOMException ? error.name : "";
  if (name === "NotAllowedError" || name === "SecurityError") return "refused";
  if (name === "NotFoundError" || name === "OverconstrainedError") return "absent";
  if (name === "NotReadableError" || name === "AbortError") return "busy";
  return "unsupported";
}

export class Devices {
  readonly camera = new Store<MediaStreamTrack | undefined>(undefined);
  readonly microphone = new Store<MediaStreamTrack | undefined>(undefined);
  readonly troubles = new Store<ReadonlyMap<Device, Trouble>>(new Map());
  readonly choices = new Store<Record<Device, Choice[]>>({ camera: [], microphone: [] });

  constructor() {
    navigator.mediaDevices?.addEventListener("devicechange", () => void this.list());
  }

  /** Asks for what is wanted: both in one question where possible, else each by itself. */
  async take(wanted: Device[], ids: Partial<Record<Device, string>> = {}): Promise<void> {
    const question = (devices: Device[]) => navigator.mediaDevices.getUserMedia(constraints(devices, ids));
    try {
      for (const track of (await question(wanted)).getTracks()) this.keep(track.kind === "video" ? "camera" : "microphone", track);
    } catch (error) {
      if (wanted.length === 1 && wanted[0]) this.fail(wanted[0], error);
      else for (const device of wanted) await this.take([device], ids);
    }
    await this.list();
  }

  /** Lets go of a device: its light goes out. */
  release(device: Device): void {
    this[device].get()?.stop();
    this[device].set(undefined);
  }

  private keep(device: Device, track: MediaStreamTrack): void {
    this.release(device);
    track.addEventListener("ended", () => {
      if (this[device].get() === track) this.fail(device, new DOMException("", "NotFoundError"));
    });
    this.troubles.update((all) => new Map([...all].filter(([each]) => each !== device)));
    this[device].set(track);
  }

  private fail(device: Device, error: unknown): void {
    this.release(device);
    this.troubles.update((all) => new Map(all).set(device, troubleOf(error)));
  }

  private async list(): Promise<void> {
    const all = (await navigator.mediaDevices?.enumerateDevices()) ?? [];
    const of = (kind: MediaDeviceKind) =>
      all.filter((each) => each.kind === kind && each.deviceId !== "").map((each) => ({ id: each.deviceId, label: each.label }));
    this.choices.set({ camera: of("videoinput"), microphone: of("audioinput") });
  }
}

function constraints(devices: Device[], ids: Partial<Record<Device, string>>): MediaStreamConstraints {
  const chosen = (device: Device): MediaTrackConstraints => (ids[device] ? { deviceId: { exact: ids[device] } } : {});
  return {
    ...(devices.includes("camera") ? { video: { ...PICTURE, ...chosen("camera") } } : {}),
    ...(devices.includes("microphone") ? { audio: chosen("microphone") } : {}),
  };
}
