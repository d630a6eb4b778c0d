package parley.node.press.clearing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import parley.dossier.model.Role;
import parley.node.people.Delegate;
import parley.node.people.DelegateId;

/**
 * A draft's way through its side's chain. Pure.
 *
 * @param drafters everybody who has written in it; none of them clears it
 * @param open what is before the officers now; an edit, a return and a taking back end it
 * @param verdicts all that was said of it, in order
 * @param urgent whether it is a correction or a withdrawal: then one principal's clearance is
 *     enough, but still not the drafter's own
 * @param people the side's people as they are now: who left, or lost the post, does not count
 */
public record Clearing(
    Set<DelegateId> drafters,
    Optional<Submission> open,
    List<Verdict> verdicts,
    boolean urgent,
    List<Delegate> people) {
  public Clearing {
    drafters = Set.copyOf(drafters);
    verdicts = List.copyOf(verdicts);
    people = List.copyOf(people);
  }

  /** Where a draft stands. */
  public enum Stage {
    DRAFTING,
    RETURNED,
    SUBMITTED,
    READY
  }

  public Stage stage() {
    if (open.isEmpty()) {
      boolean returned = !verdicts.isEmpty() && !verdicts.getLast().cleared();
      return returned ? Stage.RETURNED : Stage.DRAFTING;
    }
    return missing().isEmpty() ? Stage.READY : Stage.SUBMITTED;
  }

  /** Whether it may be released now, as far as clearance goes. */
  public boolean isReady() {
    return stage() == Stage.READY;
  }

  /** What counts now: clearances of exactly what is submitted. */
  public List<Verdict> clearances() {
    return open.stream()
        .flatMap(
            now ->
                verdicts.stream()
                    .filter(each -> each.cleared() && each.submission() == now.number())
                    .filter(each -> each.digest().equals(now.digest())))
        .filter(each -> person(each.by()).isPresent())
        .toList();
  }

  /** The steps still to be taken; empty also while nothing is submitted. */
  public List<Officer> missing() {
    return open.map(now -> missing(now, cleared())).orElse(List.of());
  }

  /** Whether this person's clearance would take it further. */
  public boolean mayClear(Delegate person) {
    if (open.isEmpty() || drafters.contains(person.id()) || hasCleared(person)) {
      return false;
    }
    List<Delegate> with = new ArrayList<>(cleared());
    with.add(person);
    return missing(open.get(), with).size() < missing().size();
  }

  /** Whether this person may send it back: whoever reads it and has not written in it. */
  public boolean mayReturn(Delegate person) {
    return open.isPresent() && !drafters.contains(person.id());
  }

  public boolean hasCleared(Delegate person) {
    return clearances().stream().anyMatch(each -> each.by().equals(person.id()));
  }

  /** The steps of a chain for which this side has nobody but drafters. */
  public List<Officer> impossible(Chain chain) {
    List<Delegate> others =
        people.stream().filter(person -> !drafters.contains(person.id())).toList();
    return missing(chain, others);
  }

  /** The same if this person had written in it too. */
  public Clearing writtenBy(DelegateId person) {
    Set<DelegateId> all = new HashSet<>(drafters);
    all.add(person);
    return new Clearing(all, open, verdicts, urgent, people);
  }

  public Optional<Delegate> person(DelegateId id) {
    return people.stream().filter(each -> each.id().equals(id)).findFirst();
  }

  private List<Officer> missing(Submission now, List<Delegate> cleared) {
    return urgentlyCleared(cleared) ? List.of() : now.chain().after(cleared);
  }

  private List<Officer> missing(Chain chain, List<Delegate> those) {
    return urgentlyCleared(those) ? List.of() : chain.unfilled(those);
  }

  private boolean urgentlyCleared(List<Delegate> cleared) {
    return urgent && cleared.stream().anyMatch(person -> person.is(Role.PRINCIPAL));
  }

  private List<Delegate> cleared() {
    return clearances().stream().flatMap(each -> person(each.by()).stream()).distinct().toList();
  }
}
