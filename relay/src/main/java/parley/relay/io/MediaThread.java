package parley.relay.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.relay.CertificateFingerprint;
import parley.relay.RelaySettings;
import parley.relay.dtls.DtlsIdentity;
import parley.relay.dtls.WarmUp;
import parley.relay.peer.Switchboard;
import parley.relay.srtp.SrtpCrypto;
import parley.relay.stun.CandidatePair;
import parley.relay.wire.Drop;
import parley.relay.wire.DropCounters;

/**
 * One thread with one UDP port: it reads, forwards, keeps deadlines and sends. Other threads leave
 * commands. It closes its sockets, its switchboard and with it every peer.
 */
public final class MediaThread implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MediaThread.class);

  /** Commands that may wait. More means that the thread is stuck, and whoever asks should know. */
  private static final int COMMAND_CAPACITY = 4_096;

  /** Longest sleep. */
  private static final long MAX_WAIT_NANOS = 1_000_000_000L;

  private static final long CLOSE_MILLIS = 2_000;

  private final DatagramSockets sockets;
  private final SecureRandom random;
  private final DtlsIdentity identity;
  private final Set<InetAddress> ownAddresses;
  private final ExecutorService handshakes;
  private final Switchboard switchboard;
  private final DropCounters drops = new DropCounters();
  private final BlockingQueue<MediaCommand> commands = new ArrayBlockingQueue<>(COMMAND_CAPACITY);
  private final AtomicLong refusedCommands = new AtomicLong();
  private final List<Duty> duties = new ArrayList<>();
  private final MediaLoop loop = new Loop();
  private final Thread thread;
  private volatile boolean running = true;
  private long nowNanos = System.nanoTime();

  private MediaThread(DatagramSockets sockets, Set<InetAddress> ownAddresses) {
    this.sockets = sockets;
    this.ownAddresses = ownAddresses;
    random = new SecureRandom();
    identity = DtlsIdentity.generate(random, Instant.now());
    handshakes = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("dtls-", 0).factory());
    SrtpCrypto crypto = SrtpCrypto.best();
    switchboard =
        new Switchboard(
            nowNanos,
            identity,
            random,
            crypto,
            handshakes,
            sockets::wake,
            sockets,
            sockets.addresses(),
            drops);
    thread = Thread.ofPlatform().name("media").daemon().unstarted(this::run);
    LOG.info("media on {}, ciphers of {}", sockets.addresses(), crypto.name());
  }

  /**
   * Binds the addresses and starts. A handshake to warm up runs beside.
   *
   * @throws UncheckedIOException when an address cannot be bound
   */
  public static MediaThread start(RelaySettings settings) {
    try {
      DatagramSockets sockets = DatagramSockets.bind(settings.addresses(), settings.port());
      MediaThread media = new MediaThread(sockets, ownAddresses());
      media.thread.start();
      media.handshakes.execute(() -> WarmUp.run(media.identity, media.handshakes));
      return media;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot open the media port on " + settings, e);
    }
  }

  private static Set<InetAddress> ownAddresses() throws IOException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Where it listens, in the order of the settings. */
  public List<InetSocketAddress> candidates() {
    return sockets.addresses();
  }

  /** A secure source of chance, for any thread: SSRCs, first sequence numbers. */
  public RandomGenerator random() {
    return random;
  }

  /** Digest of our DTLS certificate. */
  public CertificateFingerprint fingerprint() {
    return identity.fingerprint();
  }

  /** What was dropped, and why. */
  public DropCounters drops() {
    return drops;
  }

  /** How often {@link #offer} refused. */
  public long refusedCommands() {
    return refusedCommands.get();
  }

  /** Leaves a command; any thread. False when too many wait, which is counted, or after close. */
  public boolean offer(MediaCommand command) {
    if (!running || !commands.offer(command)) {
      refusedCommands.incrementAndGet();
      return false;
    }
    sockets.wake();
    return true;
  }

  /** Stops the thread, closes every peer and the sockets. */
  @Override
  public void close() {
    running = false;
    sockets.wake();
    try {
      thread.join(CLOSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    handshakes.shutdownNow();
  }

  private void run() {
    try (sockets) {
      while (running) {
        nowNanos = System.nanoTime();
        int work = runCommands() + receive() + switchboard.onHandshakeProgress(nowNanos);
        work += fireDeadlines();
        flush();
        if (work == 0) {
          sockets.await(Math.clamp(nextDeadlineNanos() - System.nanoTime(), 0, MAX_WAIT_NANOS));
        }
      }
      guarded(() -> switchboard.close(nowNanos));
      flush();
    } catch (IOException e) {
      running = false;
      LOG.error("the media sockets failed", e);
      guarded(() -> switchboard.close(nowNanos));
    }
  }

  private void flush() {
    for (int refused = sockets.flush(); refused > 0; refused--) {
      drops.increment(Drop.SEND_REFUSED);
    }
  }

  private int runCommands() {
    int count = 0;
    MediaCommand command = commands.poll();
    while (command != null) {
      MediaCommand each = command;
      guarded(() -> each.run(nowNanos, loop));
      count++;
      command = commands.poll();
    }
    return count;
  }

  private int receive() throws IOException {
    return sockets.receive(this::onDatagram);
  }

  private void onDatagram(
      CandidatePair pair, long arrivedNanos, byte[] buffer, int offset, int length) {
    if (!ownAddresses.contains(pair.remote().getAddress())
        && !switchboard.channels().expects(buffer, offset, length)) {
      drops.increment(Drop.FOREIGN_ADDRESS);
      return;
    }
    try {
      switchboard.onDatagram(nowNanos, arrivedNanos, pair, buffer, offset, length);
    } catch (RuntimeException e) {
      LOG.error("our bug, at a datagram", e);
    }
  }

  private int fireDeadlines() {
    int count = 0;
    if (nowNanos - switchboard.nextDeadlineNanos() >= 0) {
      guarded(() -> switchboard.onDeadline(nowNanos));
      count++;
    }
    for (int i = 0; i < duties.size(); i++) {
      Duty duty = duties.get(i);
      long deadline = duty.nextDeadlineNanos();
      if (deadline != Long.MAX_VALUE && nowNanos - deadline >= 0) {
        guarded(() -> duty.onDeadline(nowNanos));
        count++;
      }
    }
    return count;
  }

  private long nextDeadlineNanos() {
    long wait = switchboard.nextDeadlineNanos() - nowNanos;
    for (int i = 0; i < duties.size(); i++) {
      long deadline = duties.get(i).nextDeadlineNanos();
      wait = deadline == Long.MAX_VALUE ? wait : Math.min(wait, deadline - nowNanos);
    }
    return nowNanos + wait;
  }

  /** Our bug in one room must not end the others'. */
  private static void guarded(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException e) {
      LOG.error("our bug, on the media thread", e);
    }
  }

  private final class Loop implements MediaLoop {
    @Override
    public Switchboard switchboard() {
      return switchboard;
    }

    @Override
    public void add(Duty duty) {
      duties.add(duty);
    }

    @Override
    public void remove(Duty duty) {
      duties.remove(duty);
    }
  }
}
