package parley.relay.io;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import parley.relay.stun.CandidatePair;
import parley.relay.wire.Drop;

/**
 * Sockets by recvmmsg and sendmmsg: one system call for up to 64 datagrams, no allocation. They
 * know no scope ids, so link-local addresses of IPv6 are not for them.
 */
final class LinuxSockets implements DatagramSockets {
  private static final long WORD = 8;
  private static final long NANOS = 1_000_000_000L;

  /** A datagram waits for us no longer than this, or somebody has set the clock. */
  private static final long LONGEST_WAIT_NANOS = 5 * NANOS;

  /** One descriptor to wait for: fd, events, revents. */
  private static final long POLLFD = 8;

  private final Arena arena;
  private final MessageBatch inbound;
  private final MessageBatch outbound;
  private final SocketAddresses names = new SocketAddresses();
  private final int[] sockets;
  private final List<InetSocketAddress> addresses;
  private final int waker;
  private final MemorySegment one;
  private final MemorySegment polled;
  private final MemorySegment timeout;
  private final MemorySegment clock;
  private final MemorySegment drained;
  private final byte[] array = new byte[CAPACITY];
  private final Object wakeLock = new Object();
  private boolean closed;
  private int sendingBy;
  private int refused;

  private LinuxSockets(Arena arena, List<Integer> sockets, List<InetSocketAddress> addresses) {
    this.arena = arena;
    this.sockets = sockets.stream().mapToInt(Integer::intValue).toArray();
    this.addresses = List.copyOf(addresses);
    inbound = new MessageBatch(arena);
    inbound.rearm(MessageBatch.SIZE);
    outbound = new MessageBatch(arena);
    waker = LibC.eventfd();
    one = arena.allocate(WORD);
    one.set(JAVA_LONG, 0, 1);
    drained = arena.allocate(WORD);
    timeout = arena.allocate(2 * WORD, WORD);
    clock = arena.allocate(2 * WORD, WORD);
    polled = arena.allocate((sockets.size() + 1) * POLLFD, WORD);
    for (int i = 0; i <= this.sockets.length; i++) {
      polled.set(JAVA_INT, i * POLLFD, i < this.sockets.length ? this.sockets[i] : waker);
      polled.set(JAVA_SHORT, i * POLLFD + 4, LibC.POLLIN);
    }
  }

  /** Binds to the same port on each address; 0 for any. */
  static LinuxSockets bind(List<InetAddress> addresses, int port) throws IOException {
    Arena arena = Arena.ofShared();
    List<Integer> sockets = new ArrayList<>();
    List<InetSocketAddress> bound = new ArrayList<>();
    try {
      int shared = port;
      for (InetAddress address : addresses) {
        bound.add(bindOne(arena, sockets, new InetSocketAddress(address, shared)));
        shared = bound.getLast().getPort();
      }
      return new LinuxSockets(arena, sockets, bound);
    } catch (IOException | RuntimeException e) {
      sockets.forEach(LibC::close);
      arena.close();
      throw e;
    }
  }

  private static InetSocketAddress bindOne(
      Arena arena, List<Integer> sockets, InetSocketAddress address) throws IOException {
    MemorySegment name = arena.allocate(SocketAddresses.CAPACITY, WORD);
    MemorySegment value = arena.allocate(JAVA_INT);
    int length = SocketAddresses.write(address, name, 0);
    int socket = LibC.socket(name.get(JAVA_SHORT, 0));
    if (socket < 0) {
      throw new IOException("cannot make a socket for " + address);
    }
    sockets.add(socket);
    value.set(JAVA_INT, 0, SOCKET_BUFFER);
    LibC.setsockopt(socket, LibC.SO_RCVBUF, value.address(), Integer.BYTES);
    LibC.setsockopt(socket, LibC.SO_SNDBUF, value.address(), Integer.BYTES);
    value.set(JAVA_INT, 0, 1);
    LibC.setsockopt(socket, LibC.SO_TIMESTAMPNS, value.address(), Integer.BYTES);
    value.set(JAVA_INT, 0, SocketAddresses.CAPACITY);
    if (!LibC.bind(socket, name.address(), length)
        || !LibC.getsockname(socket, name.address(), value.address())) {
      throw new BindException("cannot bind to " + address + ": in use, or not of this machine");
    }
    return SocketAddresses.read(name, 0);
  }

  @Override
  public List<InetSocketAddress> addresses() {
    return addresses;
  }

  @Override
  public int receive(Receiver receiver) {
    int total = 0;
    for (int socket = 0; socket < sockets.length; socket++) {
      int count = LibC.recvmmsg(sockets[socket], inbound.address(), MessageBatch.SIZE);
      long nowNanos = System.nanoTime();
      long realNanos = realNanos();
      for (int i = 0; i < count; i++) {
        long taken = inbound.takenNanos(i);
        long wait = taken < 0 ? 0 : Math.clamp(realNanos - taken, 0, LONGEST_WAIT_NANOS);
        CandidatePair pair = names.pair(socket, inbound.memory(), inbound.nameOffset(i));
        int length = inbound.receivedLength(i);
        MemorySegment.copy(inbound.memory(), JAVA_BYTE, inbound.bufferOffset(i), array, 0, length);
        receiver.onDatagram(pair, nowNanos - wait, array, 0, length);
      }
      inbound.rearm(Math.max(0, count));
      total += Math.max(0, count);
    }
    return total;
  }

  private long realNanos() {
    LibC.realTime(clock.address());
    return clock.get(JAVA_LONG, 0) * NANOS + clock.get(JAVA_LONG, WORD);
  }

  @Override
  public Drop send(CandidatePair pair, byte[] buffer, int offset, int length) {
    if (length > CAPACITY) {
      return Drop.TOO_LONG;
    }
    if (outbound.isFull() || pair.socket() != sendingBy) {
      sendAll();
      sendingBy = pair.socket();
    }
    int i = outbound.claim();
    int nameLength = names.write(pair, outbound.memory(), outbound.nameOffset(i));
    MemorySegment.copy(
        buffer, offset, outbound.memory(), JAVA_BYTE, outbound.bufferOffset(i), length);
    outbound.fill(i, nameLength, length);
    return Drop.NONE;
  }

  @Override
  public int flush() {
    sendAll();
    int count = refused;
    refused = 0;
    return count;
  }

  private void sendAll() {
    int from = 0;
    while (from < outbound.count()) {
      int sent = LibC.sendmmsg(sockets[sendingBy], outbound.address(from), outbound.count() - from);
      refused += sent > 0 ? 0 : 1; // the first of them: pass it over and go on with the rest
      from += Math.max(1, sent);
    }
    outbound.clear();
  }

  @Override
  public void await(long nanos) {
    timeout.set(JAVA_LONG, 0, nanos / NANOS);
    timeout.set(JAVA_LONG, WORD, nanos % NANOS);
    LibC.ppoll(polled.address(), sockets.length + 1, timeout.address());
    if (polled.get(JAVA_SHORT, sockets.length * POLLFD + 6) != 0) {
      LibC.read(waker, drained.address(), WORD);
    }
  }

  @Override
  public void wake() {
    synchronized (wakeLock) { // any thread: the descriptor must not be somebody else's by now
      if (!closed) {
        LibC.write(waker, one.address(), WORD);
      }
    }
  }

  @Override
  public void close() {
    synchronized (wakeLock) {
      if (closed) {
        return;
      }
      closed = true;
      for (int socket : sockets) {
        LibC.close(socket);
      }
      LibC.close(waker);
      arena.close();
    }
  }
}
