package parley.dossier.verify;

import java.util.Collection;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import parley.dossier.chain.Entry;
import parley.dossier.model.Act;
import parley.dossier.model.Digest;
import parley.dossier.model.Term;

/** The bodies that a log refers to. */
public final class References {
  private References() {}

  /** The bodies of these entries. */
  public static SortedSet<Digest> of(Collection<Entry> entries) {
    SortedSet<Digest> digests = new TreeSet<>();
    entries.forEach(entry -> of(entry.act()).ifPresent(digests::add));
    return digests;
  }

  /** The body of an act: a text, a reason, or declared people. */
  public static Optional<Digest> of(Act act) {
    return switch (act) {
      case Act.Propose(Term.AgendaItem item, var _, var _, var _, var _) ->
          Optional.of(item.text());
      case Act.Propose(Term.JointStatement statement, var _, var _, var _, var _) ->
          Optional.of(statement.text());
      case Act.Objection o -> o.reason();
      case Act.Withdraw w -> w.reason();
      case Act.Postpone p -> p.reason();
      case Act.Declare d -> Optional.of(d.people());
      case Act other -> Optional.empty();
    };
  }
}
