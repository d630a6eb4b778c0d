package parley.node.line;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import parley.dossier.chain.Entry;
import parley.dossier.model.Body;
import parley.dossier.model.Digest;
import parley.dossier.model.TalkId;

/** Writes parcels as PROTOCOL.md says, and others. */
final class ParcelMaker {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ParcelMaker() {}

  /** A text with the digest that it is said to have. */
  record Stated(Digest digest, Body body) {}

  /** The sender has these entries. */
  static String heads(TalkId talk, List<Entry> entries, long ask, long answer) {
    return heads(talk, entries, List.of(), ask, answer);
  }

  /** It lacks these texts too. */
  static String heads(
      TalkId talk, List<Entry> entries, List<Digest> lacking, long ask, long answer) {
    ObjectNode heads = JSON.createObjectNode();
    for (Entry entry : entries) {
      ObjectNode head = JSON.createObjectNode();
      head.put("seq", entry.seq()).put("hash", entry.hash().value());
      heads.set(entry.chain().value(), JSON.createArrayNode().add(head)); // the last one stays
    }
    ObjectNode message = begin("heads", talk);
    message.set("heads", heads);
    ArrayNode texts = message.putArray("lacking");
    lacking.forEach(digest -> texts.add(digest.value()));
    return message.put("ask", ask).put("answer", answer).toString();
  }

  static String entries(TalkId talk, List<String> entries, List<Stated> bodies) {
    ArrayNode texts = JSON.createArrayNode();
    entries.forEach(texts::add);
    ArrayNode all = JSON.createArrayNode();
    for (Stated each : bodies) {
      all.addObject()
          .put("digest", each.digest().value())
          .put("salt", each.body().salt())
          .put("content", each.body().content());
    }
    ObjectNode message = begin("entries", talk);
    message.set("entries", (JsonNode) texts);
    message.set("bodies", all);
    return message.toString();
  }

  static String taken(TalkId talk) {
    return begin("taken", talk).toString();
  }

  private static ObjectNode begin(String kind, TalkId talk) {
    return JSON.createObjectNode().put("kind", kind).put("talk", talk.value());
  }
}
