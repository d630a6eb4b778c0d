package parley.relay.ingest;

/**
 * The last packets of one stream by extended sequence number: payload, timestamp, marker.
 * Everything that is forwarded or repeated is read from here. Holds a fixed block of memory and
 * allocates nothing per packet.
 */
public final class PacketStore {
  /** Largest payload that is kept. A path of 1,500 bytes carries no more; lower would drop. */
  public static final int SLOT_BYTES = 1_472;

  private final int mask;
  private final byte[] bytes;
  private final long[] sequences;
  private final int[] timestamps;
  private final int[] lengths;
  private final boolean[] markers;
  private final boolean[] keyFrameStarts;

  /** Room for {@code slots} packets, a power of two. */
  public PacketStore(int slots) {
    if (Integer.bitCount(slots) != 1) {
      throw new IllegalArgumentException("slots must be a power of two");
    }
    mask = slots - 1;
    bytes = new byte[slots * SLOT_BYTES];
    sequences = new long[slots];
    timestamps = new int[slots];
    lengths = new int[slots];
    markers = new boolean[slots];
    keyFrameStarts = new boolean[slots];
  }

  /** Keeps a packet in the place of an older one. False if it is too long, too old, or known. */
  boolean put(long sequence, int timestamp, boolean marker, byte[] source, int offset, int length) {
    int slot = (int) sequence & mask;
    if (length > SLOT_BYTES || sequences[slot] >= sequence) {
      return false;
    }
    sequences[slot] = sequence;
    timestamps[slot] = timestamp;
    markers[slot] = marker;
    keyFrameStarts[slot] = false;
    lengths[slot] = length;
    System.arraycopy(source, offset, bytes, slot * SLOT_BYTES, length);
    return true;
  }

  /** Whether the packet is still here. */
  public boolean holds(long sequence) {
    return sequences[(int) sequence & mask] == sequence;
  }

  /** Its RTP timestamp; only while {@link #holds}. */
  public int timestamp(long sequence) {
    return timestamps[(int) sequence & mask];
  }

  /** Its marker bit. */
  public boolean marker(long sequence) {
    return markers[(int) sequence & mask];
  }

  /** Notes that the packet is the first of a key frame. */
  void markKeyFrameStart(long sequence) {
    keyFrameStarts[(int) sequence & mask] = true;
  }

  /** Whether it is known to be the first of a key frame. */
  public boolean startsKeyFrame(long sequence) {
    return keyFrameStarts[(int) sequence & mask];
  }

  /** Length of its payload. */
  public int length(long sequence) {
    return lengths[(int) sequence & mask];
  }

  /** Where its payload begins in {@link #bytes}. */
  public int offset(long sequence) {
    return ((int) sequence & mask) * SLOT_BYTES;
  }

  /** The array that holds all payloads; to be read only. */
  public byte[] bytes() {
    return bytes;
  }
}
