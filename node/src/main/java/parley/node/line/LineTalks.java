package parley.node.line;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import parley.dossier.model.Digest;
import parley.dossier.model.Role;
import parley.dossier.model.Texts;
import parley.line.Invitation;
import parley.line.LineState;
import parley.node.line.LineInvitations.Issued;
import parley.node.line.LineInvitations.State;
import parley.node.people.Delegate;
import parley.node.people.People;
import parley.node.talk.Abroad;
import parley.node.talk.Seat;
import parley.node.talk.TalkService;
import parley.node.web.Audience;
import parley.node.words.Language;
import parley.node.words.Moments;
import parley.node.words.Words;

/**
 * Talks with delegations of other nodes, as the pages of arranging see them. Invitations that were
 * made since this node started are kept in memory, to be shown again; the database has digests
 * only.
 */
public final class LineTalks implements Abroad {
  /** Who may convene, hand over invitations and take them. */
  static final Audience BINDERS = Audience.of(Role.PRINCIPAL, Role.NEGOTIATOR);

  private static final Audience TECHNICIANS = Audience.of(Role.TECHNICIAN);

  private final NodeLines lines;
  private final TestLines tests;
  private final TalkService talks;
  private final People people;
  private final InstantSource clock;
  private final Map<Digest, Invitation> fresh = new ConcurrentHashMap<>();

  public LineTalks(
      NodeLines lines, TestLines tests, TalkService talks, People people, InstantSource clock) {
    this.lines = lines;
    this.tests = tests;
    this.talks = talks;
    this.people = people;
    this.clock = clock;
  }

  @Override
  public List<Known> known(Delegate person, Language language) {
    return lines.lines().isEmpty()
        ? List.of()
        : lines.counterparts().of(person.id().delegation()).stream()
            .map(each -> new Known(each.nickname(), each.name(language)))
            .toList();
  }

  @Override
  public boolean canInvite() {
    return lines.lines().isPresent();
  }

  @Override
  public Seat convene(
      Delegate person, List<String> here, List<String> known, List<Texts> strangers) {
    String own = person.id().delegation();
    List<Counterpart> invited =
        known.stream().flatMap(each -> lines.counterparts().find(own, each).stream()).toList();
    List<Texts> elsewhere = new ArrayList<>(invited.stream().map(Counterpart::names).toList());
    elsewhere.addAll(strangers);
    Seat seat = talks.convene(person, here, elsewhere);
    invited.forEach(each -> lines.share(seat.talk(), each));
    strangers.forEach(names -> invite(seat, names));
    return seat;
  }

  /** Makes an invitation for those of these names; the one before it does not work any more. */
  private void invite(Seat seat, Texts names) {
    String own = seat.person().id().delegation();
    Invitation invitation = lines.invite(people.delegation(own).orElseThrow(), seat.talk(), names);
    fresh.put(invitation.token().digest(), invitation);
  }

  /** A new invitation in place of this one; false if there is nothing to be replaced. */
  boolean renew(Seat seat, int number) {
    List<Issued> waiting = waiting(seat);
    if (number < 0 || number >= waiting.size() || !canInvite()) {
      return false;
    }
    Issued before = waiting.get(number);
    fresh.remove(before.token());
    invite(seat, before.names());
    return true;
  }

  @Override
  public List<Envelope> envelopes(Seat seat, Language language) {
    List<Envelope> envelopes = new ArrayList<>();
    List<Issued> waiting = waiting(seat);
    for (int number = 0; number < waiting.size(); number++) {
      Issued each = waiting.get(number);
      envelopes.add(
          new Envelope(
              each.names().inOrFirst(language.tag()),
              number,
              state(each, language, seat.person()),
              invitation(seat, number).map(LineTalks::shown)));
    }
    return envelopes;
  }

  private static Shown shown(Invitation invitation) {
    QrPicture picture = QrPicture.of(invitation.text());
    return new Shown(invitation.text(), picture.size(), picture.path());
  }

  /** The invitation itself, for whoever may hand it over, as long as it is good. */
  Optional<Invitation> invitation(Seat seat, int number) {
    List<Issued> waiting = waiting(seat);
    return number < 0 || number >= waiting.size() || !BINDERS.admits(seat.person())
        ? Optional.empty()
        : Optional.of(waiting.get(number))
            .filter(each -> each.state() == State.OPEN)
            .flatMap(each -> Optional.ofNullable(fresh.get(each.token())));
  }

  /** Those invitations of hers to this talk that nobody has taken. */
  private List<Issued> waiting(Seat seat) {
    List<Issued> all =
        lines.invitations().last(seat.talk(), seat.person().id().delegation(), clock.instant());
    all.stream()
        .filter(each -> each.state() != State.OPEN)
        .forEach(each -> fresh.remove(each.token()));
    return all.stream().filter(each -> each.state() != State.USED).toList();
  }

  private String state(Issued issued, Language language, Delegate person) {
    String until = new Moments(language, person.delegation().zone()).brief(issued.expiresAt());
    String key = issued.state() == State.OPEN ? "line.envelope.until" : "line.envelope.expired";
    return Words.in(language).text(key, until);
  }

  @Override
  public List<String> notices(Seat seat, Language language) {
    return Stream.concat(outsiders(seat, language), ofLines(seat, language)).toList();
  }

  private Stream<String> outsiders(Seat seat, Language language) {
    return talks.look(seat).state().equivocations().stream()
        .filter(fork -> !fork.stops())
        .map(fork -> Words.in(language).text("line.notice.outsider"))
        .distinct();
  }

  private Stream<String> ofLines(Seat seat, Language language) {
    return lines.counterparts().in(seat.talk(), seat.person().id().delegation()).stream()
        .flatMap(
            each ->
                Stream.concat(
                    notice(each, language, seat.person()).stream(),
                    alarm(each, language, seat.person()).stream()));
  }

  private Optional<String> alarm(Counterpart counterpart, Language language, Delegate person) {
    return TECHNICIANS.admits(person)
        ? TestWords.of(person, language)
            .alarm(tests.standing(counterpart), counterpart.name(language))
        : Optional.empty();
  }

  @Override
  public List<Detail> details(Seat seat, Language language) {
    TestWords words = TestWords.of(seat.person(), language);
    return lines.counterparts().in(seat.talk(), seat.person().id().delegation()).stream()
        .map(each -> detail(each.name(language), words, tests.standing(each)))
        .toList();
  }

  private static Detail detail(String name, TestWords words, TestStanding standing) {
    return new Detail(name, words.standing(standing), standing.isOpen());
  }

  private Optional<String> notice(Counterpart counterpart, Language language, Delegate person) {
    Words words = Words.in(language);
    String name = counterpart.name(language);
    if (lines.lines().isEmpty()) {
      return Optional.of(words.text("line.notice.none", name));
    }
    return switch (lines.state(counterpart)) {
      case LineState.Connected up -> Optional.empty();
      case LineState.Interrupted(Instant since, var cause) ->
          Optional.of(words.text("line.notice.down", name, at(since, language, person)));
      case LineState.NeverConnected never -> Optional.of(words.text("line.notice.never", name));
    };
  }

  private String at(Instant since, Language language, Delegate person) {
    Moments moments = new Moments(language, person.delegation().zone());
    boolean isToday = since.plusSeconds(12 * 3600).isAfter(clock.instant());
    return isToday ? moments.time(since) : moments.stamp(since);
  }
}
