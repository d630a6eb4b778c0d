package parley.node.office;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import parley.dossier.model.Role;
import parley.node.people.Actor;
import parley.node.people.Delegate;
import parley.node.people.DelegateId;
import parley.node.people.Invitations;
import parley.node.people.Invitations.Invitation;
import parley.node.people.People;
import parley.node.people.PersonKeys;
import parley.node.web.Exchange;
import parley.node.web.Topic;
import parley.node.words.Moments;
import parley.node.words.Slug;
import parley.node.words.Words;

/** An administrator's view of her own delegation, for one request: what all its pages need. */
record Office(
    People people, PersonKeys keys, Invitations invitations, Delegate reader, Words words) {
  /** Where all pages of the office listen. */
  static final String LIVE = "/live/office";

  static Topic topic(String delegation) {
    return new Topic("office/" + delegation);
  }

  static Office of(People people, PersonKeys keys, Invitations invitations, Exchange exchange) {
    return new Office(people, keys, invitations, exchange.delegate(), exchange.words());
  }

  String delegation() {
    return reader.id().delegation();
  }

  /** A person of the reader's own delegation; others do not exist for her. */
  Optional<Delegate> person(String slug) {
    return DelegateId.isLabel(slug)
        ? people.person(new DelegateId(delegation(), slug))
        : Optional.empty();
  }

  /** {@code 23 Nov 2026, 10:15} by the delegation's clock. */
  String stamp(Instant at) {
    return new Moments(words.language(), reader.delegation().zone()).stamp(at);
  }

  /** Who it was, in words; somebody removed is named as in addresses. */
  String name(Actor actor) {
    if (actor.equals(Actor.OPERATOR)) {
      return words.text("office.actor.operator");
    }
    if (actor.equals(Actor.COMMAND)) {
      return words.text("office.actor.command");
    }
    return name(DelegateId.parse(actor.name()));
  }

  String name(DelegateId id) {
    return people.person(id).map(person -> person.name(words.language())).orElse(id.toString());
  }

  /** Her rights in words: {@code negotiator, administrator}. */
  String rights(Delegate person) {
    return Stream.concat(
            person.roles().stream().sorted().map(this::name),
            person.administrator()
                ? Stream.of(words.text("office.administrator"))
                : Stream.<String>empty())
        .collect(Collectors.joining(", "));
  }

  String name(Role role) {
    return words.text("people.role." + role.word());
  }

  /** Each person's last invitation. */
  Map<DelegateId, Invitation> lastInvitations() {
    return invitations.of(delegation()).stream()
        .collect(Collectors.toMap(Invitation::person, each -> each, (newer, older) -> newer));
  }

  /** How a person can sign in, in words, and whether that asks for something to be done. */
  Access access(Delegate person, Optional<Invitation> last) {
    var key = keys.current(person.id());
    if (key.isPresent()) {
      String kind = key.get().key().demo() ? "demo" : "passkey";
      return new Access(words.text("office.access." + kind, stamp(key.get().addedAt())), true);
    }
    if (last.isEmpty()) {
      return new Access(words.text("office.access.none"), false);
    }
    String state = Slug.of(last.get().state());
    return new Access(
        words.text("office.access.invitation." + state, stamp(last.get().expiresAt())), false);
  }

  /**
   * How she can sign in.
   *
   * @param hasKey whether she can
   */
  record Access(String text, boolean hasKey) {}

  List<Delegate> all() {
    return people.of(delegation());
  }
}
