package parley.node.demo;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import parley.dossier.model.DelegationId;
import parley.dossier.model.Digest;
import parley.dossier.model.Matter;
import parley.dossier.model.Role;
import parley.dossier.model.Subject;
import parley.dossier.model.Term;
import parley.dossier.state.MatterState;
import parley.dossier.state.Move;
import parley.dossier.state.ProposalState;
import parley.node.people.Delegate;
import parley.node.talk.Snapshot;
import parley.node.words.Words;

/**
 * What a person of the cast could do next, in a sentence. Pure.
 *
 * @param text the sentence
 * @param isAwaited whether the talk waits for her side and she can do it
 */
public record NextMove(String text, boolean isAwaited) {
  /** What {@code delegate} could do in {@code talk}. */
  static NextMove of(Delegate delegate, Snapshot talk, Words words) {
    if (delegate.is(Role.PRINCIPAL) || delegate.is(Role.NEGOTIATOR)) {
      return binder(talk, Optional.ofNullable(talk.local().get(delegate.id().delegation())), words);
    }
    if (delegate.is(Role.SPOKESPERSON)) {
      String level = talk.state().permission(Subject.Plain.DATE).level().word();
      return new NextMove(words.text("demo.next.press", words.text("demo.date." + level)), false);
    }
    String key = delegate.is(Role.TECHNICIAN) ? "demo.next.technician" : "demo.next.reader";
    return new NextMove(words.text(key), false);
  }

  private static NextMove binder(Snapshot talk, Optional<DelegationId> side, Words words) {
    List<Move> moves = side.map(talk.state()::movesOf).orElse(List.of());
    String answers =
        moves.stream()
            .filter(move -> isAnswer(move.kind()))
            .flatMap(move -> move.proposal().stream())
            .flatMap(id -> proposal(talk, id).stream())
            .map(proposal -> name(talk, proposal.term(), words))
            .distinct()
            .collect(Collectors.joining(", "));
    if (!answers.isEmpty()) {
      return new NextMove(words.text("demo.next.answer", answers), true);
    }
    for (Move move : moves) {
      switch (move.kind()) {
        case ACCEPT_CREDENTIALS -> {
          return new NextMove(words.text("demo.next.credentials"), true);
        }
        case PROPOSE_TIME -> {
          return new NextMove(words.text("demo.next.time"), true);
        }
        case REVISE -> {
          return new NextMove(words.text("demo.next.revise"), true);
        }
        case RESOLVE_RIVALS, CONFIRM, ANSWER, ACKNOWLEDGE -> {}
      }
    }
    return new NextMove(words.text("demo.next.propose"), false);
  }

  private static boolean isAnswer(Move.Kind kind) {
    return kind == Move.Kind.ANSWER
        || kind == Move.Kind.CONFIRM
        || kind == Move.Kind.RESOLVE_RIVALS;
  }

  private static Optional<ProposalState> proposal(Snapshot talk, Digest id) {
    return talk.state().matters().values().stream()
        .map(MatterState::open)
        .flatMap(List::stream)
        .filter(proposal -> proposal.id().equals(id))
        .findFirst();
  }

  private static String name(Snapshot talk, Term term, Words words) {
    if (term instanceof Term.AgendaItem item) {
      String title =
          talk.itemText(item.text())
              .map(text -> text.title().inOrFirst(words.language().tag()))
              .orElse("…");
      return words.text("demo.matter.item", title);
    }
    Matter matter = term.matter();
    String kind =
        matter.key().contains("/")
            ? matter.key().substring(0, matter.key().indexOf('/'))
            : matter.key();
    return words.text("demo.matter." + kind);
  }
}
