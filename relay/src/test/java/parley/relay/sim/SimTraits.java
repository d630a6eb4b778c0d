package parley.relay.sim;

/**
 * How a simulated browser differs from others.
 *
 * @param describes its frames carry the Dependency Descriptor
 * @param repairs it offers retransmission and asks for it
 * @param firstSequenceNumber of every stream that it sends, or -1 for chance
 */
public record SimTraits(boolean describes, boolean repairs, int firstSequenceNumber) {
  public static final SimTraits USUAL = new SimTraits(true, true, -1);
}
