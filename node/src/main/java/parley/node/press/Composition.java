package parley.node.press;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import parley.node.press.publicview.Statement;

/**
 * What a draft becomes: the statement as the public would read it, and what stands against
 * releasing it.
 *
 * @param statement empty when not even a preview can be made, because the date field asks for what
 *     must not be shown or does not exist, or because typed words tell too much
 * @param asked words that whoever clears it has to look at
 */
record Composition(Optional<Statement> statement, List<Objection> objections, List<Finding> asked) {
  public Composition {
    objections = List.copyOf(objections);
    asked = List.copyOf(asked);
  }

  Composition(Optional<Statement> statement, List<Objection> objections) {
    this(statement, objections, List.of());
  }

  /** The same once its typed words have been read. */
  Composition read(List<Finding> findings) {
    List<Objection> all = new ArrayList<>(objections);
    findings.stream()
        .filter(Finding::isStop)
        .map(each -> new Objection.Finer(each.language(), each.field(), each.mention()))
        .forEach(all::add);
    boolean stopped = findings.stream().anyMatch(Finding::isStop);
    return new Composition(
        stopped ? Optional.empty() : statement,
        all,
        findings.stream().filter(Finding::isAsk).toList());
  }

  /** Whether it may be released as it stands. */
  public boolean isReleasable() {
    return statement.isPresent() && objections.isEmpty();
  }
}
