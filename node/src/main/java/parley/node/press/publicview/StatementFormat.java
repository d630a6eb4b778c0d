package parley.node.press.publicview;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import parley.node.words.Language;

/**
 * The payload of a statement's signature: I-JSON with members in a fixed order. Members that came
 * later, {@code note} and {@code story}, are there only where they say something.
 */
public final class StatementFormat {
  /** The {@code typ} of the protected header. */
  public static final String TYPE = "parley-statement+json";

  private static final int VERSION = 1;
  private static final ObjectMapper JSON = new ObjectMapper();

  private StatementFormat() {}

  /** The payload's bytes. */
  public static byte[] write(Statement statement) {
    ObjectNode root = JSON.createObjectNode();
    root.put("v", VERSION).put("id", statement.id().value()).put("room", statement.room());
    root.put("kind", statement.kind().slug()).put("released", statement.released().toString());
    ObjectNode wordings = root.putObject("wordings");
    statement
        .wordings()
        .forEach((language, wording) -> write(wordings.putObject(language.tag()), wording));
    statement
        .date()
        .ifPresent(
            date -> root.putObject("date").put("level", date.level()).put("value", date.value()));
    statement.picture().ifPresent(picture -> write(root.putObject("picture"), picture));
    ArrayNode relations = root.putArray("relations");
    for (Relation relation : statement.relations()) {
      relations
          .addObject()
          .put("rel", relation.kind().slug())
          .put("room", relation.room())
          .put("id", relation.statement().value());
    }
    statement.story().ifPresent(story -> root.put("story", story.value()));
    try {
      return JSON.writeValueAsBytes(root);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The statement in a JWS that this node signed. Does not check the signature. */
  static Statement read(String jws) {
    try {
      String payload = jws.split("\\.", -1)[1];
      JsonNode root =
          JSON.readTree(Base64.getUrlDecoder().decode(payload.getBytes(StandardCharsets.US_ASCII)));
      return new Statement(
          new StatementId(root.path("id").asText()),
          root.path("room").asText(),
          StatementKind.ofSlug(root.path("kind").asText()).orElseThrow(),
          Instant.parse(root.path("released").asText()),
          readWordings(root.path("wordings")),
          Optional.of(root.path("date"))
              .filter(JsonNode::isObject)
              .map(
                  date -> new PublicDate(date.path("level").asText(), date.path("value").asText())),
          Optional.of(root.path("picture"))
              .filter(JsonNode::isObject)
              .map(StatementFormat::readPicture),
          readRelations(root.path("relations")),
          Optional.of(root.path("story"))
              .filter(JsonNode::isTextual)
              .map(story -> new StoryId(story.asText())));
    } catch (IOException e) {
      throw new IllegalArgumentException("not a statement", e);
    }
  }

  private static void write(ObjectNode node, Wording wording) {
    node.put("headline", wording.headline()).put("place", wording.place());
    node.put("speaker", wording.speaker()).put("office", wording.office());
    ArrayNode body = node.putArray("body");
    wording.body().forEach(body::add);
    node.put("caption", wording.caption())
        .put("credit", wording.credit())
        .put("alternative", wording.alternative());
    if (!wording.note().isEmpty()) {
      node.put("note", wording.note());
    }
  }

  private static void write(ObjectNode node, PublicPicture picture) {
    node.put("sha256", picture.sha256())
        .put("type", picture.type())
        .put("width", picture.width())
        .put("height", picture.height());
  }

  private static Map<Language, Wording> readWordings(JsonNode node) {
    Map<Language, Wording> wordings = new EnumMap<>(Language.class);
    node.properties()
        .forEach(
            each ->
                Language.ofTag(each.getKey())
                    .ifPresent(language -> wordings.put(language, readWording(each.getValue()))));
    return wordings;
  }

  private static Wording readWording(JsonNode node) {
    List<String> body = new ArrayList<>();
    node.path("body").forEach(paragraph -> body.add(paragraph.asText()));
    return new Wording(
        node.path("headline").asText(),
        node.path("place").asText(),
        node.path("speaker").asText(),
        node.path("office").asText(),
        body,
        node.path("caption").asText(),
        node.path("credit").asText(),
        node.path("alternative").asText(),
        node.path("note").asText());
  }

  private static PublicPicture readPicture(JsonNode node) {
    return new PublicPicture(
        node.path("sha256").asText(),
        node.path("type").asText(),
        node.path("width").asInt(),
        node.path("height").asInt());
  }

  private static List<Relation> readRelations(JsonNode node) {
    List<Relation> relations = new ArrayList<>();
    node.forEach(
        each ->
            relations.add(
                new Relation(
                    Relation.Kind.ofSlug(each.path("rel").asText()),
                    each.path("room").asText(),
                    new StatementId(each.path("id").asText()))));
    return relations;
  }
}
