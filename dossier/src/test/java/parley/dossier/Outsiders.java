package parley.dossier;

import java.util.ArrayList;
import java.util.List;
import parley.dossier.chain.Dossier;
import parley.dossier.chain.Entry;
import parley.dossier.model.Act;

/** Whoever shows credentials in a talk of others, and what they write there. */
final class Outsiders {
  private final Story story;

  Outsiders(Story story) {
    this.story = story;
  }

  Dossier copy() {
    Dossier copy = story.copies.getFirst();
    return Story.rebuilt(copy.talk(), copy.entries());
  }

  /** So many chains that begin. */
  List<Entry> many(int count) {
    List<Entry> first = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      first.add(present(Side.stray(number), story.copies.getFirst()));
    }
    return first;
  }

  /** Two first entries of one chain. */
  List<Entry> twice(Side side) {
    Dossier copy = story.copies.getFirst();
    Forge other =
        Forge.next(copy, side, new Act.Present(side.credentials), story.now().plusSeconds(1));
    return List.of(present(side, copy), Entry.read(other.seal()));
  }

  /** The first entry of a chain over what this copy has. */
  Entry present(Side side, Dossier copy) {
    return Entry.read(
        Forge.next(copy, side, new Act.Present(side.credentials), story.now()).seal());
  }

  /** A side's next entry over all that is there, as no honest node writes it. */
  Entry seeingAll(Side side, List<Entry> outside) {
    Dossier copy = Story.rebuilt(story.copies.getFirst().talk(), story.copy(side).entries());
    outside.forEach(entry -> copy.admit(entry.jws()));
    return Entry.read(Forge.next(copy, side, new Act.Acknowledge(), story.now()).seal());
  }

  void reachEverybody(List<Entry> entries) {
    story.copies.forEach(copy -> entries.forEach(entry -> copy.admit(entry.jws())));
  }
}
