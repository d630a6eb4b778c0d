package parley.node.press;

import java.util.List;
import java.util.Optional;
import parley.node.press.publicview.Statement;

/**
 * What a draft becomes: the statement as the public would read it, and what stands against
 * releasing it.
 *
 * @param statement empty when not even a preview can be made, because the date field asks for what
 *     must not be shown or does not exist
 */
public record Composition(Optional<Statement> statement, List<Objection> objections) {
  public Composition {
    objections = List.copyOf(objections);
  }

  /** Whether it may be released as it stands. */
  public boolean isReleasable() {
    return statement.isPresent() && objections.isEmpty();
  }
}
