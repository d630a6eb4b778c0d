package parley.line.io;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.dossier.model.SealPublicKey;
import parley.line.LineAddress;
import parley.line.LineBook;
import parley.line.LineId;
import parley.line.LineIncident;
import parley.line.LineLog;
import parley.line.PairingRefused;
import parley.line.session.Frame;

/** Where connections come in and go out: handshakes, and who is let in. Any thread. */
final class Door {
  private static final Logger LOG = LoggerFactory.getLogger(Door.class);
  private static final int CONNECT_MILLIS = 2_000;
  private static final int HANDSHAKE_MILLIS = 5_000;

  /** Somebody who may come in. */
  record Guest(LineId id, Wire wire, Frame.Hello hello) {}

  private final Map<SealPublicKey, Identity> identities;
  private final LineBook book;
  private final LineLog log;
  private final Predicate<LineId> isKnown;
  private final Consumer<Guest> letIn;
  private final Strangers strangers = new Strangers();
  private final AtomicLong numbers = new AtomicLong();
  private final SecureRandom random = new SecureRandom();

  Door(
      Map<SealPublicKey, Identity> identities,
      LineBook book,
      LineLog log,
      Predicate<LineId> isKnown,
      Consumer<Guest> letIn) {
    this.identities = identities;
    this.book = book;
    this.log = log;
    this.isKnown = isKnown;
    this.letIn = letIn;
  }

  // ------------------------------------------------------------------ out

  /** Connects to exactly this counterpart, or says what stood in the way. */
  Wire dial(LineId id, LineAddress address) throws PairingRefused {
    Socket raw = call(address);
    CompletableFuture<Void> deadline = deadline(raw);
    try {
      limit(raw);
      String name = Identity.nameFor(id.counterpart(), random);
      SSLSocket tls = Tls.dialling(raw, identities.get(id.own()), id.counterpart(), name);
      return shaken(raw, tls, true);
    } catch (IOException e) {
      close(raw);
      if (isOtherKey(e)) {
        incident(LineIncident.Kind.WRONG_KEY, Optional.of(id), raw, "another key at " + address);
        throw new PairingRefused(PairingRefused.Why.OTHER_KEY);
      }
      throw new PairingRefused(PairingRefused.Why.UNREACHABLE);
    } finally {
      deadline.cancel(false);
    }
  }

  private static Socket call(LineAddress address) throws PairingRefused {
    try {
      InetSocketAddress to = new InetSocketAddress(address.host(), address.port());
      return Calling.connect(to, CONNECT_MILLIS);
    } catch (IOException e) {
      throw new PairingRefused(PairingRefused.Why.UNREACHABLE);
    }
  }

  private static boolean isOtherKey(Throwable failure) {
    return failure instanceof Tls.OtherKey
        || (failure.getCause() != null && isOtherKey(failure.getCause()));
  }

  /** Ends what goes on there if it takes too long, however often a byte comes. */
  private static CompletableFuture<Void> deadline(Socket raw) {
    return CompletableFuture.runAsync(
        () -> close(raw),
        CompletableFuture.delayedExecutor(
            HANDSHAKE_MILLIS, TimeUnit.MILLISECONDS, Thread::startVirtualThread));
  }

  private Wire shaken(Socket raw, SSLSocket tls, boolean dialled) throws IOException {
    tls.startHandshake();
    raw.setSoTimeout(0);
    return new Wire(numbers.incrementAndGet(), raw, tls, dialled);
  }

  private static void limit(Socket raw) throws IOException {
    raw.setTcpNoDelay(true);
    raw.setSoTimeout(HANDSHAKE_MILLIS);
  }

  // ------------------------------------------------------------------ in

  /** Finds out who it is, on a thread of its own. */
  void answer(Socket raw) {
    InetAddress from = raw.getInetAddress();
    if (!strangers.enter(from)) {
      close(raw);
      return;
    }
    Thread.startVirtualThread(
        () -> {
          CompletableFuture<Void> deadline = deadline(raw);
          try {
            limit(raw);
            SSLSocket tls = Tls.answering(raw, identities.values());
            Wire wire = shaken(raw, tls, false);
            meet(raw, wire, deadline);
          } catch (SocketTimeoutException | SocketException e) {
            close(raw);
          } catch (IOException e) {
            close(raw);
            if (e instanceof SSLException && !(e.getCause() instanceof EOFException)) {
              stranger(LineIncident.Kind.MALFORMED, raw, "no handshake of ours");
            }
          } catch (RuntimeException e) {
            close(raw);
            LOG.error("our bug, at answering: {}", Fault.describe(e));
          } finally {
            deadline.cancel(false);
            strangers.leave(from);
          }
        });
  }

  private void meet(Socket raw, Wire wire, CompletableFuture<Void> deadline) throws IOException {
    try {
      LineId id = new LineId(wire.own(), wire.counterpart());
      if (!(wire.first() instanceof Frame.Hello hello)) {
        throw new Wire.Violation(LineIncident.Kind.MALFORMED, "no hello");
      }
      if (isWelcome(id, hello, raw, wire)) {
        deadline.cancel(false);
        letIn.accept(new Guest(id, wire, hello));
      }
    } catch (CertificateException | IllegalArgumentException e) {
      refuse(wire, Frame.Farewell.REFUSED);
      stranger(LineIncident.Kind.WRONG_KEY, raw, "no key of a counterpart");
    } catch (Wire.Violation e) {
      refuse(wire, Frame.Farewell.REFUSED);
      stranger(e.kind(), raw, e.getMessage());
    }
  }

  private boolean isWelcome(LineId id, Frame.Hello hello, Socket raw, Wire wire) {
    if (hello.token().isPresent()) {
      if (book.redeem(id, hello.token().get().digest(), hello.addresses(), Instant.now())) {
        return true;
      }
      refuse(wire, Frame.Farewell.TOKEN_UNKNOWN);
      stranger(LineIncident.Kind.TOKEN_UNKNOWN, raw, "key " + id.counterpart().thumbprint());
      return false;
    }
    if (isKnown.test(id)) {
      return true;
    }
    refuse(wire, Frame.Farewell.REFUSED);
    stranger(LineIncident.Kind.WRONG_KEY, raw, "key " + id.counterpart().thumbprint());
    return false;
  }

  private static void refuse(Wire wire, Frame.Farewell why) {
    wire.send(new Frame.Bye(why));
    wire.close();
  }

  private void stranger(LineIncident.Kind kind, Socket raw, String detail) {
    incident(kind, Optional.empty(), raw, detail);
  }

  private void incident(LineIncident.Kind kind, Optional<LineId> line, Socket raw, String detail) {
    if (strangers.isWorthTelling(LineClock.nanos())) {
      log.incident(
          new LineIncident(
              kind, Instant.now(), line, Optional.ofNullable(raw.getInetAddress()), detail));
    }
  }

  private static void close(Socket raw) {
    try {
      raw.close();
    } catch (IOException e) {
      // it is closed
    }
  }
}
