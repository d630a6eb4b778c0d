package parley.dossier.state;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import parley.dossier.chain.Entry;
import parley.dossier.model.Act;
import parley.dossier.model.DelegationId;
import parley.dossier.model.Digest;
import parley.dossier.model.Term;

/** What each delegation said to each proposal, in the order of its chain. */
final class Answers {
  /**
   * A delegation's position on a proposal.
   *
   * @param last the entry that took it
   * @param consent the last consent that counted, even if it was taken back since
   * @param ended the entry that took that consent back
   */
  record Position(
      Stance.Kind kind, Optional<Entry> last, Optional<Entry> consent, Optional<Entry> ended) {
    static final Position SILENT =
        new Position(Stance.Kind.SILENT, Optional.empty(), Optional.empty(), Optional.empty());

    boolean consented() {
      return kind == Stance.Kind.CONSENTED;
    }

    /** Ended for good. */
    boolean retracted() {
      return kind == Stance.Kind.WITHDRAWN || kind == Stance.Kind.POSTPONED;
    }

    private Position to(Stance.Kind next, Entry by) {
      return next == Stance.Kind.CONSENTED
          ? new Position(next, Optional.of(by), Optional.of(by), Optional.empty())
          : new Position(next, Optional.of(by), consent, consented() ? Optional.of(by) : ended);
    }
  }

  /** A proposal and where it was made. */
  record Proposal(Digest id, Entry entry, Act.Propose act) {
    DelegationId proposer() {
      return entry.chain();
    }

    /** From when on nothing that is written changes it; only joint statements have such a time. */
    Optional<Instant> settled() {
      return act.term() instanceof Term.JointStatement statement
          ? Optional.of(statement.settled())
          : Optional.empty();
    }

    /** Whether the entry is claimed to be written too late to change anything about it. */
    boolean isSettledBefore(Entry entry) {
      return settled().filter(entry.at()::isAfter).isPresent();
    }

    /** When it lapses unless it is in force. */
    Optional<Instant> expires() {
      return Stream.concat(act.expires().stream(), settled().stream())
          .min(Comparator.naturalOrder());
    }
  }

  private final Chains chains;
  private final SortedMap<Digest, Proposal> proposals = new TreeMap<>();
  private final Map<Digest, Map<DelegationId, List<Entry>>> words = new HashMap<>();
  private final Map<List<Digest>, Boolean> takenBack = new HashMap<>();

  Answers(Chains chains) {
    this.chains = chains;
    for (List<Entry> chain : chains.all().values()) {
      chain.forEach(this::note);
    }
  }

  SortedMap<Digest, Proposal> proposals() {
    return proposals;
  }

  /** The delegation's position on the proposal after all it has said. */
  Position position(DelegationId delegation, Proposal proposal) {
    return position(delegation, proposal, Long.MAX_VALUE);
  }

  /** The proposal that an act speaks to or makes. */
  static Optional<Digest> subject(Entry entry) {
    return switch (entry.act()) {
      case Act.Propose p -> Optional.of(entry.actDigest());
      case Act.Consent c -> Optional.of(c.proposal());
      case Act.ConsentAdReferendum c -> Optional.of(c.proposal());
      case Act.Confirm c -> Optional.of(c.proposal());
      case Act.Objection o -> Optional.of(o.proposal());
      case Act.Withdraw w -> Optional.of(w.proposal());
      case Act.Postpone p -> Optional.of(p.proposal());
      case Act other -> Optional.empty();
    };
  }

  private void note(Entry entry) {
    subject(entry).ifPresent(id -> note(id, entry));
    if (entry.act() instanceof Act.Propose propose) {
      proposals.put(entry.actDigest(), new Proposal(entry.actDigest(), entry, propose));
      propose.replaces().forEach(replaced -> note(replaced, entry));
    }
  }

  private void note(Digest proposal, Entry entry) {
    words
        .computeIfAbsent(proposal, id -> new HashMap<>())
        .computeIfAbsent(entry.chain(), id -> new ArrayList<>())
        .add(entry);
  }

  /** The position as far as the chain's entry of this number. */
  private Position position(DelegationId delegation, Proposal proposal, long upTo) {
    Position position = Position.SILENT;
    for (Entry entry : words.get(proposal.id()).getOrDefault(delegation, List.of())) {
      if (entry.seq() > upTo || position.retracted() || proposal.isSettledBefore(entry)) {
        break;
      }
      position = step(position, proposal, entry);
    }
    return position;
  }

  private Position step(Position position, Proposal proposal, Entry entry) {
    return switch (entry.act()) {
      case Act.Propose p when entry.actDigest().equals(proposal.id()) ->
          position.to(Stance.Kind.CONSENTED, entry);
      case Act.Propose p ->
          takesBack(entry, position, proposal)
              ? position.to(Stance.Kind.COUNTERED, entry)
              : position;
      case Act.Consent c -> consent(position, proposal, entry);
      case Act.Confirm c when position.kind() == Stance.Kind.AD_REFERENDUM ->
          consent(position, proposal, entry);
      case Act.ConsentAdReferendum c when !position.consented() ->
          position.to(Stance.Kind.AD_REFERENDUM, entry);
      case Act.Objection o -> position.to(Stance.Kind.OBJECTED, entry);
      case Act.Withdraw w -> position.to(Stance.Kind.WITHDRAWN, entry);
      case Act.Postpone p -> position.to(Stance.Kind.POSTPONED, entry);
      case Act other -> position;
    };
  }

  private Position consent(Position position, Proposal proposal, Entry entry) {
    if (position.consented()) {
      return position;
    }
    return position.to(
        isLate(proposal, entry) ? Stance.Kind.TOO_LATE : Stance.Kind.CONSENTED, entry);
  }

  /**
   * Whether a consent comes after the expiry: by its own claim, or because the proposer's first
   * entry claimed after the expiry had not seen it.
   */
  private boolean isLate(Proposal proposal, Entry consent) {
    return proposal
        .expires()
        .filter(
            expires ->
                consent.at().isAfter(expires)
                    || mark(proposal).filter(mark -> !Chains.knows(mark, consent)).isPresent())
        .isPresent();
  }

  /** The proposer's first entry claimed after the expiry. */
  Optional<Entry> mark(Proposal proposal) {
    return proposal
        .expires()
        .flatMap(
            expires -> chains.first(proposal.proposer(), entry -> entry.at().isAfter(expires)));
  }

  /**
   * Whether a counter-proposal takes its author's word on the older proposal back: it does unless
   * the author had seen everybody consent to it, since then it stands until the new one does.
   */
  private boolean takesBack(Entry counter, Position own, Proposal older) {
    if (!own.consented()) {
      return true;
    }
    List<Digest> key = List.of(counter.hash(), older.id());
    Boolean known = takenBack.get(key);
    if (known == null) {
      known = !agreedInSightOf(counter, older);
      takenBack.put(key, known);
    }
    return known;
  }

  private boolean agreedInSightOf(Entry counter, Proposal older) {
    for (DelegationId party : older.act().parties()) {
      if (!party.equals(counter.chain())) {
        var head = counter.seen().get(party);
        if (head == null || !position(party, older, head.seq()).consented()) {
          return false;
        }
      }
    }
    return true;
  }
}
