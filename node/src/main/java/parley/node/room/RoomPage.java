package parley.node.room;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import parley.dossier.model.Digest;
import parley.node.people.Delegate;
import parley.node.words.Language;

/**
 * The room's page.
 *
 * @param talk the talk's id
 * @param reader who opened it
 * @param language of the page
 * @param sides the talk's delegations
 */
public record RoomPage(String talk, Delegate reader, Language language, List<RoomSide> sides) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** A delegation as the script gets it. */
  private record Side(String id, String name, String side, String chain) {}

  /** What the client reads in {@code client/src/protocol/page.ts}. */
  private record Data(
      String signal,
      String back,
      String icons,
      String talk,
      String file,
      String documents,
      String you,
      String client,
      List<Side> delegations,
      Map<String, String> words) {}

  /** The delegations' names, the reader's own first. */
  public String title() {
    return ownFirst().map(each -> each.names().in(language)).collect(Collectors.joining(" – "));
  }

  /** Where the talk's own page is. */
  public String back() {
    return "/talk/" + talk;
  }

  /**
   * The script's data as JSON that can stand inside a script element.
   *
   * @param client names the scripts that this page runs
   */
  public String data(String icons, Digest client, Map<String, String> words) {
    List<Side> all =
        ownFirst()
            .map(each -> new Side(each.id(), each.names().in(language), each.mark(), each.chain()))
            .toList();
    Data data =
        new Data(
            "/room/" + talk + "/signal",
            back(),
            icons,
            talk,
            back() + "/dossier.json",
            "/room/" + talk + "/documents",
            reader.id().toString(),
            client.value(),
            all,
            words);
    try {
      return JSON.writeValueAsString(data).replace("<", "\\u003c");
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private Stream<RoomSide> ownFirst() {
    String own = reader.id().delegation();
    return Stream.concat(
        sides.stream().filter(each -> each.id().equals(own)),
        sides.stream().filter(each -> !each.id().equals(own)));
  }
}
