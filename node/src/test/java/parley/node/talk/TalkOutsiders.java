package parley.node.talk;

import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import parley.dossier.model.Role;
import parley.node.people.Delegate;
import parley.node.people.DelegateId;
import parley.node.people.Delegation;
import parley.node.words.Language;

/** A third delegation that is in no talk. */
final class TalkOutsiders {
  static final Delegation ATLANTIS =
      new Delegation(
          "atlantis",
          Language.EN,
          ZoneId.of("Atlantic/Azores"),
          Map.of(Language.EN, "Atlantis", Language.RU, "Атлантида"));

  static final Delegate STRANGER =
      new Delegate(
          new DelegateId("atlantis", "stranger"),
          ATLANTIS,
          Map.of(Language.EN, "Sam Stranger"),
          Map.of(Language.EN, "Adviser"),
          Set.of(Role.NEGOTIATOR),
          Language.EN);

  private TalkOutsiders() {}
}
