package parley.relay.forward;

import java.util.Arrays;

/** Pictures' packets that wait for their turn; only names of packets, their bytes stay stored. */
final class PacketQueue {
  private static final int CAPACITY = 1_024;

  private final DownTrack[] tracks = new DownTrack[CAPACITY];
  private final long[] numbers = new long[CAPACITY];
  private int first;
  private int count;
  private long bytes;

  /** False if the queue is full. */
  boolean add(DownTrack track, long out) {
    if (count == CAPACITY) {
      return false;
    }
    int slot = (first + count++) % CAPACITY;
    tracks[slot] = track;
    numbers[slot] = out;
    bytes += track.size(out);
    return true;
  }

  /** Whether the packet waits already. */
  boolean contains(DownTrack track, long out) {
    for (int i = 0; i < count; i++) {
      int slot = (first + i) % CAPACITY;
      if (numbers[slot] == out && tracks[slot] == track) {
        return true;
      }
    }
    return false;
  }

  boolean isEmpty() {
    return count == 0;
  }

  /** About what waits. */
  long bytes() {
    return bytes;
  }

  /** The track of the next packet. */
  DownTrack track() {
    return tracks[first];
  }

  /** The number of the next packet. */
  long number() {
    return numbers[first];
  }

  void removeFirst() {
    bytes = Math.max(0, bytes - tracks[first].size(numbers[first]));
    tracks[first] = null;
    first = (first + 1) % CAPACITY;
    if (--count == 0) {
      bytes = 0;
    }
  }

  /** Forgets the packets of one track. */
  void removeAll(DownTrack track) {
    int kept = 0;
    long keptBytes = 0;
    for (int i = 0; i < count; i++) {
      int from = (first + i) % CAPACITY;
      if (tracks[from] != track) {
        int to = (first + kept++) % CAPACITY;
        tracks[to] = tracks[from];
        numbers[to] = numbers[from];
        keptBytes += tracks[to].size(numbers[to]);
      }
    }
    count = kept;
    bytes = keptBytes;
  }

  void clear() {
    Arrays.fill(tracks, null);
    count = 0;
    bytes = 0;
  }
}
