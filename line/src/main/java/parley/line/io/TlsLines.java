package parley.line.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.dossier.chain.SealKey;
import parley.dossier.model.SealPublicKey;
import parley.dossier.model.TalkId;
import parley.dossier.model.Texts;
import parley.line.Invitation;
import parley.line.Line;
import parley.line.LineAddress;
import parley.line.LineBook;
import parley.line.LineId;
import parley.line.LineListener;
import parley.line.LineLog;
import parley.line.LineSettings;
import parley.line.Lines;
import parley.line.PairingRefused;
import parley.line.PairingToken;

/** Lines over TLS. One thread accepts; each connection and each line has threads of its own. */
public final class TlsLines implements Lines {
  private static final Logger LOG = LoggerFactory.getLogger(TlsLines.class);
  private static final Duration INVITATION_LIFE = Duration.ofDays(14);
  private static final Duration PAIRING_PATIENCE = Duration.ofSeconds(20);
  private static final long CLOSE_MILLIS = 2_000;
  private static final long ACCEPT_AGAIN_MILLIS = 250;
  private static final int TOKEN_BYTES = 32;

  private record Hearer(String channel, LineListener listener) {}

  private final SecureRandom random = new SecureRandom();
  private final ServerSocket server;
  private final List<LineAddress> announced;
  private final LineBook book;
  private final LineLog log;
  private final Door door;
  private final Map<SealPublicKey, Identity> identities = new ConcurrentHashMap<>();
  private final Map<LineId, OpenLine> lines = new ConcurrentHashMap<>();
  private final List<Hearer> hearers = new CopyOnWriteArrayList<>();
  private final Shared shared = new Common();
  private final AtomicBoolean accepting = new AtomicBoolean();
  private volatile boolean closed;

  private TlsLines(ServerSocket server, LineSettings settings, LineBook book, LineLog log) {
    this.server = server;
    this.book = book;
    this.log = log;
    this.announced = settings.announced().isEmpty() ? List.of(listening()) : settings.announced();
    this.door = new Door(identities, book, log, this::isKnown, this::greeted);
  }

  /** Listens; whoever comes before an identity is served waits. */
  public static Lines start(LineSettings settings, LineBook book, LineLog log) {
    InetSocketAddress listen = settings.listen();
    if (settings.announced().isEmpty() && listen.getAddress().isAnyLocalAddress()) {
      throw new IllegalArgumentException("who listens everywhere says what others shall dial");
    }
    try {
      ServerSocket server = new ServerSocket();
      server.bind(listen);
      return new TlsLines(server, settings, book, log);
    } catch (IOException e) {
      throw new UncheckedIOException("lines cannot listen on " + listen, e);
    }
  }

  private void accept() {
    while (!closed) {
      try {
        door.answer(server.accept());
      } catch (IOException e) {
        if (!closed) {
          LOG.warn("a connection could not be accepted: {}", e.getMessage());
          rest();
        }
      }
    }
  }

  /** Where there are no descriptors left, asking again at once only costs. */
  private static void rest() {
    try {
      Thread.sleep(ACCEPT_AGAIN_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Somebody known, or invited, has connected. */
  private void greeted(Door.Guest guest) {
    OpenLine line = opened(guest.id(), guest.hello().addresses());
    line.adopt(guest.wire(), guest.hello());
  }

  private boolean isKnown(LineId id) {
    return lines.containsKey(id);
  }

  private OpenLine opened(LineId id, List<LineAddress> addresses) {
    return lines.computeIfAbsent(
        id,
        any -> {
          OpenLine line = new OpenLine(id, addresses, shared);
          line.start();
          return line;
        });
  }

  // ------------------------------------------------------------------ for the node

  @Override
  public LineAddress listening() {
    return new LineAddress(
        server.getInetAddress().getHostAddress().replaceFirst("%.*", ""), server.getLocalPort());
  }

  @Override
  public List<LineAddress> announced() {
    return announced;
  }

  @Override
  public void listen(String channel, LineListener listener) {
    hearers.add(new Hearer(channel, listener));
  }

  @Override
  public void serve(SealKey own) {
    know(own);
    if (!accepting.getAndSet(true)) {
      Thread.ofVirtual().name("lines").start(this::accept);
    }
  }

  private void know(SealKey own) {
    identities.computeIfAbsent(own.publicKey(), any -> new Identity(own));
  }

  @Override
  public Invitation invite(SealKey own, TalkId talk, Texts names) {
    serve(own);
    byte[] secret = new byte[TOKEN_BYTES];
    random.nextBytes(secret);
    PairingToken token = PairingToken.ofBytes(secret);
    book.invited(own.publicKey(), token.digest(), talk, Instant.now().plus(INVITATION_LIFE));
    return new Invitation(own.publicKey(), announced, talk, token, names);
  }

  @Override
  public Line pair(SealKey own, Invitation invitation) throws PairingRefused {
    if (own.publicKey().equals(invitation.lineKey())) {
      throw new PairingRefused(PairingRefused.Why.OWN_INVITATION);
    }
    serve(own);
    LineId id = new LineId(own.publicKey(), invitation.lineKey());
    boolean wasKnown = isKnown(id);
    OpenLine line = wasKnown ? lines.get(id) : new OpenLine(id, invitation.addresses(), shared);
    Pairing pairing = new Pairing();
    line.present(invitation.token(), pairing);
    if (!wasKnown) {
      lines.put(id, line);
      line.start();
    }
    try {
      pairing.await(PAIRING_PATIENCE);
      return line;
    } catch (PairingRefused e) {
      if (!wasKnown) {
        close(id);
      }
      throw e;
    }
  }

  @Override
  public Line open(SealKey own, SealPublicKey counterpart, List<LineAddress> addresses) {
    know(own);
    OpenLine line = opened(new LineId(own.publicKey(), counterpart), addresses);
    line.addresses(addresses);
    return line;
  }

  @Override
  public Optional<Line> line(LineId id) {
    return Optional.ofNullable(lines.get(id));
  }

  @Override
  public List<Line> all() {
    return List.copyOf(lines.values());
  }

  @Override
  public void close(LineId id) {
    Optional.ofNullable(lines.remove(id)).ifPresent(OpenLine::end);
  }

  @Override
  public void close() {
    closed = true;
    try {
      server.close();
    } catch (IOException e) {
      LOG.warn("the port for lines could not be freed: {}", e.getMessage());
    }
    List<OpenLine> ending = new ArrayList<>(lines.values());
    ending.forEach(line -> close(line.id()));
    try {
      for (OpenLine line : ending) {
        line.join(CLOSE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private final class Common implements Shared {
    @Override
    public List<LineAddress> announced() {
      return announced;
    }

    @Override
    public LineBook book() {
      return book;
    }

    @Override
    public LineLog log() {
      return log;
    }

    @Override
    public Wire dial(LineId id, LineAddress address) throws PairingRefused {
      return door.dial(id, address);
    }

    @Override
    public boolean tell(Consumer<LineListener> call) {
      return tell(hearers.stream().map(Hearer::listener).distinct().toList(), call);
    }

    @Override
    public boolean tell(String channel, Consumer<LineListener> call) {
      return tell(
          hearers.stream()
              .filter(each -> each.channel().equals(channel))
              .map(Hearer::listener)
              .toList(),
          call);
    }

    /** One that fails keeps nothing from the others. */
    private static boolean tell(List<LineListener> listeners, Consumer<LineListener> call) {
      boolean isWell = true;
      for (LineListener listener : listeners) {
        try {
          call.accept(listener);
        } catch (RuntimeException | Error e) {
          isWell = false;
          LOG.error("an upper layer of a line failed: {}", Fault.describe(e));
        }
      }
      return isWell;
    }
  }
}
