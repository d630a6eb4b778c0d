package parley.node.talk;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import parley.dossier.model.DelegationId;
import parley.dossier.model.Digest;
import parley.dossier.model.Matter;
import parley.dossier.model.Texts;
import parley.dossier.state.Deed;
import parley.dossier.state.ProposalState;
import parley.dossier.state.TalkState;
import parley.node.people.Delegation;
import parley.node.words.Language;
import parley.node.words.Moments;
import parley.node.words.Words;

/**
 * A talk as one delegate reads it: from her seat, in her language, now. What the pages show is
 * computed from it and from nothing else.
 */
record Reader(
    Seat seat, Snapshot talk, Language language, Map<String, Delegation> hosts, Instant now) {
  TalkState state() {
    return talk.state();
  }

  DelegationId own() {
    return seat.delegation();
  }

  Sides sides() {
    return new Sides(talk, own(), language, hosts);
  }

  TermWords terms() {
    return TermWords.of(sides());
  }

  Words words() {
    return Words.in(language);
  }

  String text(String key, Object... arguments) {
    return words().text(key, arguments);
  }

  Moments clock() {
    return sides().clock(own());
  }

  /** Whether the person may bind her delegation to a term. */
  boolean isBinder() {
    return seat.mayBind();
  }

  String path(String rest) {
    return "/talk/" + seat.talk() + rest;
  }

  String path(ProposalState proposal) {
    return path("/proposal/" + proposal.id());
  }

  Optional<ProposalState> proposal(Digest id) {
    return Optional.ofNullable(state().proposals().get(id));
  }

  /** The other sides by name. */
  String others() {
    return sides().namesOfOthers();
  }

  String names(List<DelegationId> some) {
    Sides sides = sides();
    return some.stream().map(sides::name).collect(Collectors.joining(", "));
  }

  /** A matter within a sentence: {@code the time}, or an item's title in quotation marks. */
  String inline(Matter matter) {
    return words()
        .find("talk.inline." + matter.key().replaceFirst("^statement/.*", "statement"))
        .orElseGet(() -> text("talk.quoted", terms().title(matter)));
  }

  /** Who did it: a person and her side, or the side's own node. */
  String author(Deed deed) {
    String side = sides().name(deed.delegation());
    return deed.person()
        .map(person -> text("talk.person-of-side", sides().person(deed.delegation(), person), side))
        .orElseGet(() -> text("talk.node-of-side", side));
  }

  /** The reason given with a deed, in the reader's language or the one it was written in. */
  Optional<String> reason(Deed deed) {
    return deed.reason()
        .map(
            digest ->
                talk.texts(digest).map(this::read).orElseGet(() -> text("talk.reason.erased")));
  }

  private String read(Texts texts) {
    return texts.inOrFirst(language.tag());
  }
}
