package parley.node.talk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import parley.node.words.Words;

/**
 * What the talk's page gives the reader's browser, so that it can verify the dossier itself. {@code
 * client/src/record/page.ts} reads it.
 *
 * @param sides names by chain
 * @param heads where the chains ended when the page was written
 */
public record RecordCheck(
    String talk,
    String file,
    Map<String, String> sides,
    List<End> heads,
    Map<String, String> words) {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String REASONS = "verify.reason.";

  /** The last entry of a chain. */
  public record End(String chain, long seq, String hash) {}

  static RecordCheck of(Reader reader) {
    Map<String, String> sides = new TreeMap<>();
    reader
        .state()
        .delegations()
        .forEach(side -> sides.put(side.id().value(), reader.sides().name(side.id())));
    return new RecordCheck(
        reader.seat().talk().value(),
        reader.path("/dossier.json"),
        sides,
        reader.state().delegations().stream()
            .map(d -> new End(d.id().value(), d.head().seq(), d.head().hash().value()))
            .toList(),
        words(reader.words()));
  }

  /** The words of the check, and the verifier's words for every reason. */
  private static Map<String, String> words(Words words) {
    Map<String, String> all = new TreeMap<>(words.bundle("check"));
    words
        .bundle("verify")
        .forEach(
            (key, text) -> {
              if (key.startsWith(REASONS)) {
                all.put("check.reason." + key.substring(REASONS.length()), text);
              }
            });
    return all;
  }

  /** All of it as JSON, for an attribute. */
  public String data() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
