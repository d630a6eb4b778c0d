package parley.line.io;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import parley.dossier.chain.SealKey;
import parley.dossier.model.Base64Url;
import parley.dossier.model.DelegationId;
import parley.dossier.model.Digest;
import parley.dossier.model.SealPublicKey;
import parley.dossier.model.TalkId;
import parley.dossier.model.Texts;
import parley.line.Line;
import parley.line.LineAddress;
import parley.line.LineBook;
import parley.line.LineCause;
import parley.line.LineId;
import parley.line.LineIncident;
import parley.line.LineKeying;
import parley.line.LineListener;
import parley.line.LineLog;
import parley.line.LineSettings;
import parley.line.Lines;
import parley.line.Parcel;

/** A node on loopback that remembers in memory what happened. */
final class TestNode implements AutoCloseable, LineBook, LineLog, LineListener {
  static final Texts NAMES = Texts.of(Map.of("en", "Norland", "ru", "Норландия"));
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  final SealKey key;
  final Lines lines;
  final TalkId talk;
  final List<String> received = Collections.synchronizedList(new ArrayList<>());
  final List<LineIncident> incidents = Collections.synchronizedList(new ArrayList<>());
  final List<LineKeying> keyings = Collections.synchronizedList(new ArrayList<>());
  final List<LineCause> downs = Collections.synchronizedList(new ArrayList<>());
  final List<LineAddress> moves = Collections.synchronizedList(new ArrayList<>());
  final List<LineId> redeemed = Collections.synchronizedList(new ArrayList<>());
  private final Map<Digest, Instant> tokens = new HashMap<>();
  private final Map<Digest, LineId> taken = new HashMap<>();
  volatile String failsAt = "";
  volatile int began; // written by one thread of one line

  TestNode(int seed, LineAddress... announced) {
    byte[] bytes = new byte[32];
    bytes[0] = (byte) seed;
    key = SealKey.ofSeed(bytes);
    talk = TalkId.of(DelegationId.of(key.publicKey()), Base64Url.encode(new byte[16]));
    lines =
        TlsLines.start(
            new LineSettings(new InetSocketAddress("127.0.0.1", 0), List.of(announced)),
            this,
            this);
    lines.listen("test", this);
    lines.serve(key);
  }

  LineAddress address() {
    return lines.listening();
  }

  Line open(TestNode other, LineAddress... addresses) {
    return lines.open(key, other.key.publicKey(), List.of(addresses));
  }

  Line line(TestNode other) {
    return lines.line(new LineId(key.publicKey(), other.key.publicKey())).orElseThrow();
  }

  static void await(String what, BooleanSupplier isSo) {
    await(what, PATIENCE, isSo);
  }

  static void await(String what, Duration patience, BooleanSupplier isSo) {
    long end = System.nanoTime() + patience.toNanos();
    while (!isSo.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("waited in vain: " + what);
      }
      try {
        Thread.sleep(5);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  boolean hasIncident(LineIncident.Kind kind) {
    return List.copyOf(incidents).stream().anyMatch(each -> each.kind() == kind);
  }

  void say(TestNode other, String text) {
    line(other).send(new Parcel("test", text));
  }

  @Override
  public void close() {
    lines.close();
  }

  // ------------------------------------------------------------------ book

  @Override
  public synchronized void invited(SealPublicKey own, Digest token, TalkId about, Instant until) {
    tokens.put(token, until);
  }

  @Override
  public synchronized boolean redeem(
      LineId bearer, Digest token, List<LineAddress> addresses, Instant now) {
    boolean valid =
        tokens.containsKey(token)
            && now.isBefore(tokens.get(token))
            && taken.computeIfAbsent(token, any -> bearer).equals(bearer);
    if (valid) {
      redeemed.add(bearer);
    }
    return valid;
  }

  @Override
  public void moved(LineId line, List<LineAddress> addresses) {
    moves.addAll(addresses);
  }

  // ------------------------------------------------------------------ log

  @Override
  public void up(LineId line, Instant at) {}

  @Override
  public void down(LineId line, Instant at, LineCause cause) {}

  @Override
  public void incident(LineIncident incident) {
    incidents.add(incident);
  }

  // ------------------------------------------------------------------ upper layer

  @Override
  public void began(Line line) {
    began++;
  }

  @Override
  public void connected(Line line, LineKeying keying) {
    keyings.add(keying);
  }

  @Override
  public void interrupted(Line line, LineCause cause) {
    downs.add(cause);
  }

  @Override
  public void received(Line line, Parcel parcel) {
    if (parcel.text().equals(failsAt)) {
      throw new IllegalStateException("as the test wants");
    }
    received.add(parcel.text());
  }
}
