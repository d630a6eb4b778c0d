package parley.node.office;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import parley.node.people.Actor;
import parley.node.people.Audit.Deed;
import parley.node.people.Checked;
import parley.node.people.Delegate;
import parley.node.people.DelegateId;
import parley.node.people.Invitations.State;
import parley.node.people.Passkeys;
import parley.node.people.Secret;
import parley.node.people.SignIns;
import parley.node.web.Addresses;
import parley.node.web.Answer;
import parley.node.web.Audience;
import parley.node.web.Exchange;
import parley.node.web.Feature;
import parley.node.web.PasskeyForm;
import parley.node.web.Place;
import parley.node.web.Problem;
import parley.node.web.Route;
import parley.node.web.SessionCookie;

/**
 * Coming by an invitation. Its secret is behind the address's {@code #}, where no server and no log
 * sees it: whoever only opens the address, a mail scanner too, learns nothing and uses nothing. The
 * page's script sends the secret in a form; then the page says who is invited, and the touch of a
 * new passkey uses the invitation up.
 */
public final class JoinPages implements Feature {
  private static final String PATH = "/join";

  private final Desk desk;
  private final Passkeys passkeys;
  private final InstantSource clock;

  JoinPages(Desk desk, Passkeys passkeys, InstantSource clock) {
    this.desk = desk;
    this.passkeys = passkeys;
    this.clock = clock;
  }

  /**
   * The page of somebody who is invited.
   *
   * @param options what the browser is to be asked for
   * @param fault why the last attempt failed, in words
   */
  public record Welcome(
      Delegate person,
      String rights,
      boolean replacesKey,
      Secret invitation,
      String options,
      Optional<String> fault) {}

  /** The address of an invitation. */
  public static String address(Addresses addresses, DelegateId person, Secret invitation) {
    return addresses.origin(new Place.Seat(person)) + PATH + "#" + invitation.reveal();
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get(PATH, Audience.ANYONE, exchange -> Answer.page("office/join.jte", PATH)),
        Route.post(PATH, Audience.ANYONE, this::look),
        Route.post(PATH + "/passkey", Audience.ANYONE, this::register));
  }

  private Answer look(Exchange exchange) {
    return with(exchange, (person, invitation) -> welcome(exchange, person, invitation, ""));
  }

  private Answer register(Exchange exchange) {
    return with(
        exchange,
        (person, invitation) ->
            switch (passkeys.made(person.id(), PasskeyForm.making(exchange.form()))) {
              case Checked.Good<Passkeys.Made>(Passkeys.Made made) ->
                  join(person, invitation, made)
                      .<Answer>map(JoinPages::begin)
                      .orElseGet(() -> refuse(desk.invitations().look(person.id(), invitation)));
              case Checked.Bad<Passkeys.Made>(Checked.Fault fault) ->
                  welcome(exchange, person, invitation, exchange.words().text(fault.words()))
                      .withStatus(422);
            });
  }

  private static Answer begin(Secret session) {
    return Answer.seeOther("/")
        .setting(SessionCookie.of(session, SignIns.SESSION_LIFETIME))
        .saying("office.done.joined");
  }

  /**
   * The key, the session and the use of the invitation: all or nothing. With a key that is replaced
   * end the sessions that it may have begun.
   */
  private Optional<Secret> join(Delegate person, Secret invitation, Passkeys.Made made) {
    record Joined(Secret session, List<String> ended) {}
    DelegateId id = person.id();
    Optional<Joined> joined =
        desk.people()
            .change(
                handle -> {
                  if (desk.people().person(id).isEmpty()
                      || !desk.invitations().use(handle, id, invitation)) {
                    return Optional.empty();
                  }
                  Instant now = clock.instant();
                  boolean isFirst = desk.keys().of(id).isEmpty();
                  Deed deed = isFirst ? Deed.KEY_REGISTERED : Deed.KEY_REPLACED;
                  desk.keys().put(handle, id, made, now);
                  desk.audit().note(handle, now, Actor.of(id), deed, id, "");
                  List<String> ended = desk.signIns().end(handle, id, Optional.empty());
                  return Optional.of(new Joined(desk.signIns().begin(handle, id), ended));
                });
    joined.ifPresent(
        any -> {
          desk.signIns().forget(any.ended());
          desk.signIns().begun(id);
        });
    return joined.map(Joined::session);
  }

  private Answer.Page welcome(Exchange exchange, Delegate person, Secret invitation, String fault) {
    Office office =
        new Office(desk.people(), desk.keys(), desk.invitations(), person, exchange.words());
    return Answer.page(
        "office/welcome.jte",
        new Welcome(
            person,
            office.rights(person),
            desk.keys().current(person.id()).isPresent(),
            invitation,
            passkeys.toMake(person, exchange.language()),
            fault.isEmpty() ? Optional.empty() : Optional.of(fault)));
  }

  /** Answers somebody whose invitation is good; nothing is told to anybody else. */
  private Answer with(Exchange exchange, Welcoming welcoming) {
    DelegateId seat = ((Place.Seat) exchange.place()).delegate();
    Secret invitation = Secret.of(exchange.form().text("token"));
    State state = desk.invitations().look(seat, invitation);
    return desk.people()
        .person(seat)
        .filter(person -> state == State.OPEN)
        .map(person -> welcoming.answer(person, invitation))
        .orElseGet(() -> refuse(state));
  }

  private static Answer refuse(State state) {
    return Answer.refuse(
        switch (state) {
          case USED -> Problem.INVITATION_USED;
          case EXPIRED -> Problem.INVITATION_EXPIRED;
          case WITHDRAWN -> Problem.INVITATION_WITHDRAWN;
          case OPEN, UNKNOWN -> Problem.LINK_UNKNOWN;
        });
  }

  @FunctionalInterface
  private interface Welcoming {
    Answer answer(Delegate person, Secret invitation);
  }
}
