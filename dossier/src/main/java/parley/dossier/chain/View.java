package parley.dossier.chain;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import parley.dossier.chain.ChainContext.Revision;
import parley.dossier.model.Capacity;
import parley.dossier.model.DelegationId;

/**
 * Who takes part and whose credentials count, as seen from some point: from an entry's causal past,
 * or from everything there is.
 *
 * @param contexts each visible chain's context
 */
public record View(SortedMap<DelegationId, ChainContext> contexts) {
  /** The convener, and those whose credentials the convener has accepted. */
  public SortedMap<DelegationId, Capacity> members() {
    SortedMap<DelegationId, Capacity> members = new TreeMap<>();
    contexts.forEach(
        (id, context) -> {
          if (context.convener()) {
            members.put(id, context.presented().credentials().capacity());
            context.accepts().keySet().forEach(other -> capacity(context, other, members));
          }
        });
    return members;
  }

  /** The members whose consent is needed. */
  public SortedSet<DelegationId> parties() {
    SortedSet<DelegationId> parties = new TreeSet<>();
    members()
        .forEach(
            (id, capacity) -> {
              if (capacity == Capacity.PARTY) {
                parties.add(id);
              }
            });
    return parties;
  }

  /** The latest credentials of this member that every other party has accepted. */
  public Optional<Revision> accepted(DelegationId id) {
    SortedSet<DelegationId> others = parties();
    if (!members().containsKey(id) || others.size() < 2) {
      return Optional.empty();
    }
    others.remove(id);
    return contexts.get(id).revisions().reversed().stream()
        .filter(r -> others.stream().allMatch(other -> hasAccepted(other, id, r)))
        .findFirst();
  }

  private boolean hasAccepted(DelegationId other, DelegationId id, Revision revision) {
    ChainContext context = contexts.get(other);
    return context != null && context.hasAccepted(id, revision.digest());
  }

  private void capacity(
      ChainContext convener, DelegationId other, Map<DelegationId, Capacity> members) {
    ChainContext context = contexts.get(other);
    if (context == null) {
      return;
    }
    context.revisions().stream()
        .filter(r -> convener.hasAccepted(other, r.digest()))
        .findFirst()
        .ifPresent(r -> members.put(other, r.credentials().capacity()));
  }
}
