package parley.node.talk;

import java.util.Map;
import java.util.Optional;
import parley.dossier.model.Body;
import parley.dossier.model.DelegationId;
import parley.dossier.model.Digest;
import parley.dossier.model.ItemText;
import parley.dossier.model.Texts;
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

  /** A reason or another plain text, unless it was erased or withheld. */
  public Optional<Texts> texts(Digest digest) {
    return Optional.ofNullable(bodies.get(digest)).map(Bodies::texts);
  }
}
