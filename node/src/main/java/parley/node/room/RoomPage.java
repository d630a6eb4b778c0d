package parley.node.room;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import parley.dossier.model.Digest;
import parley.node.people.Delegate;
import parley.node.people.Delegation;
import parley.node.words.Language;

/**
 * The room's page.
 *
 * @param talk the talk's id
 * @param reader who opened it
 * @param language of the page
 * @param delegations of the talk in order of their slugs
 * @param chains what each of them writes in the dossier, by slug
 */
public record RoomPage(
    String talk,
    Delegate reader,
    Language language,
    List<Delegation> delegations,
    Map<String, String> chains) {
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
    return ownFirst().stream().map(each -> each.name(language)).collect(Collectors.joining(" – "));
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
    List<Side> sides =
        ownFirst().stream()
            .map(
                each ->
                    new Side(
                        each.id(),
                        each.name(language),
                        delegations.indexOf(each) % 2 == 0 ? "a" : "b",
                        chains.getOrDefault(each.id(), "")))
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
            sides,
            words);
    try {
      return JSON.writeValueAsString(data).replace("<", "\\u003c");
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private List<Delegation> ownFirst() {
    Delegation own = reader.delegation();
    return java.util.stream.Stream.concat(
            delegations.stream().filter(each -> each.id().equals(own.id())),
            delegations.stream().filter(each -> !each.id().equals(own.id())))
        .toList();
  }
}
