package parley.node.trunk;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import parley.line.LineKeying;
import parley.relay.TrunkKey;

/** Both directions' keys of one trunk, from the connection of a line that both ends have. */
public record TrunkKeys(TrunkKey in, TrunkKey out) {
  private static final String LABEL = "EXPORTER-parley-trunk";

  /**
   * The keys for two channels over one connection: the other end, with the channels turned round,
   * comes to the same. First stands whoever dialled.
   *
   * @param purpose the talk, or what else the trunk is for; both ends say the same
   */
  public static TrunkKeys of(LineKeying keying, String purpose, int ownChannel, int farChannel) {
    byte[] name = purpose.getBytes(StandardCharsets.UTF_8);
    byte[] context =
        ByteBuffer.allocate(4 + name.length)
            .putShort((short) (keying.dialled() ? ownChannel : farChannel))
            .putShort((short) (keying.dialled() ? farChannel : ownChannel))
            .put(name)
            .array();
    byte[] both = keying.export(LABEL, context, 2 * TrunkKey.LENGTH);
    TrunkKey dialler = TrunkKey.of(Arrays.copyOf(both, TrunkKey.LENGTH));
    TrunkKey answerer = TrunkKey.of(Arrays.copyOfRange(both, TrunkKey.LENGTH, both.length));
    return keying.dialled() ? new TrunkKeys(answerer, dialler) : new TrunkKeys(dialler, answerer);
  }
}
