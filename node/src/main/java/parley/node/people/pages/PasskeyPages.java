package parley.node.people.pages;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import parley.node.people.Actor;
import parley.node.people.Audit;
import parley.node.people.Checked;
import parley.node.people.Delegate;
import parley.node.people.HeldKey;
import parley.node.people.Passkeys;
import parley.node.people.PersonKeys;
import parley.node.storage.Database;
import parley.node.web.Answer;
import parley.node.web.Audience;
import parley.node.web.Exchange;
import parley.node.web.Feature;
import parley.node.web.PasskeyForm;
import parley.node.web.Problem;
import parley.node.web.Route;

/** A person's own key: which it is, and a passkey in its place. */
public final class PasskeyPages implements Feature {
  private static final String PATH = "/passkey";

  private final Database database;
  private final PersonKeys keys;
  private final Passkeys passkeys;
  private final Audit audit;
  private final Clock clock;

  /**
   * What the page shows.
   *
   * @param options for the browser
   * @param isDemo whether the node signs for her
   * @param since when the key became hers, in words; empty if she has none
   * @param fault why the last attempt failed, in words
   */
  public record Page(String options, boolean isDemo, String since, Optional<String> fault) {}

  public PasskeyPages(
      Database database, PersonKeys keys, Passkeys passkeys, Audit audit, Clock clock) {
    this.database = database;
    this.keys = keys;
    this.passkeys = passkeys;
    this.audit = audit;
    this.clock = clock;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get(PATH, Audience.SIGNED_IN, exchange -> page(exchange, Optional.empty())),
        Route.post(PATH, Audience.SIGNED_IN.fresh(), this::replace));
  }

  private Answer.Page page(Exchange exchange, Optional<String> fault) {
    Delegate person = exchange.delegate();
    Optional<HeldKey> current = keys.current(person.id());
    return Answer.page(
        "people/own-passkey.jte",
        new Page(
            passkeys.toMake(person, exchange.language()),
            current.filter(held -> held.key().demo()).isPresent(),
            current
                .map(held -> stamp(held.addedAt(), exchange.language().locale(), zone(person)))
                .orElse(""),
            fault));
  }

  private Answer replace(Exchange exchange) {
    Delegate person = exchange.delegate();
    return switch (passkeys.made(person.id(), PasskeyForm.making(exchange.form()))) {
      case Checked.Good<Passkeys.Made>(Passkeys.Made made) -> {
        yield put(person, made)
            ? Answer.seeOther(PATH).saying("people.passkey.replaced")
            : Answer.refuse(Problem.SIGN_IN_NEEDED);
      }
      case Checked.Bad<Passkeys.Made>(Checked.Fault fault) ->
          page(exchange, Optional.of(exchange.words().text(fault.words()))).withStatus(422);
    };
  }

  /** False if her key was taken from her while she touched the new one. */
  private boolean put(Delegate person, Passkeys.Made made) {
    Instant now = clock.instant();
    return database.write(
        handle -> {
          if (keys.current(person.id()).isEmpty()) {
            return false;
          }
          keys.put(handle, person.id(), made, now);
          audit.note(handle, now, Actor.of(person.id()), Audit.Deed.KEY_REPLACED, person.id(), "");
          return true;
        });
  }

  private static ZoneId zone(Delegate person) {
    return person.delegation().zone();
  }

  private static String stamp(Instant at, Locale locale, ZoneId zone) {
    return DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm", locale).format(at.atZone(zone));
  }
}
