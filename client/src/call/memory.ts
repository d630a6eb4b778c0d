// What a reload must not lose; kept for this tab alone.
import type { Device } from "../media/devices.ts";

export class Memory {
  private readonly key: string;

  constructor(talk: string) {
    this.key = `parley.room.${talk}`;
  }

  get in(): boolean {
    return this.read()["in"] === "true";
  }

  set in(value: boolean) {
    this.write("in", `${value}`);
  }

  get muted(): boolean {
    return this.read()["muted"] === "true";
  }

  set muted(value: boolean) {
    this.write("muted", `${value}`);
  }

  get cameraOff(): boolean {
    return this.read()["cameraOff"] === "true";
  }

  set cameraOff(value: boolean) {
    this.write("cameraOff", `${value}`);
  }

  get chosen(): Partial<Record<Device, string>> {
    const { camera, microphone } = this.read();
    return { ...(camera ? { camera } : {}), ...(microphone ? { microphone } : {}) };
  }

  choose(device: Device, id: string): void {
    this.write(device, id);
  }

  private read(): Record<string, string> {
    return Object.fromEntries(new URLSearchParams(sessionStorage.getItem(this.key) ?? ""));
  }

  private write(name: string, value: string): void {
    const all = new URLSearchParams(sessionStorage.getItem(this.key) ?? "");
    all.set(name, value);
    sessionStorage.setItem(this.key, all.toString());
  }
}
