package parley.dossier;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import parley.dossier.chain.Dossier;
import parley.dossier.chain.Entry;
import parley.dossier.model.Act;
import parley.dossier.model.DelegationId;
import parley.dossier.model.Digest;
import parley.dossier.model.Term;
import parley.dossier.state.ProposalState;
import parley.dossier.verify.DossierFile;
import parley.dossier.verify.Report;
import parley.dossier.verify.Verifier;

/** Random talks, always the same ones, and what a verifier must say of them. */
final class StateVectors {
  /** Chosen so that together they show every standing, packages, rivals and expiry. */
  private static final List<Long> OF_TWO = List.of(19L, 65L, 118L, 154L);

  private static final List<Long> OF_THREE = List.of(5L);

  private static final List<Long> FORKED = List.of(6L);

  /** Chosen so that together they show a joint statement in every standing but postponed. */
  private static final List<Long> STATEMENTS = List.of(8L, 16L, 41L, 59L);

  /** Chosen so that together they show every reason for which somebody may not hold the keys. */
  private static final List<Long> ROOMS = List.of(1L, 12L, 24L);

  /**
   * A talk.
   *
   * @param expected lines of the index: name, what, and its value
   * @param admission lines of the index of who may hold the room's keys
   */
  record Talk(String file, List<String> expected, List<String> admission) {}

  private StateVectors() {}

  static Map<String, Talk> all() {
    Map<String, Talk> all = new LinkedHashMap<>();
    OF_TWO.forEach(seed -> put(all, "two-" + seed, ofTwo(seed, 26)));
    OF_THREE.forEach(seed -> put(all, "three-" + seed, ofThree(seed, 26)));
    FORKED.forEach(seed -> put(all, "forked-" + seed, forked(seed)));
    STATEMENTS.forEach(seed -> put(all, "statements-" + seed, statements(seed)));
    put(all, "statement-stopped", stopped(Duration.ZERO));
    put(all, "statement-not-stopped", stopped(Duration.ofMillis(1)));
    put(all, "statement-replaced-too-late", replacedTooLate());
    put(all, "closed", closed());
    put(all, "outside-many", closedDespite(outsiders -> outsiders.many(33)));
    put(all, "outside-forked", closedDespite(outsiders -> outsiders.twice(Side.third())));
    put(all, "outside-rests-on-forked", closedDespite(StateVectors::resting));
    put(all, "outside-forked-then-seen", forkedThenSeen());
    ROOMS.forEach(seed -> put(all, "room-" + seed, RoomScript.play(seed, 90)));
    put(all, "room-seats", RoomScript.seats());
    return all;
  }

  private static List<Entry> ofTwo(long seed, int acts) {
    Story story = Story.ofTwo();
    Script script = new Script(seed, story).play(acts);
    if (seed % 2 == 0) {
      story.settle();
    }
    return script.all();
  }

  private static List<Entry> ofThree(long seed, int acts) {
    Story story = Story.of(Side.norland(), Side.sudria(), Side.third());
    return new Script(seed, story).play(acts).all();
  }

  private static List<Entry> forked(long seed) {
    return new Script(seed, Story.ofTwo()).play(6).equivocate().equivocate().all();
  }

  private static List<Entry> statements(long seed) {
    return new Script(seed, Story.ofTwo()).agreeingOnStatements().play(40).all();
  }

  /** A statement that one side takes back so much later than it can. */
  private static List<Entry> stopped(Duration late) {
    Story story = Story.ofTwo();
    Side norland = story.sides.getFirst();
    Side sudria = story.sides.getLast();
    Entry room = story.propose(sudria, new Term.Room(norland.id));
    Term.JointStatement term = JointStatementTest.term(story.now().plusSeconds(1200));
    Entry statement = story.propose(norland, term);
    story.exchange();
    story.consent(sudria, statement);
    story.consent(norland, room);
    story.settle();
    story.passTo(term.settled().plus(late));
    Act stop = new Act.Withdraw(statement.actDigest(), Optional.empty());
    sudria.act(story.copy(sudria), stop, story.now());
    story.settle();
    return story.copy(norland).entries();
  }

  private static List<Entry> replacedTooLate() {
    Story story = Story.ofTwo();
    Side norland = story.sides.getFirst();
    Side sudria = story.sides.getLast();
    Term.JointStatement term = JointStatementTest.term(story.now().plusSeconds(1200));
    Entry first = story.propose(norland, term);
    story.exchange();
    story.consent(sudria, first);
    story.settle();
    Term.JointStatement later = JointStatementTest.term(term.release().plusSeconds(1800));
    Entry second = story.propose(sudria, later, first.actDigest());
    story.exchange();
    story.passTo(term.settled());
    story.consent(norland, second);
    story.settle();
    return story.copy(norland).entries();
  }

  /** A forked chain outside, and another whose second entry has seen one of its branches. */
  private static List<Entry> resting(Outsiders outsiders) {
    List<Entry> all = new ArrayList<>(outsiders.twice(Side.third()));
    Side stray = Side.stray(0);
    Dossier copy = outsiders.copy();
    Entry first = outsiders.present(stray, copy);
    copy.admit(first.jws());
    copy.admit(all.getFirst().jws());
    all.add(first);
    all.add(Entry.read(Forge.next(copy, stray, new Act.Acknowledge(), first.at()).seal()));
    return all;
  }

  /** Somebody in the talk names a branch of who is outside. */
  private static List<Entry> forkedThenSeen() {
    Story story = Story.ofTwo();
    Outsiders outsiders = new Outsiders(story);
    List<Entry> twice = outsiders.twice(Side.third());
    List<Entry> all = new ArrayList<>(story.copies.getFirst().entries());
    all.addAll(twice);
    all.add(outsiders.seeingAll(story.sides.getLast(), twice.subList(1, 2)));
    return all;
  }

  private static List<Entry> closed() {
    return closedDespite(outsiders -> List.of());
  }

  private static List<Entry> closedDespite(Function<Outsiders, List<Entry>> outside) {
    Story story = Story.ofTwo();
    Outsiders outsiders = new Outsiders(story);
    outsiders.reachEverybody(outside.apply(outsiders));
    Side norland = story.sides.getFirst();
    Side sudria = story.sides.getLast();
    Entry time = story.propose(norland, Story.time(1));
    story.exchange();
    story.consent(sudria, time);
    story.settle();
    story.act(norland, story.copy(norland).closeAct(norland.id));
    story.exchange();
    story.act(sudria, story.copy(sudria).closeAct(sudria.id));
    story.settle();
    return story.copy(norland).entries();
  }

  private static void put(Map<String, Talk> all, String name, List<Entry> entries) {
    Dossier dossier = Story.rebuilt(entries.getFirst().talk(), entries);
    String file = DossierFile.of(dossier, List.of()).write();
    List<String> admission =
        name.startsWith("room") ? new AdmissionVectors(name, entries).lines() : List.of();
    all.put(name, new Talk(file, expected(name, Verifier.verify(bytes(file))), admission));
  }

  private static byte[] bytes(String file) {
    return file.getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  /** What the index says of a file: the verdict, then every proposal, and whether it is closed. */
  private static List<String> expected(String name, Report report) {
    return switch (report) {
      case Report.Fails f ->
          List.of(
              line(
                  name,
                  "fails",
                  f.reason()
                      + " "
                      + f.chain().map(DelegationId::value).orElse("")
                      + " "
                      + f.seq()));
      case Report.Holds h -> {
        List<String> lines = new ArrayList<>();
        lines.add(line(name, "closed", Boolean.toString(h.closed())));
        lines.add(
            line(
                name,
                "heads",
                h.completeTo().entrySet().stream()
                    .map(head -> head.getKey().value() + ":" + head.getValue().seq())
                    .collect(Collectors.joining(" "))));
        lines.add(
            line(
                name,
                "parties",
                h.state().parties().stream()
                    .map(DelegationId::value)
                    .collect(Collectors.joining(" "))));
        h.state().proposals().forEach((id, p) -> lines.add(line(name, id.value(), words(id, p))));
        yield lines;
      }
    };
  }

  private static String words(Digest id, ProposalState proposal) {
    return proposal.matter()
        + " "
        + proposal.standing()
        + proposal.inForceBy().map(at -> " " + at).orElse("");
  }

  private static String line(String name, String what, String value) {
    return String.join("\t", name, what, value);
  }
}
