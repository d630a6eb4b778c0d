package parley.node;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import parley.dossier.model.Attendance;
import parley.dossier.model.Body;
import parley.dossier.model.DelegationId;
import parley.dossier.model.Digest;
import parley.dossier.model.Fingerprint;
import parley.dossier.model.Person;
import parley.dossier.model.PersonId;
import parley.dossier.model.Reason;
import parley.dossier.model.Refusal;
import parley.dossier.model.Subject;
import parley.dossier.model.Term;
import parley.dossier.model.Texts;
import parley.dossier.model.Voice;
import parley.dossier.state.DelegationState;
import parley.dossier.state.TalkState;
import parley.dossier.verify.Report;
import parley.dossier.wire.Bodies;
import parley.node.words.Slug;
import parley.node.words.Words;

/** A verification's report for a terminal, in the reader's language. Pure. */
final class ReportText {
  private static final ZoneId UTC = ZoneId.of("UTC");

  private final Words words;
  private final TalkState state;
  private final List<String> lines = new ArrayList<>();

  private ReportText(Words words, TalkState state) {
    this.words = words;
    this.state = state;
  }

  /** The report in words. */
  static String of(Report report, Words words) {
    return switch (report) {
      case Report.Fails fails -> fails(fails, words);
      case Report.Holds holds -> new ReportText(words, holds.state()).holds(holds);
    };
  }

  private static String fails(Report.Fails fails, Words words) {
    String where =
        fails
            .chain()
            .map(
                chain ->
                    fails
                        .named()
                        .map(names -> printable(names.inOrFirst(words.language().tag())))
                        .map(name -> words.text("verify.where.named", fails.seq(), name, chain))
                        .orElseGet(() -> words.text("verify.where.entry", fails.seq(), chain)))
            .orElseGet(() -> words.text("verify.where.file"));
    return words.text("verify.fails")
        + "\n"
        + where
        + ": "
        + reason(fails.reason(), words)
        + ".\n("
        + printable(fails.detail())
        + ")";
  }

  private static String reason(Reason reason, Words words) {
    String key = "verify.reason." + Slug.of(reason);
    return words.find(key).orElseGet(reason::words);
  }

  private String holds(Report.Holds holds) {
    lines.add(words.text("verify.holds", holds.entries()));
    if (holds.demo()) {
      lines.add(words.text("verify.demo"));
    }
    lines.add("");
    lines.add(words.text("verify.talk", state.talk()));
    for (DelegationState delegation : state.delegations()) {
      lines.add("  " + name(delegation.id()) + "  (" + delegation.id() + ")");
    }
    fingerprint();
    lines.add("");
    lines.add(words.text(holds.agreed().isEmpty() ? "verify.nothing" : "verify.agreed"));
    holds.agreed().forEach(this::agreed);
    state
        .postponed()
        .ifPresent(
            postponed ->
                lines.add(words.text("verify.postponed", name(postponed.deed().delegation()))));
    if (!holds.erased().isEmpty()) {
      lines.add("");
      lines.add(words.text("verify.erased", holds.erased().size()));
      holds.erased().forEach(digest -> lines.add("  " + digest));
    }
    state
        .equivocations()
        .forEach(fork -> lines.add(words.text("verify.outsider", fork.delegation(), fork.seq())));
    lines.add("");
    lines.add(words.text(holds.closed() ? "verify.closed" : "verify.open"));
    holds
        .completeTo()
        .forEach(
            (side, head) -> lines.add("  " + words.text("verify.head", name(side), head.seq())));
    return String.join("\n", lines);
  }

  /** Of the credentials as the talk's page shows it, once there are two sides. */
  private void fingerprint() {
    List<Digest> credentials =
        state.delegations().stream().map(DelegationState::presentedDigest).toList();
    if (credentials.size() >= 2) {
      lines.add("");
      lines.add(words.text("verify.fingerprint", Fingerprint.of(credentials)));
      lines.add("  " + String.join(" ", Fingerprint.words(credentials, words.language().tag())));
      lines.add(words.text("verify.fingerprint.why"));
    }
  }

  private void agreed(Report.Agreed agreed) {
    lines.add("- " + term(agreed.proposal().term(), agreed.text()));
    lines.add("    " + words.text("verify.latest", time(agreed.agreedBy(), UTC)));
    for (Report.Signed signed : agreed.signed()) {
      lines.add(
          "    "
              + words.text(
                  "verify.signed",
                  name(signed.delegation()),
                  own(signed.person().names()),
                  own(signed.person().office()),
                  time(signed.at(), UTC))
              + (signed.demo() ? " [DEMO]" : ""));
    }
  }

  private String term(Term term, Optional<Body> text) {
    return switch (term) {
      case Term.Time time ->
          words.text("verify.term.time", time(time.start(), time.zone()), time(time.start(), UTC));
      case Term.AgendaItem item ->
          words.text("verify.term.item", item.order(), item.minutes(), wording(text));
      case Term.Format format ->
          words.text(
              "verify.term.format",
              words.text("verify.medium." + format.medium().word()),
              format.minutes());
      case Term.Participants participants ->
          words.text(
              "verify.term.participants",
              participants.sides().entrySet().stream()
                  .map(
                      side ->
                          name(side.getKey()) + ": " + attendance(side.getKey(), side.getValue()))
                  .collect(Collectors.joining("; ")));
      case Term.Disclosure disclosure ->
          words.text("verify.term.disclosure", subject(disclosure), voice(disclosure.voice()));
      case Term.AuthenticLanguages languages ->
          words.text("verify.term.languages", String.join(", ", languages.languages()));
      case Term.Room room -> words.text("verify.term.room", name(room.orders()));
      case Term.JointStatement statement ->
          words.text("verify.term.statement", time(statement.release(), UTC), headline(text));
    };
  }

  private String subject(Term.Disclosure disclosure) {
    return switch (disclosure.subject()) {
      case Subject.Item(var item) -> words.text("verify.subject.item", item);
      case Subject.Plain plain ->
          words.text("verify.subject." + plain.key())
              + (plain == Subject.Plain.DATE
                  ? " (" + words.text("verify.level." + disclosure.level().word()) + ")"
                  : "");
    };
  }

  private String wording(Optional<Body> text) {
    return read(text, body -> Bodies.itemText(body).title());
  }

  private String headline(Optional<Body> text) {
    return read(text, body -> Bodies.jointText(body).headline());
  }

  private String read(Optional<Body> text, Function<Body, Texts> titles) {
    if (text.isEmpty()) {
      return words.text("verify.text.erased");
    }
    try {
      return titles.apply(text.get()).byLanguage().entrySet().stream()
          .map(title -> title.getKey() + ": “" + printable(title.getValue()) + "”")
          .collect(Collectors.joining(", "));
    } catch (Refusal refusal) {
      return words.text("verify.text.unreadable", reason(refusal.reason(), words));
    }
  }

  private String attendance(DelegationId side, List<Attendance> lines) {
    return lines.stream()
        .map(
            line ->
                switch (line) {
                  case Attendance.Named(var people) ->
                      people.stream().map(id -> person(side, id)).collect(Collectors.joining(", "));
                  case Attendance.Counted(var role, int count) ->
                      count + " × " + words.text("people.role." + role.word());
                })
        .collect(Collectors.joining(", "));
  }

  private String person(DelegationId side, PersonId id) {
    return state
        .delegation(side)
        .flatMap(shown -> shown.presented().person(id))
        .map(Person::names)
        .map(this::own)
        .orElse(id.value());
  }

  private String voice(Voice voice) {
    return switch (voice) {
      case Voice.Shared shared -> words.text("verify.voice." + shared.word());
      case Voice.Side(var side) -> words.text("verify.voice.side", name(side));
    };
  }

  private String name(DelegationId side) {
    return state.delegation(side).map(shown -> own(shown.presented().names())).orElse(side.value());
  }

  private String own(Texts texts) {
    return printable(texts.inOrFirst(words.language().tag()));
  }

  private String time(Instant instant, ZoneId zone) {
    return DateTimeFormatter.ofPattern("EEEE d MMMM uuuu, HH:mm", words.language().locale())
            .format(instant.atZone(zone))
        + " "
        + zone.getId();
  }

  /** A terminal must not obey what a delegation wrote. */
  private static String printable(String text) {
    return text.codePoints()
        .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? ' ' : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
