package parley.node.talk;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import parley.dossier.model.DelegationId;
import parley.dossier.model.Matter;
import parley.dossier.model.PersonKey;
import parley.dossier.model.Subject;
import parley.dossier.model.Term;
import parley.dossier.state.Permission;
import parley.dossier.state.ProposalState;

/** What follows from a signature, said before it is given. */
record Consequences(Reader reader) {

  /** What follows from consenting to a proposal. */
  List<String> ofConsent(ProposalState proposal) {
    List<String> lines = new ArrayList<>();
    Set<DelegationId> waiting = new java.util.TreeSet<>(proposal.waitsFor());
    waiting.remove(reader.own());
    lines.add(
        waiting.isEmpty()
            ? reader.text("talk.follows.in-force")
            : reader.text("talk.follows.waits", reader.names(List.copyOf(waiting))));
    replaced(proposal.matter(), lines);
    ofTerm(proposal.term(), lines);
    signature(lines);
    return lines;
  }

  /** What follows from proposing a term. */
  List<String> ofProposal(Term term, Optional<ProposalState> answers) {
    List<String> lines = new ArrayList<>();
    lines.add(reader.text("talk.follows.proposal", reader.others()));
    answers
        .filter(proposal -> proposal.standing().isOpen())
        .ifPresent(
            proposal ->
                lines.add(
                    reader.text("talk.follows.counter", reader.sides().name(proposal.proposer()))));
    replaced(term.matter(), lines);
    ofTerm(term, lines);
    signature(lines);
    return lines;
  }

  private void replaced(Matter matter, List<String> lines) {
    reader
        .state()
        .inForce(matter)
        .ifPresent(
            term ->
                lines.add(
                    reader.text(
                        "talk.follows.replaces", String.join("; ", reader.terms().lines(term)))));
  }

  private void ofTerm(Term term, List<String> lines) {
    switch (term) {
      case Term.Time time -> {
        lines.add(reader.text("talk.follows.time", level()));
        lines.add(reader.text("talk.follows.postpone"));
      }
      case Term.AgendaItem item -> agenda(item, lines);
      case Term.Participants participants -> lines.add(reader.text("talk.follows.participants"));
      case Term.Disclosure disclosure -> lines.add(reader.text("talk.follows.disclosure"));
      case Term.Format format -> lines.add(reader.text("talk.follows.withdraw"));
      case Term.AuthenticLanguages languages -> lines.add(reader.text("talk.follows.withdraw"));
      case Term.Room room -> {
        lines.add(reader.text("talk.follows.room"));
        lines.add(reader.text("talk.follows.withdraw"));
      }
      case Term.JointStatement statement -> {
        lines.add(reader.text("talk.follows.statement", reader.clock().full(statement.release())));
        lines.add(
            reader.text("talk.follows.statement.stop", reader.clock().full(statement.settled())));
      }
    }
  }

  private void agenda(Term.AgendaItem item, List<String> lines) {
    int others =
        reader.state().agenda().stream()
            .map(ProposalState::term)
            .mapToInt(
                term ->
                    term instanceof Term.AgendaItem other && !other.item().equals(item.item())
                        ? other.minutes()
                        : 0)
            .sum();
    int sum = others + item.minutes();
    lines.add(reader.words().count("talk.follows.agenda", sum));
    reader
        .state()
        .inForce(Matter.FORMAT)
        .map(term -> term instanceof Term.Format format ? format.minutes() : 0)
        .filter(agreed -> agreed < sum)
        .ifPresent(agreed -> lines.add(reader.words().count("talk.follows.too-long", agreed)));
  }

  private String level() {
    Permission permission = reader.state().permission(Subject.Plain.DATE);
    return reader.text("talk.level." + permission.level().word());
  }

  private void signature(List<String> lines) {
    lines.add(
        reader.text(
            "talk.follows.signature",
            reader.sides().person(reader.own(), reader.seat().personId())));
    boolean isDemo =
        SigningKey.counting(reader.talk(), reader.seat()).filter(PersonKey::demo).isPresent();
    if (isDemo) {
      lines.add(reader.text("talk.follows.demo"));
    }
  }
}
