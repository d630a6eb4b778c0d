package parley.node.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import parley.dossier.chain.Entry;
import parley.dossier.model.SealPublicKey;
import parley.dossier.model.TalkId;
import parley.line.LineAddress;
import parley.node.talk.Seat;
import parley.node.talk.TalkService;

/** Norland has convened two sides that have never met; whoever tells where they listen. */
class IntroductionsTest {
  private static final Optional<InetAddress> OUTSIDE =
      Optional.of(InetAddress.ofLiteral("203.0.113.7"));
  private static final Optional<InetAddress> INSIDE =
      Optional.of(InetAddress.ofLiteral("10.0.0.7"));

  private final House norland = House.norland();
  private final House sudria = House.sudria();
  private final House third = House.third();
  private TalkService talks;
  private Seat anna;
  private NodeLines lines;
  private Introductions introductions;

  @BeforeEach
  void convene() {
    talks = norland.start(new MemoryJournal(false), () -> House.START);
    anna = talks.convene(norland.binder(), List.of(), List.of(sudria.names(), third.names()));
    lines =
        new NodeLines(
            norland.database,
            norland.people,
            norland.keys::line,
            () -> House.START,
            Optional.empty());
    introductions = new Introductions(lines, talks, IntroductionsTest::resolve);
    join(sudria);
  }

  @AfterEach
  void tidy() {
    lines.close();
    norland.close();
    sudria.close();
    third.close();
  }

  private void join(House house) {
    TalkId talk = anna.talk();
    TalkService far = house.start(new MemoryJournal(false), () -> House.START);
    far.begin(talk, List.of(house.slug), texts(talks), List.of()).orElseThrow();
    far.accept(far.seat(house.binder(), talk.value()).orElseThrow());
    talks.receive(talk, texts(far), List.of());
  }

  private List<String> texts(TalkService from) {
    return from.copy(anna.talk()).orElseThrow().entries().stream().map(Entry::jws).toList();
  }

  private static List<InetAddress> resolve(String host) {
    return switch (host) {
      case "node.example" -> List.of(InetAddress.ofLiteral("198.51.100.4"));
      case "inside.example" ->
          List.of(InetAddress.ofLiteral("198.51.100.4"), InetAddress.ofLiteral("192.168.1.1"));
      case "linked.example" -> List.of(InetAddress.ofLiteral("fe80::1"));
      case "unique.example" -> List.of(InetAddress.ofLiteral("fd00::1"));
      case "nowhere.example" -> List.of();
      case String literal when literal.matches("[0-9a-f.:]+") ->
          List.of(InetAddress.ofLiteral(literal));
      case String local -> List.of(InetAddress.ofLiteral("198.51.100.4"));
    };
  }

  private boolean isMet(SealPublicKey teller, Optional<InetAddress> from, String... addresses) {
    List<LineAddress> told = List.of(addresses).stream().map(LineAddress::of).toList();
    introductions.heard(
        "norland", teller, from, new Introduction(anna.talk(), third.lineKey(), told));
    return lines.counterparts().find("norland", third.lineKey()).isPresent();
  }

  @Test
  void onlySidesOfTheTalkThatWereAcceptedAreBelievedAndOnlyAboutSuch() {
    join(third);
    assertThat(isMet(sudria.lineKey(), OUTSIDE, "node.example:4711"))
        .as("nobody is accepted yet")
        .isFalse();
    talks.accept(anna);
    assertThat(isMet(norland.lineKey(), OUTSIDE, "node.example:4711"))
        .as("who is no side of the talk")
        .isFalse();
    assertThat(isMet(sudria.lineKey(), OUTSIDE, "node.example:4711")).as("control").isTrue();
  }

  @Test
  void whoIsNotAcceptedIsNotCalledWhoeverTells() {
    talks.accept(anna);
    join(third);
    assertThat(isMet(sudria.lineKey(), OUTSIDE, "node.example:4711")).isFalse();
    talks.accept(anna);
    assertThat(isMet(sudria.lineKey(), OUTSIDE, "node.example:4711")).as("control").isTrue();
  }

  @Test
  void anAddressInsideOurNetworkIsNotCalledBecauseSomebodyOutsideSaysSo() {
    join(third);
    talks.accept(anna);
    assertThat(isMet(sudria.lineKey(), OUTSIDE, "192.168.1.1:80", "127.0.0.1:80", "[::1]:80"))
        .isFalse();
    assertThat(isMet(sudria.lineKey(), INSIDE, "192.168.1.1:4711"))
        .as("control: who is inside too")
        .isTrue();
  }

  @Test
  void aNameThatStandsForAnAddressInsideOurNetworkIsNotCalledEither() {
    join(third);
    talks.accept(anna);
    assertThat(
            isMet(
                sudria.lineKey(),
                OUTSIDE,
                "localhost:80",
                "Router.LAN:80",
                "x.localhost:80",
                "x.local:80"))
        .isFalse();
    assertThat(isMet(sudria.lineKey(), OUTSIDE, "x.internal:80", "x.home.arpa:80")).isFalse();
    assertThat(
            isMet(
                sudria.lineKey(),
                OUTSIDE,
                "inside.example:80",
                "linked.example:80",
                "unique.example:80",
                "nowhere.example:80"))
        .isFalse();
    assertThat(isMet(sudria.lineKey(), INSIDE, "localhost:4711"))
        .as("control: who is inside too")
        .isTrue();
  }
}
