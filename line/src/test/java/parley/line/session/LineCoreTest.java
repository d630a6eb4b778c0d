package parley.line.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import parley.dossier.chain.SealKey;
import parley.dossier.model.SealPublicKey;
import parley.line.LineAddress;
import parley.line.LineCause;
import parley.line.LineId;
import parley.line.LineIncident;
import parley.line.LineState;
import parley.line.PairingToken;
import parley.line.Parcel;

/** Turns that chance takes too seldom, one by one. */
class LineCoreTest {
  private static final SealPublicKey ONE = key(1);
  private static final SealPublicKey OTHER = key(2);
  private static final Parcel PARCEL = new Parcel("test", "{}");

  private final Moment start = new Moment(0, 1_000_000);
  private Side one = new Side(new LineId(ONE, OTHER), 1);
  private final Side other = new Side(new LineId(OTHER, ONE), 2);

  private static SealPublicKey key(int fill) {
    byte[] seed = new byte[32];
    seed[5] = (byte) fill;
    return SealKey.ofSeed(seed).publicKey();
  }

  @Test
  void aSessionThatOneSideNeverLearnedOfIsNotResumed() {
    open(1);
    other.core.received(start, 1, one.hello());
    one.core.received(start, 1, other.hello());
    one = new Side(new LineId(ONE, OTHER), 3); // started again
    other.core.closed(start, 1);
    open(2);
    one.core.received(start, 2, other.hello()); // and one's own hello is lost
    one.core.closed(start, 2);
    other.core.closed(start, 2);
    assertThat(one.began).isEqualTo(1);
    open(3);
    one.core.received(start, 3, other.hello());
    other.core.received(start, 3, one.hello());
    assertThat(one.began).isEqualTo(2);
    assertThat(other.began).isEqualTo(2);
  }

  /** The control: what both learned of goes on. */
  @Test
  void aSessionThatBothKnowGoesOn() {
    open(1);
    greet(1);
    one.core.closed(start, 1);
    other.core.closed(start, 1);
    open(2);
    greet(2);
    assertThat(one.began).isEqualTo(1);
    assertThat(other.began).isEqualTo(1);
    assertThat(one.core.state()).isInstanceOf(LineState.Connected.class);
  }

  @Test
  void aConnectionWhoseHelloSpeaksOfAnEarlierSessionIsClosed() {
    open(1);
    greet(1);
    one.core.closed(start, 1);
    other.core.closed(start, 1);
    open(2);
    Frame.Hello ofTwo = other.hello();
    one.core.opened(start, 3, true);
    one.core.received(start, 3, freshHello()); // the other side, started again meanwhile
    assertThat(one.began).isEqualTo(2);
    one.core.received(start, 2, ofTwo);
    assertThat(one.closed).contains(2L);
    assertThat(one.began).isEqualTo(2);
  }

  @Test
  void whatIsSentBeforeAnybodyWasToldIsDropped() {
    open(1);
    greet(1);
    one.core.send(start, PARCEL);
    assertThat(one.sent).noneMatch(Frame.Data.class::isInstance);
    one.core.told(1);
    one.core.send(start, PARCEL);
    assertThat(one.sent).anyMatch(Frame.Data.class::isInstance);
  }

  @Test
  void whoAcknowledgesNothingEndsTheSessionNotTheMemory() {
    open(1);
    greet(1);
    one.core.told(1);
    for (int i = 0; i < Session.MAX_KEPT; i++) {
      one.core.send(start, PARCEL);
    }
    assertThat(one.core.room()).isZero();
    assertThat(one.interrupted).isEmpty();
    one.core.send(start, PARCEL);
    assertThat(one.interrupted).containsExactly(LineCause.OVERFULL);
  }

  @Test
  void whoSendsWhatWasNotAcknowledgedIsShutOutForAWhile() {
    open(1);
    greet(1);
    for (long seq = 1; seq <= Session.MAX_KEPT + 2; seq++) {
      one.core.received(start, 1, new Frame.Data(seq, 0, PARCEL));
    }
    assertThat(one.incidents).containsExactly(LineIncident.Kind.FLOOD);
    one.core.opened(start, 2, false);
    assertThat(one.closed).contains(2L);
    one.core.opened(new Moment(3_000_000_000L, 4_000_000), 3, false);
    assertThat(one.closed).doesNotContain(3L);
  }

  @Test
  void whoAcknowledgesWhatWasNotSentIsRefused() {
    open(1);
    greet(1);
    one.core.received(start, 1, new Frame.Ack(1));
    assertThat(one.incidents).containsExactly(LineIncident.Kind.MALFORMED);
    assertThat(one.interrupted).containsExactly(LineCause.REFUSED_HERE);
  }

  @Test
  void whatTheUpperLayersFailAtIsNotAcknowledgedAndAllBeginsAnewAfterLongerWhiles() {
    long pause = 0;
    long nanos = 0;
    for (long link = 1; link <= 4; link++) {
      Moment now = new Moment(nanos, 1_000_000);
      one.core.opened(now, link, true);
      other.core.opened(now, link, false);
      Frame.Hello ofOne = one.hello();
      one.core.received(now, link, other.hello());
      other.core.received(now, link, ofOne);
      assertThat(one.began).as("a new session each time").isEqualTo((int) link);
      one.core.told(link);
      one.core.received(now, link, new Frame.Data(1, 0, PARCEL));
      one.core.failed(now, link);
      assertThat(one.interrupted.getLast()).isEqualTo(LineCause.FAILED_HERE);
      assertThat(one.sent)
          .noneMatch(frame -> frame instanceof Frame.Heartbeat beat && beat.ack() > 0);
      other.core.received(now, link, new Frame.Bye(Frame.Farewell.FAILED));
      assertThat(other.interrupted.getLast()).isEqualTo(LineCause.FAILED_THERE);
      long next = one.core.nextNanos() - nanos;
      assertThat(next).isGreaterThan(pause);
      pause = next;
      nanos += next;
    }
    one.core.failed(start, 3);
    assertThat(one.interrupted).as("control: of a session that is over nothing ends").hasSize(4);
  }

  @Test
  void whoConnectsAgainAndAgainIsLetInOnlySoOften() {
    for (long link = 1; link <= 60; link++) {
      one.core.opened(start, link, false);
    }
    assertThat(one.incidents).isEmpty();
    one.core.opened(start, 61, false);
    assertThat(one.incidents).containsExactly(LineIncident.Kind.FLOOD);
    assertThat(one.closed).containsExactly(61L);
    one.core.opened(start, 62, true);
    assertThat(one.closed).as("control: what this side dials").doesNotContain(62L);
    one.core.opened(new Moment(1_000_000_000L, 2_000_000), 63, false);
    assertThat(one.closed).as("control: a while later").doesNotContain(63L);
  }

  @Test
  void aTokenThatWasRefusedIsNotShownAgain() {
    one.core.present(start, PairingToken.ofBytes(new byte[32]));
    open(1);
    assertThat(one.hello().token()).as("control: it was shown").isPresent();
    one.core.received(start, 1, new Frame.Bye(Frame.Farewell.STOPPING));
    open(2);
    assertThat(one.hello().token()).as("control: nobody has refused it").isPresent();
    one.core.received(start, 2, new Frame.Bye(Frame.Farewell.TOKEN_UNKNOWN));
    open(3);
    assertThat(one.hello().token()).isEmpty();
  }

  private Frame.Hello freshHello() {
    Side again = new Side(new LineId(OTHER, ONE), 4);
    again.core.opened(start, 3, false);
    return again.hello();
  }

  private void open(long link) {
    one.core.opened(start, link, true);
    other.core.opened(start, link, false);
  }

  private void greet(long link) {
    Frame.Hello ofOne = one.hello();
    one.core.received(start, link, other.hello());
    other.core.received(start, link, ofOne);
  }

  /** A core and what it asked for. */
  private final class Side implements Outbox {
    final List<Frame> sent = new ArrayList<>();
    final List<Long> closed = new ArrayList<>();
    final List<LineCause> interrupted = new ArrayList<>();
    final List<LineIncident.Kind> incidents = new ArrayList<>();
    final LineCore core;
    int began;

    Side(LineId id, long seed) {
      core = new LineCore(start, id, List.of(), new SplittableRandom(seed), this);
    }

    Frame.Hello hello() {
      return sent.reversed().stream()
          .filter(Frame.Hello.class::isInstance)
          .map(Frame.Hello.class::cast)
          .findFirst()
          .orElseThrow();
    }

    @Override
    public void dial() {}

    @Override
    public void send(long link, Frame frame) {
      sent.add(frame);
    }

    @Override
    public void close(long link) {
      closed.add(link);
    }

    @Override
    public void connected(long link, boolean again) {}

    @Override
    public void began(long session) {
      began++;
    }

    @Override
    public void interrupted(LineCause cause) {
      interrupted.add(cause);
    }

    @Override
    public void deliver(long session, long seq, Parcel parcel) {}

    @Override
    public void incident(LineIncident.Kind kind, String detail) {
      incidents.add(kind);
    }

    @Override
    public void moved(List<LineAddress> addresses) {}
  }
}
