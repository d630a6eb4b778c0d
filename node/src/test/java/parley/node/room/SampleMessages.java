package parley.node.room;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import parley.node.room.group.GroupRequest;

/** One message of each kind that a page in the room may say. */
public final class SampleMessages {
  private static final Map<String, String> BY_NAME = new LinkedHashMap<>();

  static {
    BY_NAME.put("join", ClientMessagesTest.JOIN);
    BY_NAME.put("ready", "{\"type\":\"ready\",\"tracks\":[]}");
    BY_NAME.put("want", "{\"type\":\"want\",\"track\":\"camera\",\"size\":\"half\"}");
    BY_NAME.put(
        "state",
        "{\"type\":\"state\",\"have\":{\"microphone\":true,\"camera\":true,\"muted\":true}}");
    BY_NAME.put("entries", "{\"type\":\"entries\",\"heads\":{}}");
    BY_NAME.put("key-package", "{\"type\":\"key-package\",\"keyPackage\":\"AAAA\"}");
    BY_NAME.put("resume", "{\"type\":\"resume\",\"generation\":1,\"group\":\"AAAA\",\"epoch\":0}");
    BY_NAME.put(
        "create",
        "{\"type\":\"create\",\"generation\":1,\"group\":\"AAAA\",\"groupInfo\":\"AAAA\"}");
    BY_NAME.put(
        "commit",
        "{\"type\":\"commit\",\"generation\":1,\"group\":\"AAAA\",\"epoch\":0,\"commit\":\"AAAA\",\"welcome\":\"\",\"groupInfo\":\"AAAA\"}");
    BY_NAME.put(
        "reached",
        "{\"type\":\"reached\",\"generation\":1,\"epoch\":0,\"mark\":\"0123456789abcdef\"}");
    BY_NAME.put("lost", "{\"type\":\"lost\"}");
    BY_NAME.put(
        "message",
        "{\"type\":\"message\",\"generation\":1,\"epoch\":0,\"id\":\"a\",\"message\":\"AAAA\"}");
    BY_NAME.put("leave", "{\"type\":\"leave\"}");
  }

  private SampleMessages() {}

  /** All, in an order in which one page may say them, from entering to leaving. */
  public static List<String> all() {
    return new ArrayList<>(BY_NAME.values());
  }

  /** The names of all kinds that there are samples of. */
  public static List<String> sampled() {
    return List.copyOf(BY_NAME.keySet());
  }

  /** The names of all kinds that the room understands. */
  public static List<String> understood() {
    return Stream.of(ClientMessage.class, GroupRequest.class)
        .flatMap(kinds -> Stream.of(kinds.getPermittedSubclasses()))
        .filter(kind -> kind != ClientMessage.Group.class)
        .map(kind -> kind.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-"))
        .map(name -> name.toLowerCase(Locale.ROOT))
        .toList();
  }
}
