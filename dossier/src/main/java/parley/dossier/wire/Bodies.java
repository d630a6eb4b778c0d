package parley.dossier.wire;

import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import parley.dossier.model.Base64Url;
import parley.dossier.model.Body;
import parley.dossier.model.ItemText;
import parley.dossier.model.JointText;
import parley.dossier.model.Texts;

/** Writes and reads the contents of bodies. */
public final class Bodies {
  private Bodies() {}

  /** A reason, a declaration or another plain text. */
  public static Body of(Texts texts, byte[] salt32) {
    return body(Json.object().put("text", CredentialsFormat.texts(texts)).build(), salt32);
  }

  /** The text of an agenda item. */
  public static Body of(ItemText text, byte[] salt32) {
    return body(
        Json.object()
            .put("title", CredentialsFormat.texts(text.title()))
            .put("wording", CredentialsFormat.texts(text.wording()))
            .build(),
        salt32);
  }

  /** The words of a joint statement. */
  public static Body of(JointText text, byte[] salt32) {
    var paragraphs = Json.object();
    text.paragraphs().forEach((language, all) -> paragraphs.put(language, Json.strings(all)));
    return body(
        Json.object()
            .put("statement", text.publicId())
            .put("headline", CredentialsFormat.texts(text.headline()))
            .put("paragraphs", paragraphs.build())
            .build(),
        salt32);
  }

  public static JointText jointText(Body body) {
    return read(
        body,
        m ->
            new JointText(
                m.string("statement"),
                m.texts("headline"),
                m.map(
                    "paragraphs",
                    Function.identity(),
                    all -> Members.listOf(all, Members::string))));
  }

  public static Texts texts(Body body) {
    return read(body, m -> m.texts("text"));
  }

  public static ItemText itemText(Body body) {
    return read(body, m -> new ItemText(m.texts("title"), m.texts("wording")));
  }

  private static Body body(Json json, byte[] salt32) {
    return new Body(Base64Url.encode(salt32), json.text());
  }

  private static <T> T read(Body body, Function<Members, T> reader) {
    byte[] bytes = body.content().getBytes(StandardCharsets.UTF_8);
    return Members.read(StrictJson.object(bytes, Body.MAX_CONTENT * 4), reader);
  }
}
