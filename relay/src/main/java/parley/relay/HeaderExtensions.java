package parley.relay;

/**
 * Ids that one browser gave to RTP header extensions (RFC 8285), 1 to 14, and 0 for one that it did
 * not offer. An id holds for every media section of the bundle.
 *
 * @param mid media section, RFC 9143
 * @param rid stream of a simulcast, RFC 8852
 * @param repairedRid stream that a retransmission repairs, RFC 8852
 * @param transportSequence transport-wide sequence number on video
 * @param audioTransportSequence the same on audio; Firefox offers it on video only
 * @param audioLevel loudness of a packet, RFC 6464
 * @param dependencyDescriptor shape of a frame, AV1 RTP specification appendix A
 */
public record HeaderExtensions(
    int mid,
    int rid,
    int repairedRid,
    int transportSequence,
    int audioTransportSequence,
    int audioLevel,
    int dependencyDescriptor) {

  /** Nothing offered. */
  public static final HeaderExtensions NONE = new HeaderExtensions(0, 0, 0, 0, 0, 0, 0);

  public HeaderExtensions {
    require(mid);
    require(rid);
    require(repairedRid);
    require(transportSequence);
    require(audioTransportSequence);
    require(audioLevel);
    require(dependencyDescriptor);
  }

  /** These ids, with those that {@code newer} names in their place. */
  HeaderExtensions updatedBy(HeaderExtensions newer) {
    return new HeaderExtensions(
        newest(mid, newer.mid),
        newest(rid, newer.rid),
        newest(repairedRid, newer.repairedRid),
        newest(transportSequence, newer.transportSequence),
        newest(audioTransportSequence, newer.audioTransportSequence),
        newest(audioLevel, newer.audioLevel),
        newest(dependencyDescriptor, newer.dependencyDescriptor));
  }

  private static int newest(int older, int newer) {
    return newer == 0 ? older : newer;
  }

  private static void require(int id) {
    if (id < 0 || id > 14) {
      throw new IllegalArgumentException("an extension id is a number from 1 to 14");
    }
  }
}
