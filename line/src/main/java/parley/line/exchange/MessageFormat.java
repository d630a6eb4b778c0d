package parley.line.exchange;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import parley.dossier.model.Body;
import parley.dossier.model.DelegationId;
import parley.dossier.model.Digest;
import parley.dossier.model.Head;
import parley.dossier.model.Reason;
import parley.dossier.model.TalkId;
import parley.dossier.wire.Json;
import parley.dossier.wire.Members;
import parley.dossier.wire.StrictJson;
import parley.line.Parcel;

/** Messages as JSON. */
final class MessageFormat {
  /** Most items of any list in a message. */
  private static final int MOST = 5_000;

  private MessageFormat() {}

  static String write(Message message) {
    return switch (message) {
      case Message.Heads heads -> write(heads);
      case Message.Entries entries -> write(entries);
      case Message.Taken taken -> begin("taken", taken.talk()).build().text();
    };
  }

  private static String write(Message.Heads heads) {
    Json.Builder chains = Json.object();
    heads
        .heads()
        .forEach(
            (chain, tips) ->
                chains.put(
                    chain.value(), new Json.Arr(tips.stream().map(MessageFormat::head).toList())));
    return begin("heads", heads.talk())
        .put("heads", chains.build())
        .put("lacking", Json.strings(heads.lacking()))
        .put("ask", heads.ask())
        .put("answer", heads.answer())
        .build()
        .text();
  }

  private static String write(Message.Entries entries) {
    List<Json> bodies = new ArrayList<>();
    entries.bodies().forEach((digest, body) -> bodies.add(body(digest, body)));
    return begin("entries", entries.talk())
        .put("entries", Json.strings(entries.entries()))
        .put("bodies", new Json.Arr(bodies))
        .build()
        .text();
  }

  private static Json.Builder begin(String kind, TalkId talk) {
    return Json.object().put("kind", kind).put("talk", talk);
  }

  private static Json head(Head head) {
    return Json.object().put("seq", head.seq()).put("hash", head.hash()).build();
  }

  /** What the text adds to a message for this body. */
  static Json body(Digest digest, Body body) {
    return Json.object()
        .put("digest", digest)
        .put("salt", body.salt())
        .put("content", body.content())
        .build();
  }

  /**
   * Reads a message.
   *
   * @throws parley.dossier.model.Refusal if it is none
   */
  static Message read(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return Members.read(StrictJson.object(utf8, Parcel.MAX_BYTES), MessageFormat::read);
  }

  private static Message read(Members members) {
    TalkId talk = members.string("talk", TalkId::new);
    return switch (members.string("kind")) {
      case "heads" ->
          new Message.Heads(
              talk,
              members.map("heads", DelegationId::new, MessageFormat::heads),
              few(members.strings("lacking", Digest::new)),
              number(members.integer("ask")),
              number(members.integer("answer")));
      case "entries" ->
          new Message.Entries(
              talk,
              few(members.strings("entries", entry -> entry)),
              bodies(few(members.list("bodies", item -> Members.read(item, Stated::of)))));
      case "taken" -> new Message.Taken(talk);
      default -> throw Reason.VALUE_INVALID.because("kind");
    };
  }

  /** A body and the digest that it is said to have. */
  private record Stated(Digest digest, Body body) {
    static Stated of(Members members) {
      return new Stated(
          members.string("digest", Digest::new),
          new Body(members.string("salt"), members.string("content")));
    }
  }

  private static SortedMap<Digest, Body> bodies(List<Stated> stated) {
    SortedMap<Digest, Body> bodies = new TreeMap<>();
    for (Stated each : stated) {
      bodies.put(each.digest(), each.body());
    }
    return bodies;
  }

  private static List<Head> heads(Json json) {
    return few(
        Members.listOf(
            json,
            item ->
                Members.read(
                    item, m -> new Head(m.integer("seq"), m.string("hash", Digest::new)))));
  }

  private static <T> List<T> few(List<T> list) {
    if (list.size() > MOST) {
      throw Reason.TOO_LARGE.because("a list of " + list.size());
    }
    return list;
  }

  private static long number(long number) {
    if (number < 0) {
      throw Reason.VALUE_INVALID.because("a number below 0");
    }
    return number;
  }
}
