package parley.dossier.state;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import parley.dossier.chain.ChainContext;
import parley.dossier.chain.Dossier;
import parley.dossier.chain.Entry;
import parley.dossier.chain.Testimony;
import parley.dossier.chain.View;
import parley.dossier.model.Act;
import parley.dossier.model.Credentials;
import parley.dossier.model.DelegationId;
import parley.dossier.model.Digest;
import parley.dossier.model.Matter;
import parley.dossier.model.PersonId;
import parley.dossier.model.Term;
import parley.dossier.state.Answers.Position;
import parley.dossier.state.Answers.Proposal;

/** Works out a talk's state from the entries that count. */
final class Projection {
  private final Dossier dossier;
  private final Chains chains;
  private final Answers answers;
  private final Reckoning reckoning;
  private final View view;
  private final SortedSet<DelegationId> members = new TreeSet<>();

  Projection(Dossier dossier) {
    this.dossier = dossier;
    this.chains = new Chains(dossier.counting());
    this.answers = new Answers(chains);
    this.reckoning = new Reckoning(chains, answers);
    SortedMap<DelegationId, ChainContext> contexts = new TreeMap<>();
    chains.all().forEach((id, chain) -> contexts.put(id, dossier.context(chain.getLast())));
    this.view = new View(contexts);
    members.addAll(view.members().keySet());
  }

  TalkState state() {
    List<Entry> ordered = chains.inOrder();
    List<DelegationState> delegations = delegations();
    SortedMap<Digest, ProposalState> proposals = new TreeMap<>();
    answers.proposals().forEach((id, proposal) -> proposals.put(id, proposal(proposal)));
    SortedMap<Matter, MatterState> matters = matters(ordered, proposals);
    List<Equivocation> equivocations = equivocations();
    boolean closed = new Closing(chains, view.parties(), dossier::isInTalk).closed();
    boolean still = closed || dossier.isStopped();
    List<Deed> history =
        ordered.stream()
            .filter(entry -> !(entry.act() instanceof Act.Acknowledge))
            .map(Projection::deed)
            .toList();
    return new TalkState(
        dossier.talk(),
        delegations,
        Collections.unmodifiableSortedSet(view.parties()),
        languages(matters, delegations),
        Collections.unmodifiableSortedMap(matters),
        Collections.unmodifiableSortedMap(proposals),
        history,
        still ? List.of() : new Moves(chains, view, delegations, matters).all(),
        postponed(matters),
        Rooms.of(chains, view.parties()),
        new Devices(view, delegations).of(history),
        history.stream().filter(deed -> deed.act() instanceof Act.Release).toList(),
        equivocations,
        dossier.isStopped(),
        closed);
  }

  private List<DelegationState> delegations() {
    return view.contexts().keySet().stream()
        .sorted(
            Comparator.comparing((DelegationId id) -> !view.contexts().get(id).convener())
                .thenComparing(id -> !members.contains(id))
                .thenComparing(Comparator.naturalOrder()))
        .map(this::delegation)
        .toList();
  }

  private DelegationState delegation(DelegationId id) {
    ChainContext context = view.contexts().get(id);
    Entry last = chains.of(id).getLast();
    var presented = context.presented();
    Set<DelegationId> acceptedBy =
        view.contexts().keySet().stream()
            .filter(o -> view.contexts().get(o).hasAccepted(id, presented.digest()))
            .collect(Collectors.toUnmodifiableSet());
    Optional<Credentials> accepted = view.accepted(id).map(r -> r.credentials());
    Set<PersonId> revoked =
        accepted.orElse(presented.credentials()).people().stream()
            .filter(person -> context.revoked().contains(person.key().cose()))
            .map(person -> person.id())
            .collect(Collectors.toUnmodifiableSet());
    return new DelegationState(
        id,
        presented.credentials(),
        presented.digest(),
        acceptedBy,
        accepted,
        revoked,
        last.head(),
        Closing.lastWord(chains.of(id)).filter(e -> e.act() instanceof Act.Close).isPresent());
  }

  private ProposalState proposal(Proposal proposal) {
    Standing standing = reckoning.standing(proposal);
    SortedMap<DelegationId, Stance> stances = new TreeMap<>();
    reckoning.positions(proposal).forEach((party, p) -> stances.put(party, stance(p)));
    return new ProposalState(
        proposal.id(),
        deed(proposal.entry()),
        proposal.act(),
        standing,
        Collections.unmodifiableSortedMap(stances),
        standing.isOpen() ? reckoning.waitsFor(proposal) : new TreeSet<>(),
        standing == Standing.IN_FORCE
            ? Optional.of(reckoning.inForceBy(proposal))
            : Optional.empty());
  }

  private static Stance stance(Position position) {
    return new Stance(position.kind(), position.last().map(Projection::deed));
  }

  private static SortedMap<Matter, MatterState> matters(
      List<Entry> ordered, SortedMap<Digest, ProposalState> proposals) {
    SortedMap<Matter, List<ProposalState>> byMatter = new TreeMap<>();
    ordered.stream()
        .filter(entry -> entry.act() instanceof Act.Propose)
        .map(entry -> proposals.get(entry.actDigest()))
        .forEach(p -> byMatter.computeIfAbsent(p.matter(), m -> new ArrayList<>()).add(p));
    SortedMap<Matter, MatterState> matters = new TreeMap<>();
    byMatter.forEach(
        (matter, all) ->
            matters.put(
                matter,
                new MatterState(
                    matter,
                    all.stream().filter(p -> p.standing() == Standing.IN_FORCE).findFirst(),
                    all.stream().filter(p -> p.standing().isOpen()).toList(),
                    all.stream()
                        .filter(p -> p.standing() != Standing.IN_FORCE && !p.standing().isOpen())
                        .toList())));
    return matters;
  }

  private static List<String> languages(
      SortedMap<Matter, MatterState> matters, List<DelegationState> delegations) {
    Optional<ProposalState> term =
        Optional.ofNullable(matters.get(Matter.LANGUAGES)).flatMap(MatterState::inForce);
    if (term.isPresent() && term.get().term() instanceof Term.AuthenticLanguages l) {
      return l.languages();
    }
    return delegations.stream()
        .flatMap(d -> d.presented().languages().stream())
        .distinct()
        .toList();
  }

  /** The last time that was set aside, if no time is in force. */
  private static Optional<Postponement> postponed(SortedMap<Matter, MatterState> matters) {
    MatterState time = matters.get(Matter.TIME);
    if (time == null || time.inForce().isPresent()) {
      return Optional.empty();
    }
    return time.past().stream()
        .filter(p -> p.standing() == Standing.POSTPONED)
        .flatMap(p -> p.stances().values().stream().map(s -> new Postponed(p, s)))
        .filter(p -> p.stance().kind() == Stance.Kind.POSTPONED)
        .map(p -> new Postponement(p.proposal().id(), p.stance().deed().orElseThrow()))
        .max(
            Comparator.comparing((Postponement p) -> p.deed().at())
                .thenComparing(Postponement::time));
  }

  private record Postponed(ProposalState proposal, Stance stance) {}

  private List<Equivocation> equivocations() {
    return dossier.equivocations().stream()
        .map(
            pair ->
                new Equivocation(
                    pair.getFirst().chain(),
                    pair.getFirst().seq(),
                    pair.getFirst().hash(),
                    pair.getLast().hash(),
                    dossier.isInTalk(pair.getFirst().chain())))
        .toList();
  }

  static Deed deed(Entry entry) {
    return new Deed(
        entry.hash(),
        entry.actDigest(),
        entry.chain(),
        entry.seq(),
        entry.by().map(Testimony::person),
        entry.at(),
        entry.act(),
        Answers.subject(entry),
        reason(entry.act()));
  }

  private static Optional<Digest> reason(Act act) {
    return switch (act) {
      case Act.Objection o -> o.reason();
      case Act.Withdraw w -> w.reason();
      case Act.Postpone p -> p.reason();
      case Act other -> Optional.empty();
    };
  }
}
