package parley.node.talk;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import parley.dossier.model.Reason;
import parley.node.web.Answer;
import parley.node.web.Exchange;
import parley.node.words.Language;

/** How a feature goes on with an act that a person may first have to sign by a touch. */
public interface Errand {
  /** What she is shown once it is decided: where she would have been without a touch. */
  Answer then(Exchange exchange, Outcome.Settled outcome);

  /** What she is shown if she does not sign: where she came from, with what she typed. */
  Answer back(Exchange exchange);

  /** Writes the act, with what has to be noted before and after. */
  default Outcome write(Supplier<Outcome> writing) {
    return writing.get();
  }

  /** What she signs where the act itself holds only its hash, by language. */
  default List<TermCopy> texts(Language language) {
    return List.of();
  }

  /**
   * The same errand, which writes nothing unless this holds then: much may have happened since. It
   * is asked in the talk's turn, so that whoever changes it in that turn comes before or after.
   */
  default Errand onlyIf(BooleanSupplier holds, TalkService talks, Seat seat) {
    Errand same = this;
    return new Errand() {
      @Override
      public Outcome write(Supplier<Outcome> writing) {
        return talks.inTurn(
            seat,
            () ->
                holds.getAsBoolean()
                    ? same.write(writing)
                    : new Outcome.Refused(Reason.STALE, talks.look(seat)));
      }

      @Override
      public Answer then(Exchange exchange, Outcome.Settled outcome) {
        return same.then(exchange, outcome);
      }

      @Override
      public Answer back(Exchange exchange) {
        return same.back(exchange);
      }

      @Override
      public List<TermCopy> texts(Language language) {
        return same.texts(language);
      }
    };
  }

  /** An errand that writes nothing else. */
  static Errand of(
      BiFunction<Exchange, Outcome.Settled, Answer> then, Function<Exchange, Answer> back) {
    return new Errand() {
      @Override
      public Answer then(Exchange exchange, Outcome.Settled outcome) {
        return then.apply(exchange, outcome);
      }

      @Override
      public Answer back(Exchange exchange) {
        return back.apply(exchange);
      }
    };
  }
}
