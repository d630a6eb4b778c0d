package parley.node.press.clearing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import parley.node.people.Delegate;

/**
 * Who must clear a side's statements before they are released. Every step is another person's, and
 * none is a drafter's: so a statement passes at least two persons.
 *
 * @param inTurn whether the officers clear in this order; otherwise in any
 */
public record Chain(boolean inTurn, List<Officer> officers) {
  /** Longest chain; a longer one serves nobody. */
  public static final int LONGEST = 5;

  /** Of a side that has set none: one principal or negotiator. */
  public static final Chain DEFAULT = new Chain(false, List.of(Officer.Post.BINDER));

  public Chain {
    officers = List.copyOf(officers);
    if (officers.isEmpty() || officers.size() > LONGEST) {
      throw new IllegalArgumentException("a chain has one to " + LONGEST + " officers");
    }
  }

  /** The steps that are still to be taken after these people, in the order of their clearances. */
  List<Officer> after(List<Delegate> cleared) {
    if (!inTurn) {
      return unfilled(cleared);
    }
    int taken = 0;
    for (Delegate person : cleared) {
      if (taken < officers.size() && officers.get(taken).admits(person)) {
        taken++;
      }
    }
    return officers.subList(taken, officers.size());
  }

  /** The steps for which nobody is left when each of these people takes at most one. */
  public List<Officer> unfilled(List<Delegate> people) {
    Map<Integer, Delegate> takers = new HashMap<>();
    for (Delegate person : people) {
      seat(person, takers, new HashSet<>());
    }
    List<Officer> open = new ArrayList<>();
    for (int step = 0; step < officers.size(); step++) {
      if (!takers.containsKey(step)) {
        open.add(officers.get(step));
      }
    }
    return open;
  }

  /** Gives a person a step, moving others to other steps where that makes room (Kuhn's way). */
  private boolean seat(Delegate person, Map<Integer, Delegate> takers, Set<Integer> tried) {
    for (int step : narrowestFirst()) {
      if (!officers.get(step).admits(person) || !tried.add(step)) {
        continue;
      }
      if (!takers.containsKey(step) || seat(takers.get(step), takers, tried)) {
        takers.put(step, person);
        return true;
      }
    }
    return false;
  }

  /** So that what is still missing can be done by as many people as possible. */
  private List<Integer> narrowestFirst() {
    return IntStream.range(0, officers.size())
        .boxed()
        .sorted(Comparator.comparing(step -> width(officers.get(step))))
        .toList();
  }

  private static int width(Officer officer) {
    return switch (officer) {
      case Officer.Named named -> 0;
      case Officer.Post post -> post == Officer.Post.BINDER ? 2 : 1;
    };
  }
}
