package parley.relay.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import parley.relay.wire.Drop;
import parley.relay.wire.RtpHeader;
import parley.relay.wire.RtpWriter;

/** A stream that is fed by hand. */
public final class StreamFixture {
  private static final TrackShape SHAPE =
      new TrackShape(true, 90_000, 96, 97, "1", List.of("q", "h", "f"), List.of());

  private final Random random;
  private final IncomingStream stream;
  private final RtpWriter writer = new RtpWriter();
  private final RtpHeader header = new RtpHeader();
  private final byte[] buffer = new byte[200];
  private final byte[] payload = {(byte) 0x90, (byte) 0x80, (byte) 0x80, 1, 2, 3, 4};
  private final List<Long> arrived = new ArrayList<>();
  private final int timestampOffset;
  private int sequenceNumber;

  public StreamFixture(Random random) {
    this.random = random;
    stream = new IncomingStream(SHAPE, random);
    stream.bind(random.nextInt());
    timestampOffset = random.nextInt();
    sequenceNumber = random.nextInt(65_536);
  }

  public IncomingStream stream() {
    return stream;
  }

  /** One frame of so many packets, of which a share is lost. */
  public void nextFrame(long now, int packets, double loss) {
    arrived.clear();
    int timestamp = timestampOffset + (int) (now / 1_000 * 90_000 / 1_000_000);
    for (int i = 0; i < packets; i++) {
      int number = sequenceNumber;
      sequenceNumber = (sequenceNumber + 1) & 0xFFFF;
      if (random.nextDouble() >= loss) {
        writer.begin(buffer, 0, 96, i == packets - 1, number).source(timestamp, stream.ssrc());
        int length = writer.payload(payload, 0, payload.length);
        header.wrap(buffer, 0, length);
        if (stream.onPacket(header, now) == Drop.NONE) {
          arrived.add(stream.extend(number));
        }
      }
    }
  }

  /** The packets of the last frame that arrived. */
  public List<Long> arrived() {
    return arrived;
  }
}
