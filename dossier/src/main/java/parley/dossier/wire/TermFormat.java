package parley.dossier.wire;

import static parley.dossier.wire.CredentialsFormat.word;

import java.util.List;
import java.util.function.Function;
import parley.dossier.model.Attendance;
import parley.dossier.model.Credentials;
import parley.dossier.model.DateLevel;
import parley.dossier.model.DelegationId;
import parley.dossier.model.Digest;
import parley.dossier.model.ItemId;
import parley.dossier.model.Matter;
import parley.dossier.model.Medium;
import parley.dossier.model.PersonId;
import parley.dossier.model.Reason;
import parley.dossier.model.Subject;
import parley.dossier.model.Term;
import parley.dossier.model.Voice;

/** Terms as JSON. */
final class TermFormat {
  private TermFormat() {}

  static Json write(Term term) {
    return switch (term) {
      case Term.Time t ->
          kind("time")
              .put("start", Members.text(t.start()))
              .put("zone", t.zone().getId())
              .put("needs", Json.strings(t.needs()))
              .build();
      case Term.AgendaItem i ->
          kind("agenda")
              .put("item", i.item())
              .put("order", i.order())
              .put("minutes", i.minutes())
              .put("text", i.text())
              .build();
      case Term.Format f ->
          kind("format").put("medium", f.medium().word()).put("minutes", f.minutes()).build();
      case Term.Participants p -> {
        var sides = Json.object();
        p.sides()
            .forEach(
                (side, lines) ->
                    sides.put(
                        side.value(),
                        new Json.Arr(lines.stream().map(TermFormat::attendance).toList())));
        yield kind("participants").put("sides", sides.build()).build();
      }
      case Term.Disclosure d -> disclosure(d);
      case Term.AuthenticLanguages l ->
          kind("languages").put("languages", Json.strings(l.languages())).build();
      case Term.Room r -> kind("room").put("orders", r.orders()).build();
      case Term.JointStatement s ->
          kind("statement")
              .put("id", s.id())
              .put("release", Members.text(s.release()))
              .put("text", s.text())
              .build();
    };
  }

  static Term read(Json json) {
    return Members.read(
        json,
        m ->
            switch (m.string("kind")) {
              case "time" ->
                  new Term.Time(
                      m.instant("start"),
                      m.string("zone", Credentials::zone),
                      m.strings("needs", Matter::new));
              case "agenda" ->
                  new Term.AgendaItem(
                      m.string("item", ItemId::new),
                      m.small("order"),
                      m.small("minutes"),
                      m.string("text", Digest::new));
              case "format" ->
                  new Term.Format(
                      word("medium", m.string("medium"), Medium.values(), Medium::word),
                      m.small("minutes"));
              case "participants" ->
                  new Term.Participants(
                      m.map(
                          "sides",
                          DelegationId::new,
                          lines -> Members.listOf(lines, TermFormat::attendance)));
              case "disclosure" -> disclosure(m);
              case "languages" ->
                  new Term.AuthenticLanguages(m.strings("languages", Function.identity()));
              case "room" -> new Term.Room(m.string("orders", DelegationId::new));
              case "statement" ->
                  new Term.JointStatement(
                      m.string("id", ItemId::new),
                      m.instant("release"),
                      m.string("text", Digest::new));
              case String other -> throw Reason.TERM_UNKNOWN.because(other);
            });
  }

  private static Json.Builder kind(String kind) {
    return Json.object().put("kind", kind);
  }

  private static Json attendance(Attendance attendance) {
    return switch (attendance) {
      case Attendance.Named(var people) ->
          Json.object().put("people", Json.strings(people)).build();
      case Attendance.Counted(var role, int count) ->
          Json.object().put("role", role.word()).put("count", count).build();
    };
  }

  private static Attendance attendance(Json json) {
    return Members.read(
        json,
        m ->
            m.optional("people").isPresent()
                ? new Attendance.Named(m.strings("people", PersonId::new))
                : new Attendance.Counted(
                    m.string("role", CredentialsFormat::role), m.small("count")));
  }

  private static Json disclosure(Term.Disclosure d) {
    var json = kind("disclosure").put("subject", d.subject().key());
    switch (d.voice()) {
      case Voice.Shared shared -> json.put("voice", shared.word());
      case Voice.Side(var side) -> json.put("voice", "side").put("side", side);
    }
    if (d.subject() == Subject.Plain.DATE) {
      json.put("level", d.level().word());
    }
    return json.build();
  }

  private static Term.Disclosure disclosure(Members m) {
    Subject subject = m.string("subject", TermFormat::subject);
    Voice voice =
        m.string("voice").equals("side")
            ? new Voice.Side(m.string("side", DelegationId::new))
            : word("voice", m.string("voice"), Voice.Shared.values(), Voice.Shared::word);
    DateLevel level =
        subject == Subject.Plain.DATE
            ? word("level", m.string("level"), DateLevel.values(), DateLevel::word)
            : DateLevel.HOUR;
    return new Term.Disclosure(subject, voice, level);
  }

  private static Subject subject(String key) {
    for (Subject.Plain plain : List.of(Subject.Plain.values())) {
      if (plain.key().equals(key)) {
        return plain;
      }
    }
    if (key.startsWith("item/")) {
      return new Subject.Item(new ItemId(key.substring("item/".length())));
    }
    throw Reason.VALUE_INVALID.because("subject");
  }
}
