package parley.relay;

/**
 * State of one peer's link over the last few seconds.
 *
 * @param uplinkLoss share of the peer's packets that did not arrive before repair, 0 to 1
 * @param downlinkLoss share of packets to the peer that did not arrive before repair, 0 to 1
 * @param roundTripMillis between relay and peer, -1 while unknown
 * @param receivedBitsPerSecond what the peer sends to the relay
 * @param sentBitsPerSecond what the relay sends to the peer
 * @param estimatedBitsPerSecond what the link to the peer is believed to carry
 */
public record Quality(
    double uplinkLoss,
    double downlinkLoss,
    int roundTripMillis,
    long receivedBitsPerSecond,
    long sentBitsPerSecond,
    long estimatedBitsPerSecond) {}
