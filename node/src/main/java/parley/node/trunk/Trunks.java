package parley.node.trunk;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import parley.line.LineKeying;
import parley.relay.TrunkId;
import parley.relay.TrunkKey;
import parley.relay.TrunkParameters;

/** How two nodes join rooms over the connection of a line that both have. */
public final class Trunks {
  private static final String LABEL = "EXPORTER-parley-trunk";
  private static final int END_BYTES = Short.BYTES + Long.BYTES;

  private Trunks() {}

  /**
   * The way between two ends. The other side, with the ends turned round, comes to the same keys.
   *
   * @param purpose the talk, or what else the trunk is for; both sides say the same
   */
  public static TrunkParameters between(
      TrunkId id, LineKeying keying, String purpose, ToldEnd own, ToldEnd far) {
    byte[] keys =
        keying.dialled()
            ? keys(keying, purpose, own, far) // first stands whoever dialled
            : keys(keying, purpose, far, own);
    TrunkKey dialler = TrunkKey.of(Arrays.copyOf(keys, TrunkKey.LENGTH));
    TrunkKey answerer = TrunkKey.of(Arrays.copyOfRange(keys, TrunkKey.LENGTH, keys.length));
    return new TrunkParameters(
        id,
        own.channel(),
        far.channel(),
        far.reachedOver(keying.remote()),
        keying.dialled() ? answerer : dialler,
        keying.dialled() ? dialler : answerer);
  }

  private static byte[] keys(LineKeying keying, String purpose, ToldEnd dialler, ToldEnd answerer) {
    byte[] name = purpose.getBytes(StandardCharsets.UTF_8);
    byte[] context =
        ByteBuffer.allocate(2 * END_BYTES + name.length)
            .putShort((short) dialler.channel())
            .putLong(dialler.turn())
            .putShort((short) answerer.channel())
            .putLong(answerer.turn())
            .put(name)
            .array();
    return keying.export(LABEL, context, 2 * TrunkKey.LENGTH);
  }
}
