package parley.relay;

import java.util.List;
import java.util.Objects;

/**
 * One track that a peer announces to publish.
 *
 * @param name the peer's own word for it, such as "camera"; at most one live track has it
 * @param kind sound or picture
 * @param mid its media section in the peer's offer
 * @param source how its packets are told apart before their SSRC is known
 */
public record TrackOffer(String name, MediaKind kind, String mid, Source source) {
  public TrackOffer {
    Objects.requireNonNull(name);
    Objects.requireNonNull(kind);
    Objects.requireNonNull(mid);
    Objects.requireNonNull(source);
    if (name.isBlank() || name.length() > 64 || mid.isBlank() || mid.length() > 16) {
      throw new IllegalArgumentException("a track has a short name and a short mid");
    }
  }

  /** Where a track's packets come from. */
  public sealed interface Source {}

  /**
   * Several sizes of one picture, each named by a restriction id (RFC 8851).
   *
   * @param rids one to three ids, the smallest picture first
   */
  public record Simulcast(List<String> rids) implements Source {
    public Simulcast {
      rids = List.copyOf(rids);
      if (rids.isEmpty() || rids.size() > 3 || rids.stream().distinct().count() != rids.size()) {
        throw new IllegalArgumentException("a simulcast has one to three distinct rids");
      }
    }
  }

  /**
   * One stream with a declared SSRC.
   *
   * @param ssrc as in the offer, unsigned
   * @param rtxSsrc the SSRC of its retransmissions, 0 where there is none
   */
  public record Single(long ssrc, long rtxSsrc) implements Source {
    public Single {
      if (ssrc <= 0 || ssrc > 0xFFFF_FFFFL || rtxSsrc < 0 || rtxSsrc > 0xFFFF_FFFFL) {
        throw new IllegalArgumentException("an SSRC is a number of 32 bits");
      }
    }
  }
}
