package parley.relay.io;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * An array of struct mmsghdr of 64-bit Linux with one buffer and one socket address each: name
 * pointer and length, iovec pointer and count, control pointer and length, flags; then the length
 * of the datagram.
 */
final class MessageBatch {
  /** Datagrams in a system call; also bounds how long deadlines can be late. */
  static final int SIZE = 64;

  private static final long NANOS = 1_000_000_000L;
  private static final long HEADER = 64;
  private static final long NAME_LENGTH_OFFSET = 8;
  private static final long VECTOR_OFFSET = 16;
  private static final long VECTOR_COUNT_OFFSET = 24;
  private static final long CONTROL_OFFSET = 32;
  private static final long CONTROL_LENGTH_OFFSET = 40;
  private static final long DATAGRAM_LENGTH_OFFSET = 56;
  private static final long VECTOR = 16;
  private static final long VECTOR_LENGTH_OFFSET = 8;

  /** A struct cmsghdr and a struct timespec: length, level and type, seconds, nanoseconds. */
  private static final long CONTROL = 32;

  private static final long CONTROL_LEVEL_OFFSET = 8;
  private static final long CONTROL_TYPE_OFFSET = 12;
  private static final long SECONDS_OFFSET = 16;
  private static final long NANOS_OFFSET = 24;

  private static final long VECTORS = SIZE * HEADER;
  private static final long NAMES = VECTORS + SIZE * VECTOR;
  private static final long CONTROLS = NAMES + SIZE * SocketAddresses.CAPACITY;
  private static final long BUFFERS = CONTROLS + SIZE * CONTROL;
  private static final long TOTAL = BUFFERS + SIZE * (long) DatagramSockets.CAPACITY;

  private final MemorySegment memory;
  private int count;

  MessageBatch(Arena arena) {
    memory = arena.allocate(TOTAL, HEADER);
    for (int i = 0; i < SIZE; i++) {
      long vector = VECTORS + i * VECTOR;
      memory.set(JAVA_LONG, i * HEADER, memory.address() + nameOffset(i));
      memory.set(JAVA_LONG, i * HEADER + VECTOR_OFFSET, memory.address() + vector);
      memory.set(JAVA_LONG, i * HEADER + VECTOR_COUNT_OFFSET, 1);
      memory.set(JAVA_LONG, vector, memory.address() + bufferOffset(i));
      memory.set(JAVA_LONG, vector + VECTOR_LENGTH_OFFSET, DatagramSockets.CAPACITY);
    }
  }

  MemorySegment memory() {
    return memory;
  }

  long address() {
    return memory.address();
  }

  long address(int first) {
    return memory.address() + first * HEADER;
  }

  long nameOffset(int index) {
    return NAMES + index * (long) SocketAddresses.CAPACITY;
  }

  long bufferOffset(int index) {
    return BUFFERS + index * (long) DatagramSockets.CAPACITY;
  }

  int receivedLength(int index) {
    return memory.get(JAVA_INT, index * HEADER + DATAGRAM_LENGTH_OFFSET);
  }

  /**
   * When the kernel took a message that was received, in nanoseconds of its real time; -1 where it
   * did not say.
   */
  long takenNanos(int index) {
    long control = CONTROLS + index * CONTROL;
    boolean isSaid =
        memory.get(JAVA_LONG, index * HEADER + CONTROL_LENGTH_OFFSET) >= CONTROL
            && memory.get(JAVA_INT, control + CONTROL_LEVEL_OFFSET) == LibC.SOL_SOCKET
            && memory.get(JAVA_INT, control + CONTROL_TYPE_OFFSET) == LibC.SO_TIMESTAMPNS;
    return isSaid
        ? memory.get(JAVA_LONG, control + SECONDS_OFFSET) * NANOS
            + memory.get(JAVA_LONG, control + NANOS_OFFSET)
        : -1;
  }

  /**
   * Gives the first {@code used} messages their room for a name and for a time back, which the
   * kernel cuts. A batch is for receiving once it was called.
   */
  void rearm(int used) {
    for (int i = 0; i < used; i++) {
      memory.set(JAVA_LONG, i * HEADER + CONTROL_OFFSET, memory.address() + CONTROLS + i * CONTROL);
      memory.set(JAVA_LONG, i * HEADER + CONTROL_LENGTH_OFFSET, CONTROL);
      memory.set(JAVA_INT, i * HEADER + NAME_LENGTH_OFFSET, SocketAddresses.CAPACITY);
    }
  }

  int count() {
    return count;
  }

  boolean isFull() {
    return count == SIZE;
  }

  int claim() {
    return count++;
  }

  void fill(int index, int nameLength, int length) {
    memory.set(JAVA_INT, index * HEADER + NAME_LENGTH_OFFSET, nameLength);
    memory.set(JAVA_LONG, VECTORS + index * VECTOR + VECTOR_LENGTH_OFFSET, length);
  }

  void clear() {
    count = 0;
  }
}
