package parley.node.press;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import parley.dossier.model.DateLevel;
import parley.dossier.model.Digest;
import parley.node.press.publicview.PublicPicture;
import parley.node.press.publicview.Relation;
import parley.node.press.publicview.StatementId;
import parley.node.press.publicview.StatementKind;
import parley.node.words.Language;

/** How a draft lies in the columns of its tables. */
final class DraftColumns {
  /** Records as they are: a method that answers a question is no part of one. */
  private static final ObjectMapper JSON =
      JsonMapper.builder().disable(MapperFeature.AUTO_DETECT_IS_GETTERS).build();

  private DraftColumns() {}

  /** The texts as a column holds them. */
  private record Texts(Map<String, DraftText> byTag) {}

  /** Everything of a draft that clearance is given to. */
  private record Cleared(
      String kind,
      String about,
      String level,
      Set<String> subjects,
      Map<String, DraftText> texts,
      String picture,
      String ifAsked,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) String manner) {}

  /** Reads a row of drafts. */
  static Draft draft(ResultSet row) throws SQLException {
    StatementKind kind = StatementKind.ofSlug(row.getString("kind")).orElseThrow();
    String room = row.getString("about_room");
    String statement = row.getString("about_statement");
    Draft bare =
        new Draft(
            new DraftId(row.getString("id")),
            row.getString("delegation"),
            row.getString("talk"),
            kind,
            room == null
                ? Optional.empty()
                : Optional.of(
                    new Relation(Relation.Kind.of(kind), room, new StatementId(statement))),
            DateLevel.CONTACT_POSSIBLE,
            Set.of(),
            Map.of(),
            Optional.empty(),
            List.of(),
            Manner.PLAIN,
            row.getInt("revision"));
    return filled(bare, row);
  }

  /** The draft as a row of either table says it is written. */
  static Draft filled(Draft draft, ResultSet row) throws SQLException {
    String picture = row.getString("picture");
    return new Draft(
        draft.id(),
        draft.delegation(),
        draft.talk(),
        draft.kind(),
        draft.about(),
        DateLevel.valueOf(row.getString("level")),
        words(row.getString("subjects")),
        readTexts(row.getString("texts")),
        Optional.ofNullable(picture).map(json -> read(json, new TypeReference<PublicPicture>() {})),
        read(row.getString("if_asked"), new TypeReference<List<IfAsked>>() {}),
        manner(row.getString("manner")),
        row.getInt("revision"));
  }

  /** Names everything that a reader or a spokesperson gets of a draft, to the last sign. */
  static Digest digest(Draft draft) {
    String all =
        json(
            new Cleared(
                draft.kind().slug(),
                draft
                    .about()
                    .map(about -> about.room() + " " + about.statement().value())
                    .orElse(""),
                draft.level().name(),
                draft.subjects(),
                byTag(draft.texts()),
                draft.picture().map(DraftColumns::json).orElse(""),
                ifAsked(draft),
                manner(draft)));
    return Digest.of(all.getBytes(StandardCharsets.UTF_8));
  }

  static String subjects(Draft draft) {
    return String.join(" ", draft.subjects());
  }

  static String texts(Draft draft) {
    return json(new Texts(byTag(draft.texts())));
  }

  /** Null for a column without a value. */
  static String picture(Draft draft) {
    return draft.picture().map(DraftColumns::json).orElse(null);
  }

  static String ifAsked(Draft draft) {
    return json(draft.ifAsked());
  }

  /** Empty for what was saved before there was a choice, and for the same choice now. */
  static String manner(Draft draft) {
    return draft.manner().equals(Manner.PLAIN) ? "" : json(draft.manner());
  }

  private static Manner manner(String column) {
    return column.isEmpty() ? Manner.PLAIN : read(column, new TypeReference<Manner>() {});
  }

  private static Map<String, DraftText> byTag(Map<Language, DraftText> texts) {
    Map<String, DraftText> byTag = new TreeMap<>();
    texts.forEach((language, text) -> byTag.put(language.tag(), text));
    return byTag;
  }

  private static Set<String> words(String joined) {
    return joined.isEmpty() ? Set.of() : Set.of(joined.split(" "));
  }

  private static Map<Language, DraftText> readTexts(String json) {
    Map<Language, DraftText> texts = new EnumMap<>(Language.class);
    read(json, new TypeReference<Texts>() {})
        .byTag()
        .forEach(
            (tag, text) -> Language.ofTag(tag).ifPresent(language -> texts.put(language, text)));
    return texts;
  }

  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static <T> T read(String json, TypeReference<T> type) {
    try {
      return JSON.readValue(json, type);
    } catch (JsonProcessingException ours) {
      throw new IllegalStateException("a draft in the database is not JSON", ours);
    }
  }
}
