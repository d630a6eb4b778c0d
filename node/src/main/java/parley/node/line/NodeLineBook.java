package parley.node.line;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import parley.dossier.model.Digest;
import parley.dossier.model.SealPublicKey;
import parley.dossier.model.TalkId;
import parley.line.LineAddress;
import parley.line.LineBook;
import parley.line.LineId;

/** What the lines ask to be remembered, in the database. */
final class NodeLineBook implements LineBook {
  private final Counterparts counterparts;
  private final LineInvitations invitations;
  private final LineHistory history;
  private final Function<SealPublicKey, Optional<String>> delegations;
  private final Consumer<Counterpart> paired;
  private final InstantSource clock;

  NodeLineBook(
      Counterparts counterparts,
      LineInvitations invitations,
      LineHistory history,
      Function<SealPublicKey, Optional<String>> delegations,
      Consumer<Counterpart> paired,
      InstantSource clock) {
    this.counterparts = counterparts;
    this.invitations = invitations;
    this.history = history;
    this.delegations = delegations;
    this.paired = paired;
    this.clock = clock;
  }

  @Override
  public void invited(SealPublicKey own, Digest token, TalkId talk, Instant until) {
    invitations.issue(talk, delegations.apply(own).orElseThrow(), token, until);
  }

  @Override
  public boolean redeem(LineId bearer, Digest token, List<LineAddress> addresses, Instant now) {
    Optional<Counterpart> bearers =
        delegations
            .apply(bearer.own())
            .flatMap(
                own -> invitations.use(own, token, bearer.counterpart(), texts(addresses), now));
    bearers.ifPresent(paired);
    return bearers.isPresent();
  }

  @Override
  public void moved(LineId line, List<LineAddress> addresses) {
    delegations
        .apply(line.own())
        .flatMap(own -> counterparts.find(own, line.counterpart()))
        .filter(known -> !known.addresses().equals(texts(addresses)))
        .map(known -> counterparts.move(known, texts(addresses)))
        .ifPresent(moved -> history.moved(moved, clock.instant(), ""));
  }

  static List<String> texts(List<LineAddress> addresses) {
    return addresses.stream().map(LineAddress::toString).toList();
  }
}
