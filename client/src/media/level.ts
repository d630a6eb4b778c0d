// How loud a microphone is, and whether somebody speaks.

// Nothing is played, and nobody waits for it: large blocks and no output spare the processor a hundred wake-ups a second.
const SILENT = { latencyHint: "playback", sinkId: { type: "none" } } as AudioContextOptions;

/** Loudness of one track, 0 to 1, read when asked. */
export class LevelMeter {
  private readonly context = new AudioContext(SILENT);
  private readonly analyser = this.context.createAnalyser();
  private readonly source: MediaStreamAudioSourceNode;
  private readonly samples: Float32Array<ArrayBuffer>;

  constructor(track: MediaStreamTrack) {
    this.analyser.fftSize = 1_024;
    this.samples = new Float32Array(this.analyser.fftSize);
    this.source = this.context.createMediaStreamSource(new MediaStream([track]));
    this.source.connect(this.analyser);
  }

  read(): number {
    // Without a gesture the browser may hold the context back; asking again is free.
    if (this.context.state === "suspended") void this.context.resume();
    this.analyser.getFloatTimeDomainData(this.samples);
    return loudness(this.samples);
  }

  close(): void {
    this.source.disconnect();
    void this.context.close();
  }
}

/** Maps the power of samples to 0 to 1: -60 dB of full scale is 0, speech near a microphone about 0.6. */
export function loudness(samples: ArrayLike<number>): number {
  let power = 0;
  for (let index = 0; index < samples.length; index++) power += (samples[index] ?? 0) ** 2;
  const decibels = 10 * Math.log10(power / Math.max(1, samples.length) + 1e-12);
  return Math.min(1, Math.max(0, (decibels + 60) / 60));
}

const LOUD = 0.35;
// A door that slams is not speech; a pause for breath does not end it.
const LOUD_MILLIS_TO_START = 300;
const QUIET_MILLIS_TO_STOP = 800;

/** Tells speech from noise over readings so many milliseconds apart. Pure: fed by whoever has the readings. */
export class SpeechGate {
  private run = 0;
  private open = false;

  constructor(private readonly everyMillis: number) {}

  /** Takes one reading; true while somebody speaks. */
  feed(level: number): boolean {
    const change = level >= LOUD !== this.open;
    this.run = change ? this.run + 1 : 0;
    if (this.run * this.everyMillis >= (this.open ? QUIET_MILLIS_TO_STOP : LOUD_MILLIS_TO_START)) {
      this.open = !this.open;
      this.run = 0;
    }
    return this.open;
  }
}
