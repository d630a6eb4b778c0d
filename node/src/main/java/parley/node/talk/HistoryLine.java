package parley.node.talk;

import java.util.List;
import java.util.Optional;
import parley.dossier.model.Act;
import parley.dossier.model.Digest;
import parley.dossier.model.Term;
import parley.dossier.model.Texts;
import parley.dossier.state.Deed;
import parley.dossier.state.ProposalState;

/**
 * One line of a talk's history.
 *
 * @param at for machines
 * @param stamp the time its author claims, by the reader's clock
 * @param side the mark of the author's side
 * @param author person and side
 * @param what in words
 * @param href the page of the proposal concerned
 */
public record HistoryLine(
    String at,
    String stamp,
    String side,
    String author,
    String what,
    Optional<String> reason,
    Optional<String> href) {

  /** The whole history, latest first. */
  static List<HistoryLine> all(Reader reader) {
    return reader.state().history().reversed().stream().map(deed -> of(reader, deed)).toList();
  }

  static HistoryLine of(Reader reader, Deed deed) {
    return new HistoryLine(
        deed.at().toString(),
        reader.clock().stamp(deed.at()),
        reader.sides().mark(deed.delegation()),
        reader.author(deed),
        what(reader, deed),
        reader.reason(deed),
        deed.proposal().flatMap(reader::proposal).map(reader::path));
  }

  private static String what(Reader reader, Deed deed) {
    return switch (deed.act()) {
      case Act.Convene(var nonce, var credentials, var invited) ->
          reader.text("talk.deed.convene", invitedNames(reader, invited));
      case Act.Present present -> reader.text("talk.deed.present");
      case Act.Accept(var side, var credentials) ->
          reader.text("talk.deed.accept", reader.sides().name(side));
      case Act.Rotate rotate -> reader.text("talk.deed.rotate");
      case Act.Revoke(var person) ->
          reader.text("talk.deed.revoke", reader.sides().person(deed.delegation(), person));
      case Act.AdmitDevice(var person, var device) ->
          reader.text("talk.deed.admit-device", reader.sides().person(deed.delegation(), person));
      case Act.DismissDevice(var person, var device) ->
          reader.text("talk.deed.dismiss-device", reader.sides().person(deed.delegation(), person));
      case Act.Propose propose ->
          reader.text(
              propose.replaces().isEmpty() ? "talk.deed.propose" : "talk.deed.counter",
              term(reader, propose.term()));
      case Act.Consent(Digest id) -> reader.text("talk.deed.consent", proposal(reader, id));
      case Act.ConsentAdReferendum(Digest id) ->
          reader.text("talk.deed.ad-referendum", proposal(reader, id));
      case Act.Confirm(Digest id) -> reader.text("talk.deed.confirm", proposal(reader, id));
      case Act.Objection(Digest id, var reason) ->
          reader.text("talk.deed.object", proposal(reader, id));
      case Act.Withdraw(Digest id, var reason) ->
          reader.text("talk.deed.withdraw", proposal(reader, id));
      case Act.Postpone(Digest id, var reason) ->
          reader.text("talk.deed.postpone", proposal(reader, id));
      case Act.Declare declare -> reader.text("talk.deed.declare");
      case Act.Open(var instant) -> reader.text("talk.deed.open", reader.clock().stamp(instant));
      case Act.Enter(var person) ->
          reader.text("talk.deed.enter", reader.sides().person(deed.delegation(), person));
      case Act.Leave(var person) ->
          reader.text("talk.deed.leave", reader.sides().person(deed.delegation(), person));
      case Act.Close close -> reader.text("talk.deed.close");
      case Act.Release release -> reader.text("talk.deed.release");
      case Act.Acknowledge acknowledge -> reader.text("talk.deed.acknowledge");
    };
  }

  private static String proposal(Reader reader, Digest id) {
    return reader
        .proposal(id)
        .map(ProposalState::term)
        .map(term -> term(reader, term))
        .orElse(id.value());
  }

  private static String term(Reader reader, Term term) {
    TermWords words = reader.terms();
    return switch (term) {
      case Term.AgendaItem item -> reader.text("talk.quoted", words.title(term));
      default ->
          reader.text("talk.deed.term", words.title(term), String.join("; ", words.lines(term)));
    };
  }

  private static String invitedNames(Reader reader, List<Texts> invited) {
    return String.join(
        ", ", invited.stream().map(texts -> texts.inOrFirst(reader.language().tag())).toList());
  }
}
