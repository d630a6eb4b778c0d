package parley.node.talk;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import parley.dossier.model.DelegationId;
import parley.dossier.model.Matter;
import parley.dossier.state.Deed;
import parley.dossier.state.ProposalState;
import parley.dossier.state.Stance;

/**
 * A proposal as a page shows it.
 *
 * @param href its own page
 * @param title what it is about
 * @param lines what it says, the reader's side first
 * @param state one of the look's states: {@code in-force}, {@code waits-for-us}, {@code
 *     waits-for-them}, {@code refused}, {@code past}
 * @param words the state in words
 */
public record ProposalView(
    String id,
    String href,
    Matter matter,
    String title,
    List<String> lines,
    String state,
    String words) {
  public ProposalView {
    lines = List.copyOf(lines);
  }

  static ProposalView of(Reader reader, ProposalState proposal) {
    return new ProposalView(
        proposal.id().value(),
        reader.path(proposal),
        proposal.matter(),
        reader.terms().title(proposal.term()),
        reader.terms().lines(proposal.term()),
        state(reader, proposal),
        words(reader, proposal));
  }

  /** Changes when anything does that the reader sees of it. */
  public String mark() {
    return id.substring(0, 8) + state + words.hashCode();
  }

  /** The icon of the look that goes with the state. */
  public String icon() {
    return switch (state) {
      case "in-force" -> "check";
      case "waits-for-us" -> "pen-line";
      case "waits-for-them" -> "clock";
      case "refused" -> "message-square-warning";
      default -> "history";
    };
  }

  private static String state(Reader reader, ProposalState proposal) {
    return switch (proposal.standing()) {
      case IN_FORCE -> "in-force";
      case REPLACED, WITHDRAWN, POSTPONED, EXPIRED -> "past";
      case OBJECTED -> awaits(reader, proposal) ? "waits-for-us" : "refused";
      case RIVAL -> "refused";
      case PROPOSED, AGREED, HELD -> awaits(reader, proposal) ? "waits-for-us" : "waits-for-them";
    };
  }

  /** Whether the reader's side has not yet said yes or no. */
  static boolean awaits(Reader reader, ProposalState proposal) {
    Stance.Kind stance = proposal.stances().getOrDefault(reader.own(), Stance.SILENT).kind();
    return proposal.standing().isOpen()
        && (stance == Stance.Kind.SILENT || stance == Stance.Kind.AD_REFERENDUM);
  }

  private static String words(Reader reader, ProposalState proposal) {
    String proposer = reader.sides().name(proposal.proposer());
    return switch (proposal.standing()) {
      case PROPOSED ->
          awaits(reader, proposal)
              ? reader.text("talk.standing.proposed-to-us", proposer)
              : reader.text("talk.standing.proposed", proposer, reader.names(others(proposal)));
      case OBJECTED -> objected(reader, proposal);
      case AGREED -> reader.text("talk.standing.agreed", reader.names(others(proposal)));
      case RIVAL -> reader.text("talk.standing.rival");
      case HELD -> reader.text("talk.standing.held");
      case IN_FORCE ->
          proposal
              .inForceBy()
              .map(instant -> reader.text("talk.standing.in-force", reader.clock().stamp(instant)))
              .orElseGet(() -> reader.text("talk.in-force"));
      case REPLACED -> reader.text("talk.standing.replaced", proposer);
      case WITHDRAWN -> ended(reader, proposal, Stance.Kind.WITHDRAWN, "talk.standing.withdrawn");
      case POSTPONED -> ended(reader, proposal, Stance.Kind.POSTPONED, "talk.standing.postponed");
      case EXPIRED -> reader.text("talk.standing.expired", proposer);
    };
  }

  private static List<DelegationId> others(ProposalState proposal) {
    return proposal.waitsFor().stream().sorted().toList();
  }

  private static String objected(Reader reader, ProposalState proposal) {
    Set<DelegationId> countering = saying(proposal, Stance.Kind.COUNTERED);
    return countering.isEmpty()
        ? reader.text(
            "talk.standing.objected", names(reader, saying(proposal, Stance.Kind.OBJECTED)))
        : reader.text("talk.standing.countered", names(reader, countering));
  }

  private static String ended(Reader reader, ProposalState proposal, Stance.Kind kind, String key) {
    return proposal.stances().values().stream()
        .filter(stance -> stance.kind() == kind)
        .flatMap(stance -> stance.deed().stream())
        .findFirst()
        .map(deed -> reader.text(key, author(reader, deed), reader.clock().stamp(deed.at())))
        .orElseGet(() -> reader.text("talk.past"));
  }

  private static String author(Reader reader, Deed deed) {
    return reader.author(deed);
  }

  private static Set<DelegationId> saying(ProposalState proposal, Stance.Kind kind) {
    return proposal.stances().entrySet().stream()
        .filter(stance -> stance.getValue().kind() == kind)
        .map(java.util.Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  private static String names(Reader reader, Set<DelegationId> sides) {
    return reader.names(sides.stream().sorted().toList());
  }
}
