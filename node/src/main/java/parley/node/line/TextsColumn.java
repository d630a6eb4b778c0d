package parley.node.line;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import parley.dossier.model.Texts;

/** A text in several languages as a column of the database. */
final class TextsColumn {
  private static final ObjectMapper JSON = new ObjectMapper();

  private TextsColumn() {}

  static String write(Texts texts) {
    try {
      return JSON.writeValueAsString(texts.byLanguage());
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  static Texts read(String json) {
    try {
      return Texts.of(JSON.readValue(json, new TypeReference<Map<String, String>>() {}));
    } catch (JsonProcessingException ours) {
      throw new IllegalStateException("a name in the database is not JSON", ours);
    }
  }
}
