package parley.line.exchange;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import parley.dossier.chain.Circle;
import parley.dossier.chain.Entry;
import parley.dossier.model.Act;
import parley.dossier.model.Authority;
import parley.dossier.model.DelegationId;
import parley.dossier.model.Digest;
import parley.dossier.model.SealPublicKey;
import parley.dossier.model.TalkId;

/**
 * What a counterpart may bring before its credentials are accepted: introductions of those who are
 * in the talk, and of itself one chain, of which a fork is kept as proof and nothing after it.
 */
final class Gate {
  private final SealPublicKey counterpart;
  private final Optional<DelegationId> own;
  private final Circle circle;
  private final Map<DelegationId, Map<Long, Digest>> numbers = new HashMap<>();
  private final Set<DelegationId> forked = new HashSet<>();
  private final Set<DelegationId> convening = new HashSet<>();
  private Optional<DelegationId> guest;

  /** What became of what came. */
  record Passed(List<Entry> may, List<Entry> later, boolean isTooMuch) {}

  Gate(Holding holding, SealPublicKey counterpart) {
    this.counterpart = counterpart;
    this.own = holding.own();
    this.circle = Circle.of(holding.entries());
    this.guest =
        holding.chainsOf(counterpart).stream()
            .min(Comparator.comparing((DelegationId chain) -> !circle.has(chain)));
    holding.entries().forEach(this::note);
  }

  /** Those of these that may be taken in now, each after those it has seen. */
  Passed pass(TalkId talk, Collection<Entry> came) {
    List<Entry> may = new ArrayList<>();
    List<Entry> later = new ArrayList<>();
    boolean isTooMuch = false;
    for (Entry entry : came) {
      meet(talk, entry);
      DelegationId chain = entry.chain();
      boolean isGuest = guest.filter(chain::equals).isPresent();
      if (!Authority.beforeAcceptance(entry.act())) {
        later.add(entry);
      } else if (isInTalk(chain) || isGuest && !forked.contains(chain)) {
        note(entry);
        may.add(entry);
      } else if (isGuest || isOfCounterpart(entry)) {
        isTooMuch = true;
      } else {
        later.add(entry);
      }
    }
    return new Passed(may, later, isTooMuch);
  }

  private void meet(TalkId talk, Entry entry) {
    if (entry.act() instanceof Act.Convene convene
        && TalkId.of(entry.chain(), convene.nonce()).equals(talk)) {
      convening.add(entry.chain());
    }
    if (guest.isEmpty() && isOfCounterpart(entry)) {
      guest = Optional.of(entry.chain());
    }
  }

  private boolean isOfCounterpart(Entry entry) {
    return Holding.shown(entry.act())
        .filter(shown -> shown.lineKey().equals(counterpart))
        .isPresent();
  }

  private boolean isInTalk(DelegationId chain) {
    return circle.has(chain) || convening.contains(chain) || own.filter(chain::equals).isPresent();
  }

  private void note(Entry entry) {
    Digest other =
        numbers
            .computeIfAbsent(entry.chain(), chain -> new HashMap<>())
            .putIfAbsent(entry.seq(), entry.hash());
    if (other != null && !other.equals(entry.hash())) {
      forked.add(entry.chain());
    }
  }
}
