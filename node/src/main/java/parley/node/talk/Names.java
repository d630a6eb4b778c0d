package parley.node.talk;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import parley.dossier.model.Reason;
import parley.dossier.model.Texts;
import parley.node.people.Delegation;

/** What delegations of this node are called in a dossier before they show themselves. */
final class Names {
  private Names() {}

  static Texts of(Optional<Delegation> delegation) {
    Map<String, String> byTag = new TreeMap<>();
    delegation
        .orElseThrow(() -> Reason.VALUE_INVALID.because("no such delegation"))
        .names()
        .forEach((language, name) -> byTag.put(language.tag(), name));
    return Texts.of(byTag);
  }
}
