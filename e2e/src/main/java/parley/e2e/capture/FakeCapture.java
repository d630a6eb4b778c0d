package parley.e2e.capture;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Writes the files that Chromium plays in place of a camera and a microphone. */
public final class FakeCapture {
  private static final int SAMPLE_RATE = 48_000;

  /**
   * The tone comes in bursts: a browser's noise suppression learns a steady tone within seconds and
   * removes it. Seconds of sound and of silence are equal.
   */
  private static final double BURST_SECONDS = 0.4;

  private FakeCapture() {}

  /** A YUV4MPEG2 file of 64 numbered frames; Chromium plays it in a loop. */
  public static Path camera(Path file, Seat seat, int width, int height, int framesPerSecond)
      throws IOException {
    byte[] colour = new byte[width * height / 2];
    Arrays.fill(colour, (byte) 128);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
      String header = "YUV4MPEG2 W%d H%d F%d:1 Ip A1:1 C420jpeg\n";
      out.write(header.formatted(width, height, framesPerSecond).getBytes(US_ASCII));
      for (int frame = 0; frame < BlockPicture.FRAMES; frame++) {
        out.write("FRAME\n".getBytes(US_ASCII));
        out.write(BlockPicture.luminance(seat, frame, width, height));
        out.write(colour);
      }
    }
    return file;
  }

  /** A WAV file (48 kHz, 16 bit, mono) with the seat's tone in bursts; Chromium loops it. */
  public static Path microphone(Path file, Seat seat) throws IOException {
    int samples = (int) (SAMPLE_RATE * BURST_SECONDS * 2 * 10);
    ByteBuffer wav = ByteBuffer.allocate(44 + samples * 2).order(ByteOrder.LITTLE_ENDIAN);
    wav.put("RIFF".getBytes(US_ASCII)).putInt(36 + samples * 2).put("WAVE".getBytes(US_ASCII));
    wav.put("fmt ".getBytes(US_ASCII)).putInt(16).putShort((short) 1).putShort((short) 1);
    wav.putInt(SAMPLE_RATE).putInt(SAMPLE_RATE * 2).putShort((short) 2).putShort((short) 16);
    wav.put("data".getBytes(US_ASCII)).putInt(samples * 2);
    for (int i = 0; i < samples; i++) {
      wav.putShort((short) Math.round(12_000 * loudness(i) * wave(seat, i)));
    }
    return Files.write(file, wav.array());
  }

  private static double wave(Seat seat, int sample) {
    return Math.sin(2 * Math.PI * seat.toneHz() * sample / SAMPLE_RATE);
  }

  /** One half of the time full, one half silent, with edges of 20 ms that do not click. */
  private static double loudness(int sample) {
    double phase = sample / (double) SAMPLE_RATE % (2 * BURST_SECONDS);
    double edge = Math.min(phase, BURST_SECONDS - phase) / 0.02;
    return Math.clamp(edge, 0.0, 1.0);
  }
}
