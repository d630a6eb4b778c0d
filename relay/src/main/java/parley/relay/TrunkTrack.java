package parley.relay;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * One track as it crosses a trunk, the same for who sends and for who receives it.
 *
 * @param id as the sending side names it
 * @param publisher whose it is; each side has its own name for that person
 * @param name the publisher's word for it, such as "camera"
 * @param kind sound or picture
 * @param layers one for sound; of a picture one to three, the smallest first
 */
public record TrunkTrack(
    TrackId id, PeerId publisher, String name, MediaKind kind, List<Layer> layers) {
  private static final int MAX_LAYERS = 3;
  private static final int MAX_NAME_LENGTH = 64;

  public TrunkTrack {
    Objects.requireNonNull(id);
    Objects.requireNonNull(publisher);
    Objects.requireNonNull(kind);
    layers = List.copyOf(layers);
    if (name.isBlank() || name.length() > MAX_NAME_LENGTH) {
      throw new IllegalArgumentException("a track has a short name");
    }
    if (layers.isEmpty() || layers.size() > (kind == MediaKind.VIDEO ? MAX_LAYERS : 1)) {
      throw new IllegalArgumentException("sound has one layer, a picture up to three");
    }
  }

  /**
   * One stream of the trunk.
   *
   * @param ssrc chosen by the sending relay for this trunk alone, unsigned
   * @param rtxSsrc the SSRC of its retransmissions, 0 where there are none
   */
  public record Layer(long ssrc, long rtxSsrc) {
    public Layer {
      if (ssrc <= 0 || ssrc > 0xFFFF_FFFFL || rtxSsrc < 0 || rtxSsrc > 0xFFFF_FFFFL) {
        throw new IllegalArgumentException("an SSRC is a number of 32 bits");
      }
    }
  }

  /** A bit for each of the layers; numbers that no picture has are left out. */
  static int mask(Set<Integer> layers) {
    return layers.stream()
        .filter(layer -> layer >= 0 && layer < MAX_LAYERS)
        .mapToInt(layer -> 1 << layer)
        .reduce(0, (all, each) -> all | each);
  }

  /** Every SSRC that it has. */
  LongStream ssrcs() {
    return layers.stream()
        .flatMap(layer -> Stream.of(layer.ssrc(), layer.rtxSsrc()))
        .mapToLong(ssrc -> ssrc)
        .filter(ssrc -> ssrc != 0);
  }

  /** The same as the side that receives it calls its publisher. */
  public TrunkTrack publishedBy(PeerId other) {
    return new TrunkTrack(id, other, name, kind, layers);
  }
}
