package parley.relay.clip;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Five seconds to send round and round: a sweep from 100 Hz to 16 kHz as 251 packets of Opus, and a
 * block that moves across a picture of 320 by 180 as 75 frames of VP8, three of them key frames.
 */
public final class Clip {
  /** Between two packets of sound. */
  public static final long SOUND_NANOS = 20_000_000L;

  /** Between two frames. */
  public static final long FRAME_NANOS = 1_000_000_000L / 15;

  private static final int HEADER = 32;
  private static final int FRAME_HEADER = 12;

  private final List<byte[]> sounds;
  private final List<byte[]> frames;

  private Clip(List<byte[]> sounds, List<byte[]> frames) {
    this.sounds = sounds;
    this.frames = frames;
  }

  /** The clip that every node has. */
  public static Clip load() {
    return new Clip(read("sweep.ivf"), read("block.ivf"));
  }

  /** Packets of Opus, 20 ms each. */
  public List<byte[]> sounds() {
    return sounds;
  }

  /** Frames of VP8, 15 a second. */
  public List<byte[]> frames() {
    return frames;
  }

  private static List<byte[]> read(String name) {
    try (InputStream file = Clip.class.getResourceAsStream(name)) {
      return ivf(file.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** IVF: a header of 32 bytes, then frames of a length, a time and their content. */
  private static List<byte[]> ivf(byte[] file) {
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).position(HEADER);
    List<byte[]> frames = new ArrayList<>();
    while (bytes.remaining() > 0) {
      byte[] frame = new byte[bytes.getInt()];
      bytes.position(bytes.position() + FRAME_HEADER - Integer.BYTES);
      bytes.get(frame);
      frames.add(frame);
    }
    return List.copyOf(frames);
  }
}
