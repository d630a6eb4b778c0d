package parley.node.line;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import parley.dossier.model.Digest;

/** Reads parcels of the exchange as an onlooker would, without the code that writes them. */
final class ParcelText {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ParcelText() {}

  static JsonNode read(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  /** The entries that a parcel sends or says to have. */
  static List<Digest> named(String text) {
    List<Digest> named = new ArrayList<>();
    JsonNode message = read(text);
    message.path("entries").forEach(jws -> named.add(Digest.of(jws.asText())));
    message
        .path("heads")
        .forEach(tips -> tips.forEach(head -> named.add(new Digest(head.path("hash").asText()))));
    return named;
  }
}
