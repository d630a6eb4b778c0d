package parley.relay.io;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteOrder;
import java.util.Arrays;
import parley.relay.stun.CandidatePair;

/**
 * The kernel's socket addresses (sockaddr_in, sockaddr_in6) and the candidate pairs they stand for.
 * Both ways go through small caches, so that a packet of a known peer allocates nothing.
 */
final class SocketAddresses {
  /** Room for either form. */
  static final int CAPACITY = 32;

  private static final int IPV4_LENGTH = 16;
  private static final int IPV6_LENGTH = 28;
  private static final int PORT_OFFSET = 2;
  private static final int IPV4_OFFSET = 4;
  private static final int IPV6_OFFSET = 8;
  private static final ValueLayout.OfShort PORT = JAVA_SHORT.withOrder(ByteOrder.BIG_ENDIAN);

  /** A power of two. Peers beyond it take slots from each other, and then allocate. */
  private static final int SLOTS = 1_024;

  private final Slot[] received = new Slot[SLOTS];
  private final Slot[] sent = new Slot[SLOTS];

  /** A pair with the words of its socket address; an IPv4 address has only one that counts. */
  private record Slot(CandidatePair pair, int length, long first, long second, long third) {}

  SocketAddresses() {
    CandidatePair nobody = new CandidatePair(-1, new InetSocketAddress(0));
    Arrays.fill(received, new Slot(nobody, 0, 0, 0, 0));
    Arrays.fill(sent, new Slot(nobody, 0, 0, 0, 0));
  }

  /** The pair of a datagram that came in by {@code socket} from the address at {@code offset}. */
  CandidatePair pair(int socket, MemorySegment memory, long offset) {
    long first = memory.get(JAVA_LONG, offset);
    boolean isIpv4 = memory.get(JAVA_SHORT, offset) == LibC.AF_INET;
    long second = isIpv4 ? 0 : memory.get(JAVA_LONG, offset + 8);
    long third = isIpv4 ? 0 : memory.get(JAVA_LONG, offset + 16);
    int index = slot(first ^ second ^ third * 31 ^ socket);
    Slot slot = received[index];
    if (slot.first != first
        || slot.second != second
        || slot.third != third
        || slot.pair.socket() != socket) {
      CandidatePair pair = new CandidatePair(socket, read(memory, offset));
      slot = new Slot(pair, isIpv4 ? IPV4_LENGTH : IPV6_LENGTH, first, second, third);
      received[index] = slot;
    }
    return slot.pair;
  }

  /** Writes where {@code pair} leads to, {@link #CAPACITY} bytes; returns how many count. */
  int write(CandidatePair pair, MemorySegment memory, long offset) {
    int index = slot(System.identityHashCode(pair));
    Slot slot = sent[index];
    if (slot.pair != pair) {
      int length = write(pair.remote(), memory, offset);
      sent[index] =
          new Slot(
              pair,
              length,
              memory.get(JAVA_LONG, offset),
              memory.get(JAVA_LONG, offset + 8),
              memory.get(JAVA_LONG, offset + 16));
      return length;
    }
    memory.set(JAVA_LONG, offset, slot.first);
    memory.set(JAVA_LONG, offset + 8, slot.second);
    memory.set(JAVA_LONG, offset + 16, slot.third);
    memory.set(JAVA_LONG, offset + 24, 0);
    return slot.length;
  }

  private static int slot(long hash) {
    return (int) (hash * 0x9E3779B97F4A7C15L >>> 54) & SLOTS - 1; // golden ratio: upper bits mix
  }

  /** Writes an address; returns its length. */
  static int write(InetSocketAddress address, MemorySegment memory, long offset) {
    byte[] ip = address.getAddress().getAddress();
    boolean isIpv4 = ip.length == 4;
    memory.asSlice(offset, CAPACITY).fill((byte) 0);
    memory.set(JAVA_SHORT, offset, (short) (isIpv4 ? LibC.AF_INET : LibC.AF_INET6));
    memory.set(PORT, offset + PORT_OFFSET, (short) address.getPort());
    long at = offset + (isIpv4 ? IPV4_OFFSET : IPV6_OFFSET);
    MemorySegment.copy(ip, 0, memory, JAVA_BYTE, at, ip.length);
    return isIpv4 ? IPV4_LENGTH : IPV6_LENGTH;
  }

  /** Reads an address. */
  static InetSocketAddress read(MemorySegment memory, long offset) {
    boolean isIpv4 = memory.get(JAVA_SHORT, offset) == LibC.AF_INET;
    byte[] ip = new byte[isIpv4 ? 4 : 16];
    long at = offset + (isIpv4 ? IPV4_OFFSET : IPV6_OFFSET);
    MemorySegment.copy(memory, JAVA_BYTE, at, ip, 0, ip.length);
    try {
      int port = memory.get(PORT, offset + PORT_OFFSET) & 0xFFFF;
      return new InetSocketAddress(InetAddress.getByAddress(ip), port);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("4 or 16 bytes are always an address", e);
    }
  }
}
