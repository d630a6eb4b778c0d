package parley.relay.ingest;

import java.util.Arrays;

/** Bits per second over the last second, in tenths. */
public final class RateMeter {
  private static final int BUCKETS = 10;
  private static final long BUCKET_NANOS = 100_000_000L;

  private final long[] bytes = new long[BUCKETS];
  private long newest;
  private long total;

  /** Counts a packet. */
  public void add(long nowNanos, int size) {
    advance(nowNanos);
    bytes[(int) Math.floorMod(newest, (long) BUCKETS)] += size;
    total += size;
  }

  /** The rate at this moment. */
  public long bitsPerSecond(long nowNanos) {
    advance(nowNanos);
    return total * 8;
  }

  private void advance(long nowNanos) {
    long bucket = Math.floorDiv(nowNanos, BUCKET_NANOS);
    if (bucket - newest >= BUCKETS || bucket < newest) {
      Arrays.fill(bytes, 0);
      total = 0;
      newest = bucket;
    }
    while (newest < bucket) {
      newest++;
      int slot = (int) Math.floorMod(newest, (long) BUCKETS);
      total -= bytes[slot];
      bytes[slot] = 0;
    }
  }
}
