package parley.node.talk;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import parley.dossier.model.DelegationId;
import parley.dossier.model.Matter;
import parley.dossier.state.DelegationState;
import parley.dossier.state.MatterState;
import parley.dossier.state.Move;
import parley.dossier.state.ProposalState;

/**
 * A talk's state in a sentence: what stands, and whose move it is.
 *
 * @param standing {@code Four of six matters are agreed.}
 * @param next {@code Your move: the fifth item.}
 * @param isOurs whether the reader's side is to move
 */
public record StateSentence(String standing, String next, boolean isOurs) {
  /** More names than this in a sentence are counted instead. */
  private static final int MOST_NAMES = 3;

  private static final List<Matter> ALWAYS =
      List.of(Matter.TIME, Matter.FORMAT, Matter.PARTICIPANTS);

  /**
   * @param details what has to be done besides agreeing; counted with the matters
   */
  static StateSentence of(Reader reader, List<Abroad.Detail> details) {
    String others = reader.others();
    return switch (Stage.of(reader)) {
      case INVITED ->
          new StateSentence(
              reader.text("talk.stage.invited", others),
              ours(reader, reader.text("talk.inline.answer")),
              true);
      case INVITING ->
          new StateSentence(
              reader.text(
                  reader.talk().awaited().isEmpty()
                      ? "talk.stage.inviting"
                      : "talk.stage.inviting-far",
                  others),
              theirs(reader, others, reader.text("talk.inline.answer")),
              false);
      case FROZEN -> new StateSentence(reader.text("talk.stage.frozen"), "", false);
      case CLOSED -> new StateSentence(reader.text("talk.stage.closed"), "", false);
      case INTRODUCING, ARRANGING -> arranging(reader, details);
    };
  }

  /** The same while an invitation lies here that somebody of the reader's side has to hand over. */
  StateSentence handingOver(Reader reader) {
    return new StateSentence(standing, ours(reader, reader.text("talk.inline.hand-over")), true);
  }

  private static StateSentence arranging(Reader reader, List<Abroad.Detail> details) {
    String standing =
        Stage.of(reader) == Stage.INTRODUCING ? introducing(reader) : settled(reader, details);
    if (reader.state().postponed().isPresent()) {
      standing += " " + reader.text("talk.stage.postponed");
    }
    List<String> ours = names(reader, reader.own());
    if (!ours.isEmpty()) {
      return new StateSentence(standing, ours(reader, list(reader, ours)), true);
    }
    String theirs =
        reader.sides().others().stream()
            .filter(side -> !names(reader, side).isEmpty())
            .map(
                side ->
                    theirs(reader, reader.sides().name(side), list(reader, names(reader, side))))
            .collect(Collectors.joining(" "));
    if (!theirs.isEmpty()) {
      return new StateSentence(standing, theirs, false);
    }
    return new StateSentence(standing, nobodys(reader, details), false);
  }

  /** What could be done while no side waits for another. */
  private static String nobodys(Reader reader, List<Abroad.Detail> details) {
    if (reader.state().inForce(Matter.TIME).isEmpty()) {
      return reader.text("talk.next.time");
    }
    List<String> open =
        details.stream().filter(Abroad.Detail::isOpen).map(Abroad.Detail::name).toList();
    return open.isEmpty()
        ? reader.text("talk.next.nobody")
        : reader.text("talk.next.line", String.join(", ", open));
  }

  private static String introducing(Reader reader) {
    List<DelegationId> rotating =
        reader.state().rotating().stream().map(DelegationState::id).toList();
    return rotating.isEmpty()
        ? reader.text("talk.stage.introducing")
        : reader.text("talk.stage.rotating", reader.names(rotating));
  }

  /** How much of everything is agreed, or, where more than agreeing is to be done, settled. */
  private static String settled(Reader reader, List<Abroad.Detail> details) {
    Set<Matter> matters = matters(reader);
    long agreed =
        matters.stream().filter(matter -> reader.state().inForce(matter).isPresent()).count();
    long settled = agreed + details.stream().filter(detail -> !detail.isOpen()).count();
    int all = matters.size() + details.size();
    String how = details.isEmpty() ? "talk.agreed." : "talk.settled.";
    if (settled == 0) {
      return reader.text("talk.agreed.none");
    }
    return settled == all
        ? reader.text(how + "all")
        : reader
            .words()
            .count(
                how + "some",
                settled,
                number(reader, settled),
                number(reader, all).toLowerCase(reader.language().locale()));
  }

  /** What has to be agreed, and whatever else was put on the table and is not off it again. */
  static Set<Matter> matters(Reader reader) {
    Set<Matter> matters = new LinkedHashSet<>(ALWAYS);
    reader.state().table().stream().map(MatterState::matter).forEach(matters::add);
    return matters;
  }

  private static List<String> names(Reader reader, DelegationId side) {
    Set<String> names = new LinkedHashSet<>();
    for (Move move : reader.state().movesOf(side)) {
      switch (move.kind()) {
        case ACCEPT_CREDENTIALS -> names.add(reader.text("talk.inline.credentials"));
        case RESOLVE_RIVALS, CONFIRM, ANSWER, REVISE ->
            matter(reader, move).map(reader::inline).ifPresent(names::add);
        case ACKNOWLEDGE, PROPOSE_TIME -> {}
      }
    }
    return new ArrayList<>(names);
  }

  private static Optional<Matter> matter(Reader reader, Move move) {
    return move.proposal().flatMap(reader::proposal).map(ProposalState::matter);
  }

  private static String ours(Reader reader, String what) {
    return reader.text(reader.isBinder() ? "talk.next.you" : "talk.next.your-side", what);
  }

  private static String theirs(Reader reader, String who, String what) {
    return reader.text("talk.next.them", who, what);
  }

  private static String list(Reader reader, List<String> names) {
    if (names.size() <= MOST_NAMES) {
      return String.join(", ", names);
    }
    int rest = names.size() - MOST_NAMES;
    return reader
        .words()
        .count("talk.and-more", rest, String.join(", ", names.subList(0, MOST_NAMES)));
  }

  /** Small numbers in words, where the language does so. */
  private static String number(Reader reader, long number) {
    return reader.words().find("talk.number." + number).orElseGet(() -> String.valueOf(number));
  }
}
