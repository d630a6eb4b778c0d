package parley.node.demo;

import parley.dossier.model.Matter;
import parley.dossier.state.TalkState;

/**
 * Where in the reference scenario a talk is, as far as its dossier shows.
 *
 * @param number of the scenario's fourteen steps
 */
public record ScenarioStep(int number) {
  /** The step that {@code talk} is at. Pure. */
  static ScenarioStep of(TalkState talk) {
    if (talk.closed()) {
      return new ScenarioStep(13);
    }
    if (!talk.constituted()) {
      return new ScenarioStep(1);
    }
    if (!talk.room().inside().values().stream().allMatch(java.util.List::isEmpty)) {
      return new ScenarioStep(11);
    }
    if (talk.inForce(Matter.TIME).isEmpty()) {
      return new ScenarioStep(talk.matter(Matter.TIME).open().isEmpty() ? 3 : 4);
    }
    boolean itemsWait =
        talk.matters().values().stream()
            .anyMatch(
                matter -> matter.matter().key().startsWith("agenda/") && !matter.open().isEmpty());
    if (itemsWait || talk.agenda().isEmpty()) {
      return new ScenarioStep(5);
    }
    boolean isArranged =
        talk.inForce(Matter.FORMAT).isPresent() && talk.inForce(Matter.PARTICIPANTS).isPresent();
    return new ScenarioStep(isArranged ? 7 : 6);
  }
}
