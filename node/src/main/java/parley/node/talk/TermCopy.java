package parley.node.talk;

import java.util.List;

/** A term as one language states it, line by line. */
public record TermCopy(String language, String languageName, String title, List<String> lines) {
  public TermCopy {
    lines = List.copyOf(lines);
  }
}
