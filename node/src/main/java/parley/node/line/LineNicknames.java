package parley.node.line;

import java.util.Optional;
import parley.dossier.model.DelegationId;
import parley.dossier.model.SealPublicKey;
import parley.node.talk.Snapshot;
import parley.node.talk.TalkService;

/** What this node calls the delegations of its talks that live elsewhere. */
public record LineNicknames(Counterparts counterparts, TalkService talks) {

  /** The nickname of whoever writes this chain; empty if there is no line to her. */
  public Optional<String> of(DelegationId chain) {
    return lineKey(chain)
        .flatMap(
            key ->
                counterparts.all().stream()
                    .filter(each -> each.key().equals(key))
                    .map(Counterpart::nickname)
                    .findFirst());
  }

  private Optional<SealPublicKey> lineKey(DelegationId chain) {
    return talks.ids().stream()
        .flatMap(talk -> talks.look(talk.value()).stream())
        .map(Snapshot::state)
        .flatMap(state -> state.delegation(chain).stream())
        .map(side -> side.presented().lineKey())
        .findFirst();
  }
}
