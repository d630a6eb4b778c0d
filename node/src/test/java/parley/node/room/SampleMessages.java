package parley.node.room;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

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
    return List.of(ClientMessage.class.getPermittedSubclasses()).stream()
        .map(kind -> kind.getSimpleName().toLowerCase(Locale.ROOT))
        .toList();
  }
}
