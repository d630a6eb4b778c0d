package parley.dossier.verify;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import parley.dossier.model.Attendance;
import parley.dossier.model.Body;
import parley.dossier.model.DelegationId;
import parley.dossier.model.Refusal;
import parley.dossier.model.Subject;
import parley.dossier.model.Term;
import parley.dossier.model.Texts;
import parley.dossier.model.Voice;
import parley.dossier.state.DelegationState;
import parley.dossier.state.TalkState;
import parley.dossier.wire.Bodies;

/** Puts a report into plain English. */
final class ReportWords {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("EEEE d MMMM uuuu, HH:mm", Locale.ENGLISH);
  private static final ZoneId UTC = ZoneId.of("UTC");

  private final TalkState state;
  private final List<String> lines = new ArrayList<>();

  private ReportWords(TalkState state) {
    this.state = state;
  }

  static String of(Report report) {
    return switch (report) {
      case Report.Fails fails -> fails(fails);
      case Report.Holds holds -> new ReportWords(holds.state()).holds(holds);
    };
  }

  private static String fails(Report.Fails fails) {
    String where =
        fails.chain().map(id -> "Entry " + fails.seq() + " of chain " + id).orElse("The file");
    return "DOES NOT HOLD.\n"
        + where
        + ": "
        + fails.reason().words()
        + ".\n("
        + fails.detail()
        + ")\n";
  }

  private String holds(Report.Holds holds) {
    lines.add("HOLDS. " + holds.entries() + " entries, every signature and every link checked.");
    if (holds.demo()) {
      lines.add("DEMO: some of those who signed hold a software authenticator, not a passkey.");
    }
    lines.add("");
    lines.add("Talk " + state.talk() + ", between");
    for (DelegationState delegation : state.delegations()) {
      lines.add("  " + name(delegation.id()) + "  (" + delegation.id() + ")");
    }
    lines.add("");
    lines.add(holds.agreed().isEmpty() ? "Nothing was agreed." : "Agreed:");
    holds.agreed().forEach(this::agreed);
    state
        .postponed()
        .ifPresent(p -> lines.add("Postponed by " + name(p.deed().delegation()) + "."));
    if (!holds.erased().isEmpty()) {
      lines.add("");
      lines.add("Erased or withheld: " + holds.erased().size() + " texts.");
      holds.erased().forEach(digest -> lines.add("  " + digest));
    }
    lines.add("");
    lines.add(holds.closed() ? "Closed by all parties." : "Open, complete to");
    holds.completeTo().forEach((id, head) -> lines.add("  " + name(id) + ": entry " + head.seq()));
    return lines.stream().collect(Collectors.joining("\n", "", "\n"));
  }

  private void agreed(Report.Agreed agreed) {
    lines.add("- " + term(agreed.proposal().term(), agreed.text()));
    lines.add("    in force at the latest " + time(agreed.agreedBy(), UTC));
    for (Report.Signed signed : agreed.signed()) {
      String who = signed.person().names().inOrFirst("en");
      lines.add(
          "    signed for "
              + name(signed.delegation())
              + " by "
              + who
              + ", "
              + signed.person().office().inOrFirst("en")
              + ", "
              + time(signed.at(), UTC)
              + (signed.demo() ? " [DEMO]" : ""));
    }
  }

  private String term(Term term, Optional<Body> text) {
    return switch (term) {
      case Term.Time t ->
          "time: " + time(t.start(), t.zone()) + ", that is " + time(t.start(), UTC);
      case Term.AgendaItem i ->
          "agenda item " + i.order() + ", " + i.minutes() + " minutes: " + wording(text);
      case Term.Format f -> "format: " + f.medium().word() + ", " + f.minutes() + " minutes";
      case Term.Participants p ->
          "participants: "
              + p.sides().entrySet().stream()
                  .map(side -> name(side.getKey()) + ": " + attendance(side.getValue()))
                  .collect(Collectors.joining("; "));
      case Term.Disclosure d ->
          "disclosure of "
              + d.subject().key()
              + (d.subject() == Subject.Plain.DATE ? " (" + d.level().word() + ")" : "")
              + ": "
              + voice(d.voice());
      case Term.AuthenticLanguages l -> "authentic languages: " + String.join(", ", l.languages());
    };
  }

  private static String wording(Optional<Body> text) {
    if (text.isEmpty()) {
      return "[text erased or withheld]";
    }
    try {
      var item = Bodies.itemText(text.get());
      return quoted(item.title()) + " / " + quoted(item.wording());
    } catch (Refusal refusal) {
      return "[text cannot be read: " + refusal.reason() + "]";
    }
  }

  private static String quoted(Texts texts) {
    return texts.byLanguage().entrySet().stream()
        .map(text -> text.getKey() + ": \u201c" + printable(text.getValue()) + "\u201d")
        .collect(Collectors.joining(", "));
  }

  private static String attendance(List<Attendance> lines) {
    return lines.stream()
        .map(
            line ->
                switch (line) {
                  case Attendance.Named(var people) ->
                      people.stream().map(Object::toString).collect(Collectors.joining(", "));
                  case Attendance.Counted(var role, int count) -> count + " × " + role.word();
                })
        .collect(Collectors.joining(", "));
  }

  private String voice(Voice voice) {
    return switch (voice) {
      case Voice.Shared shared -> shared.word();
      case Voice.Side(var side) -> name(side) + " alone";
    };
  }

  private String name(DelegationId id) {
    return state
        .delegation(id)
        .map(d -> printable(d.presented().names().inOrFirst("en")))
        .orElse(id.value());
  }

  private static String time(Instant instant, ZoneId zone) {
    return TIME.format(instant.atZone(zone)) + " " + zone.getId();
  }

  /** A terminal must not obey what a delegation wrote. */
  private static String printable(String text) {
    return text.codePoints()
        .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? ' ' : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
