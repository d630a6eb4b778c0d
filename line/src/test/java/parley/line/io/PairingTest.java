package parley.line.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static parley.line.io.TestNode.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;
import parley.line.Invitation;
import parley.line.Line;
import parley.line.LineAddress;
import parley.line.LineId;
import parley.line.LineIncident;
import parley.line.LineState;
import parley.line.PairingRefused;

/** Who comes in, and who does not. */
class PairingTest {
  @Test
  void pairsByAnInvitationGivenAsText() throws Exception {
    try (TestNode anna = new TestNode(1);
        TestNode boris = new TestNode(2)) {
      Invitation made = anna.lines.invite(anna.key, anna.talk, TestNode.NAMES);
      Invitation read = Invitation.read(made.text());
      assertThat(read).isEqualTo(made);
      Line line = boris.lines.pair(boris.key, read);
      await("both", () -> anna.began == 1 && boris.began == 1);
      assertThat(anna.redeemed)
          .containsExactly(new LineId(anna.key.publicKey(), boris.key.publicKey()));
      boris.say(anna, "1");
      anna.say(boris, "2");
      await("said", () -> anna.received.contains("1") && boris.received.contains("2"));
      assertThat(line.state()).isInstanceOf(LineState.Connected.class);
    }
  }

  @Test
  void aSecondBearerOfATokenIsRefused() throws Exception {
    try (TestNode anna = new TestNode(1);
        TestNode boris = new TestNode(2);
        TestNode carl = new TestNode(3)) {
      Invitation invitation = anna.lines.invite(anna.key, anna.talk, TestNode.NAMES);
      boris.lines.pair(boris.key, invitation);
      assertRefused(carl, invitation, PairingRefused.Why.TOKEN_REFUSED);
      await("incident", () -> anna.hasIncident(LineIncident.Kind.TOKEN_UNKNOWN));
      assertThat(carl.lines.all()).isEmpty();
      assertThat(anna.lines.all()).hasSize(1);
    }
  }

  @Test
  void whoTookItMayPresentItAgain() throws Exception {
    try (TestNode anna = new TestNode(1);
        TestNode boris = new TestNode(2)) {
      Invitation invitation = anna.lines.invite(anna.key, anna.talk, TestNode.NAMES);
      boris.lines.pair(boris.key, invitation);
      boris.lines.pair(boris.key, invitation);
      assertThat(anna.redeemed).hasSize(2);
      boris.say(anna, "1");
      await("said", () -> anna.received.contains("1"));
    }
  }

  @Test
  void anUnknownKeyWithoutATokenIsRefusedAndWritesHistory() {
    try (TestNode anna = new TestNode(1);
        TestNode boris = new TestNode(2);
        TestNode carl = new TestNode(3)) {
      anna.open(boris);
      carl.open(anna, anna.address());
      await("incident", () -> anna.hasIncident(LineIncident.Kind.WRONG_KEY));
      boris.open(anna, anna.address()); // the control: whom anna knows comes in
      await("boris", () -> anna.began == 1 && boris.began == 1);
      assertThat(carl.began).isZero();
    }
  }

  @Test
  void whoeverAnswersInTheInvitersPlaceIsNotSpokenTo() {
    try (TestNode anna = new TestNode(1);
        TestNode boris = new TestNode(2);
        TestNode mallory = new TestNode(3)) {
      Invitation real = anna.lines.invite(anna.key, anna.talk, TestNode.NAMES);
      Invitation led =
          new Invitation(
              real.lineKey(), List.of(mallory.address()), real.talk(), real.token(), real.names());
      // she does not serve the key that is asked for
      assertRefused(boris, led, PairingRefused.Why.UNREACHABLE);
      assertThat(mallory.redeemed).isEmpty();
    }
  }

  @Test
  void anotherCertificateThanThePinnedOneIsRefused() throws Exception {
    try (TestNode anna = new TestNode(1);
        TestNode boris = new TestNode(2);
        Impostor mallory = new Impostor()) {
      Invitation real = anna.lines.invite(anna.key, anna.talk, TestNode.NAMES);
      Invitation led =
          new Invitation(
              real.lineKey(), List.of(mallory.address()), real.talk(), real.token(), real.names());
      assertRefused(boris, led, PairingRefused.Why.OTHER_KEY);
      await("incident", () -> boris.hasIncident(LineIncident.Kind.WRONG_KEY));
      assertThat(mallory.heard()).as("bytes after the handshake").isZero();
    }
  }

  @Test
  void nobodyThereAndOnesOwnInvitationHaveReasonsOfTheirOwn() throws IOException {
    LineAddress nobody;
    try (ServerSocket gone = new ServerSocket(0)) {
      nobody = new LineAddress("127.0.0.1", gone.getLocalPort());
    }
    try (TestNode anna = new TestNode(1, nobody);
        TestNode boris = new TestNode(2)) {
      Invitation invitation = anna.lines.invite(anna.key, anna.talk, TestNode.NAMES);
      assertRefused(boris, invitation, PairingRefused.Why.UNREACHABLE);
      assertRefused(anna, invitation, PairingRefused.Why.OWN_INVITATION);
    }
  }

  @Test
  void aClosedLineIsForgotten() {
    try (TestNode anna = new TestNode(1);
        TestNode boris = new TestNode(2)) {
      Line line = anna.open(boris);
      boris.open(anna, anna.address());
      await("up", () -> anna.began == 1);
      anna.lines.close(line.id());
      await("told", () -> !boris.downs.isEmpty());
      await("refused", () -> anna.hasIncident(LineIncident.Kind.WRONG_KEY));
      assertThat(anna.began).isEqualTo(1);
    }
  }

  private static void assertRefused(
      TestNode node, Invitation invitation, PairingRefused.Why expected) {
    assertThatThrownBy(() -> node.lines.pair(node.key, invitation))
        .isInstanceOfSatisfying(PairingRefused.class, e -> assertThat(e.why()).isEqualTo(expected));
  }
}
