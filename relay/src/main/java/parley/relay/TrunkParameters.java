package parley.relay;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import parley.relay.wire.ChannelData;

/**
 * How a room reaches its counterpart on another node.
 *
 * @param id the trunk; the same id with new keys renews the transport and nothing else
 * @param ownChannel what the far side puts on its datagrams, from {@link TrunkEnd#channel}
 * @param farChannel what we put on ours
 * @param farCandidates where the far relay may be reached, best first; may be none, where only the
 *     far side can reach us
 * @param in what the far side protects with
 * @param out what we protect with
 */
public record TrunkParameters(
    TrunkId id,
    int ownChannel,
    int farChannel,
    List<InetSocketAddress> farCandidates,
    TrunkKey in,
    TrunkKey out) {
  private static final int MAX_CANDIDATES = 8;

  public TrunkParameters {
    Objects.requireNonNull(id);
    Objects.requireNonNull(in);
    Objects.requireNonNull(out);
    farCandidates = List.copyOf(farCandidates);
    if (!ChannelData.isChannel(ownChannel) || !ChannelData.isChannel(farChannel)) {
      throw new IllegalArgumentException("a channel is a number from 0x4000 to 0x4FFF");
    }
    if (farCandidates.size() > MAX_CANDIDATES
        || farCandidates.stream().anyMatch(InetSocketAddress::isUnresolved)) {
      throw new IllegalArgumentException("a trunk has few candidates, all of them addresses");
    }
    if (in.equals(out)) {
      throw new IllegalArgumentException("each direction has a key of its own");
    }
  }
}
