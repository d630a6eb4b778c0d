package parley.relay.srtp;

/** Streams by SSRC: an open hash table without boxing. Nothing is ever removed. */
final class SrtpStreams {
  private final int limit;
  private SrtpStream[] slots = new SrtpStream[16];
  private int size;

  SrtpStreams(int limit) {
    this.limit = limit;
  }

  boolean isFull() {
    return size >= limit;
  }

  /** The stream of {@code ssrc}, or {@code otherwise}. */
  SrtpStream find(int ssrc, SrtpStream otherwise) {
    SrtpStream found = slots[slot(slots, ssrc)];
    return found == null ? otherwise : found;
  }

  SrtpStream add(SrtpStream stream) {
    if (2 * (size + 1) > slots.length) {
      SrtpStream[] larger = new SrtpStream[2 * slots.length];
      for (SrtpStream each : slots) {
        if (each != null) {
          larger[slot(larger, each.ssrc)] = each;
        }
      }
      slots = larger;
    }
    slots[slot(slots, stream.ssrc)] = stream;
    size++;
    return stream;
  }

  private static int slot(SrtpStream[] table, int ssrc) {
    int mask = table.length - 1;
    int slot = ssrc * 0x9E3779B9 >>> 16 & mask; // golden ratio: spreads neighbouring SSRCs
    while (table[slot] != null && table[slot].ssrc != ssrc) {
      slot = slot + 1 & mask;
    }
    return slot;
  }
}
