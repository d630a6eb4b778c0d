package parley.dossier.wire;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import parley.dossier.model.Body;
import parley.dossier.model.DelegationId;
import parley.dossier.model.Digest;
import parley.dossier.model.Reason;
import parley.dossier.model.TalkId;

/** An exported dossier as JSON. */
public final class FileFormat {
  /** Largest file in bytes. */
  public static final int MAX_BYTES = 64 * 1024 * 1024;

  /** Most entries of one chain in a file. */
  public static final int MAX_ENTRIES = 100_000;

  private static final String NAME = "parley-dossier";

  private FileFormat() {}

  /**
   * What a file holds.
   *
   * @param chains each chain's entries as stored
   */
  public record Content(
      TalkId talk, SortedMap<DelegationId, List<String>> chains, SortedMap<Digest, Body> bodies) {}

  public static String write(Content content) {
    var chains = Json.object();
    content.chains().forEach((id, entries) -> chains.put(id.value(), Json.strings(entries)));
    var bodies = Json.object();
    content.bodies().forEach((digest, body) -> bodies.put(digest.value(), write(body)));
    return Json.object()
        .put("format", NAME)
        .put("v", EntryFormat.VERSION)
        .put("talk", content.talk())
        .put("chains", chains.build())
        .put("bodies", bodies.build())
        .build()
        .text();
  }

  public static Content read(byte[] file) {
    return Members.read(
        StrictJson.object(file, MAX_BYTES),
        m -> {
          if (!m.string("format").equals(NAME) || m.integer("v") != EntryFormat.VERSION) {
            throw Reason.NOT_A_DOSSIER.because("format or version");
          }
          return new Content(
              m.string("talk", TalkId::new),
              m.map("chains", DelegationId::new, FileFormat::entries),
              bodies(m));
        });
  }

  private static List<String> entries(Json json) {
    List<String> entries = Members.listOf(json, Members::string);
    if (entries.size() > MAX_ENTRIES) {
      throw Reason.TOO_LARGE.because(entries.size() + " entries");
    }
    return entries;
  }

  private static SortedMap<Digest, Body> bodies(Members m) {
    SortedMap<Digest, Body> bodies = m.map("bodies", Digest::new, FileFormat::body);
    bodies.forEach(
        (digest, body) -> {
          if (!body.digest().equals(digest)) {
            throw Reason.BODY_MISMATCH.because(digest.value());
          }
        });
    return new TreeMap<>(bodies);
  }

  private static Json write(Body body) {
    return Json.object().put("salt", body.salt()).put("content", body.content()).build();
  }

  private static Body body(Json json) {
    return Members.read(json, m -> new Body(m.string("salt"), m.string("content")));
  }
}
