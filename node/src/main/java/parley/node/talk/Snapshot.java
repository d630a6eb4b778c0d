package parley.node.talk;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import parley.dossier.model.Act;
import parley.dossier.model.Body;
import parley.dossier.model.DelegationId;
import parley.dossier.model.Digest;
import parley.dossier.model.ItemText;
import parley.dossier.model.JointText;
import parley.dossier.model.Texts;
import parley.dossier.state.Deed;
import parley.dossier.state.TalkState;
import parley.dossier.wire.Bodies;

/**
 * A talk at one moment; it never changes.
 *
 * @param bodies the texts that the log refers to
 * @param local this node's delegations in the talk, by the slugs of their host names; also those
 *     that were invited and are silent
 */
public record Snapshot(TalkState state, Map<Digest, Body> bodies, Map<String, DelegationId> local) {
  public Snapshot {
    bodies = Map.copyOf(bodies);
    local = Map.copyOf(local);
  }

  /** An agenda item's text, unless it was erased or withheld. */
  public Optional<ItemText> itemText(Digest digest) {
    return Optional.ofNullable(bodies.get(digest)).map(Bodies::itemText);
  }

  /** A joint statement's words, unless they were erased or withheld. */
  public Optional<JointText> jointText(Digest digest) {
    return Optional.ofNullable(bodies.get(digest)).map(Bodies::jointText);
  }

  /** The texts of the log, as far as they are still there. */
  public Optional<Body> body(Digest digest) {
    return Optional.ofNullable(bodies.get(digest));
  }

  /** A reason or another plain text, unless it was erased or withheld. */
  public Optional<Texts> texts(Digest digest) {
    return Optional.ofNullable(bodies.get(digest)).map(Bodies::texts);
  }

  /** Everybody in the talk who has a chain: who has shown itself, and who lives here. */
  public SortedSet<DelegationId> sides() {
    SortedSet<DelegationId> sides = new TreeSet<>(local.values());
    state.delegations().forEach(side -> sides.add(side.id()));
    return sides;
  }

  /**
   * The names by which sides were invited that live elsewhere and have not shown themselves yet.
   * Who calls itself as nobody was called takes the first name.
   */
  public List<Texts> awaited() {
    List<Texts> invited = new ArrayList<>();
    Set<DelegationId> come = new LinkedHashSet<>(sides());
    for (Deed deed : state.history()) {
      if (deed.act() instanceof Act.Convene convene) {
        invited.addAll(convene.invited());
        come.remove(deed.delegation());
      }
    }
    for (DelegationId side : come) {
      Optional<Texts> shown = state.delegation(side).map(other -> other.presented().names());
      invited.stream()
          .filter(shown.stream().toList()::contains)
          .findFirst()
          .or(() -> invited.stream().findFirst())
          .ifPresent(invited::remove);
    }
    return invited;
  }

  /**
   * The mark of a side in the look, the same on everybody's pages once all sides have shown
   * themselves. Those of one node alone go by their host names; others have none that all know.
   */
  public String mark(DelegationId side) {
    SortedSet<DelegationId> all = sides();
    List<DelegationId> inOrder =
        local.size() < all.size() || !awaited().isEmpty()
            ? List.copyOf(all)
            : new TreeMap<>(local).values().stream().distinct().toList();
    return inOrder.indexOf(side) == 1 ? "b" : "a";
  }

  /** The mark of the others taken together, for one of the sides. */
  public String markOfOthers(DelegationId side) {
    return mark(side).equals("a") ? "b" : "a";
  }
}
