package parley.relay.sim;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** A publisher's picture in three sizes at 30 frames a second. */
final class SimCamera {
  static final int CLOCK_RATE = 90_000;
  static final String[] RIDS = {"q", "h", "f"};
  static final int[] KILOBITS = {150, 500, 1_700};

  private static final int PACKET_BYTES = 1_100;
  private static final int KEY_FRAME_FACTOR = 4;

  private final Clockwork clock;
  private final int source;
  private final SimSource[] layers = new SimSource[RIDS.length];
  private final int[] pictureIds = new int[RIDS.length];
  private final boolean describes;
  private boolean keyWanted = true;
  private int frame;
  private int keyFrames;
  private boolean on = true;
  private int encoded = RIDS.length;

  SimCamera(Clockwork clock, SimPeer peer, RandomGenerator random, int source, boolean describes) {
    this.clock = clock;
    this.source = source;
    this.describes = describes;
    for (int i = 0; i < RIDS.length; i++) {
      layers[i] =
          new SimSource(clock, peer, random, CLOCK_RATE, SimPeer.VP8, SimPeer.CAMERA_MID, RIDS[i]);
      pictureIds[i] = random.nextInt(32_768);
    }
  }

  SimSource[] layers() {
    return layers;
  }

  void requestKeyFrame() {
    keyWanted = true;
  }

  int keyFrames() {
    return keyFrames;
  }

  void turn(boolean turnedOn) {
    on = turnedOn;
  }

  /** Sends only this many sizes, as soon as it hears of it. What comes anew begins with a key. */
  void encodeSoon(int sizes) {
    clock.at(
        clock.now() + 20_000_000L,
        () -> {
          keyWanted |= sizes > encoded;
          encoded = sizes;
        });
  }

  int encoded() {
    return encoded;
  }

  void sendFrame() {
    if (!on) {
      return;
    }
    boolean key = keyWanted;
    keyWanted = false;
    keyFrames += key ? 1 : 0;
    frame++;
    for (int layer = 0; layer < encoded; layer++) {
      int bytes = KILOBITS[layer] * 1_000 / 8 / 30 * (key ? KEY_FRAME_FACTOR : 1);
      int count = 1 + bytes / PACKET_BYTES;
      pictureIds[layer]++;
      for (int index = 0; index < count; index++) {
        FrameMark mark = new FrameMark(source, layer, frame, index, count, key, clock.now());
        byte[] payload = mark.payload(pictureIds[layer], bytes / count);
        layers[layer].send(payload, index == count - 1, descriptor(key, index, count));
      }
    }
  }

  private byte[] descriptor(boolean key, int index, int count) {
    if (!describes) {
      return new byte[0];
    }
    byte[] value = new byte[key && index == 0 ? 23 : 3];
    value[0] = (byte) ((index == 0 ? 0x80 : 0) | (index == count - 1 ? 0x40 : 0));
    value[1] = (byte) (frame >>> 8);
    value[2] = (byte) frame;
    if (value.length > 3) {
      Arrays.fill(value, 3, value.length, (byte) 0x80);
    }
    return value;
  }
}
