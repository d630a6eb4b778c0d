package parley.relay.ingest;

/**
 * Ids of the header extensions that a publisher uses (RFC 8285), 0 for one that it does not.
 *
 * @param mid media section
 * @param rid layer
 * @param repairedRid layer that a retransmission repairs
 * @param transportSequence transport-wide sequence number on pictures
 * @param audioTransportSequence the same on sound
 * @param dependencyDescriptor shape of a frame
 * @param frameMark {@link FrameMark} in its place
 */
public record ExtensionIds(
    int mid,
    int rid,
    int repairedRid,
    int transportSequence,
    int audioTransportSequence,
    int dependencyDescriptor,
    int frameMark) {}
