package parley.node.demo;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import parley.dossier.chain.Entry;
import parley.dossier.model.TalkId;
import parley.node.people.Delegate;
import parley.node.people.Delegation;
import parley.node.talk.Copy;
import parley.node.talk.Received;
import parley.node.talk.Seat;
import parley.node.talk.TalkService;

/**
 * Carries the story's talk between two nodes before there is a line: entries and the texts that
 * they refer to, as the line would, and nothing else.
 */
public final class Messenger implements DemoStory.Between {
  private final TalkService norland;
  private final TalkService sudria;

  private Messenger(TalkService norland, TalkService sudria) {
    this.norland = norland;
    this.sudria = sudria;
  }

  /** Two nodes with a messenger between them. */
  public static DemoStory.Stages between(DemoStory.Stage norland, DemoStory.Stage sudria) {
    return new DemoStory.Stages(norland, sudria, new Messenger(norland.talks(), sudria.talks()));
  }

  @Override
  public Seat convene(Delegate norlander) {
    return norland.convene(norlander, List.of(), List.of(DemoCast.texts(DemoCast.SUDRIA)));
  }

  @Override
  public void handOver() {
    boolean moved = true;
    while (moved) { // what comes is acknowledged, and that goes back
      boolean there = carry(norland, sudria, DemoCast.SUDRIA);
      boolean back = carry(sudria, norland, DemoCast.NORLAND);
      moved = there || back;
    }
  }

  private static boolean carry(TalkService from, TalkService to, Delegation receiver) {
    boolean moved = false;
    for (TalkId talk : from.ids()) {
      Copy copy = from.copy(talk).orElseThrow();
      Set<String> known =
          to.copy(talk).stream()
              .flatMap(there -> there.entries().stream())
              .map(Entry::jws)
              .collect(Collectors.toSet());
      List<String> missing =
          copy.entries().stream().map(Entry::jws).filter(jws -> !known.contains(jws)).toList();
      if (!missing.isEmpty()) {
        deliver(to, receiver, copy, missing);
        moved = true;
      }
    }
    return moved;
  }

  private static void deliver(
      TalkService to, Delegation receiver, Copy copy, List<String> entries) {
    TalkId talk = copy.now().state().talk();
    List<String> joining = to.ids().contains(talk) ? List.of() : List.of(receiver.id());
    Optional<Received> received =
        to.begin(talk, joining, entries, List.copyOf(copy.now().bodies().values()));
    List<Received.Refused> refused =
        received
            .orElseThrow(() -> new IllegalStateException("a talk without its convening"))
            .refused();
    if (!refused.isEmpty()) {
      throw new IllegalStateException("the story was refused: " + refused);
    }
  }
}
