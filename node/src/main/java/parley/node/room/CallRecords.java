package parley.node.room;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import parley.dossier.model.Refusal;
import parley.node.room.ClientMessages.Malformed;
import parley.node.room.group.Downward;
import parley.node.room.group.GroupLog;
import parley.node.room.group.GroupNotice;
import parley.node.room.group.Upward;

/** Writes and reads {@link CallRecord}s: with no member more or less, as browsers' messages. */
final class CallRecords {
  private static final int MOST_PAGES = CallRecord.MOST_PEOPLE;
  private static final int MOST_EVENTS = 1_000;

  private CallRecords() {}

  private record WireHello(boolean heard, String order, long generation, List<WireHere> people) {}

  private record WireHere(String person, Presence have, String link) {
    CallRecord.Here here() throws Malformed {
      return switch (link) {
        case "away" -> new CallRecord.Here(person, have, Link.AWAY);
        case "connecting" -> new CallRecord.Here(person, have, Link.CONNECTING);
        case "good" -> new CallRecord.Here(person, have, Link.GOOD);
        case "weak" -> new CallRecord.Here(person, have, Link.WEAK);
        default -> throw new Malformed("link");
      };
    }

    static WireHere of(CallRecord.Here here) {
      return new WireHere(here.person(), here.have(), here.link().word());
    }
  }

  private record WireMarked(String person, long generation, long epoch, String mark) {}

  private record WireAsk(long page, ObjectNode request) {}

  private record WireTold(List<Long> pages, ObjectNode notice) {}

  private record WireEvent(String sender, ObjectNode notice) {
    GroupLog.Event event() throws JsonProcessingException, Malformed {
      if (sender.length() > 100) {
        throw new Malformed("sender");
      }
      return new GroupLog.Event(sender, GroupMessages.notice(notice));
    }

    static WireEvent of(GroupLog.Event event) {
      return new WireEvent(event.sender(), GroupMessages.object(event.notice()));
    }
  }

  private record WireHappened(List<Long> pages, WireEvent event) {}

  private record WireKept(
      long generation, String group, long from, List<WireEvent> events, boolean all) {}

  /** The talk that a record is about, and the rest of it. */
  record Addressed(String talk, CallRecord record) {}

  static Addressed read(String text) throws Malformed {
    try {
      if (!(GroupMessages.JSON.readTree(text) instanceof ObjectNode object)) {
        throw new Malformed("not an object");
      }
      return new Addressed(
          word(object.remove("talk")), record(word(object.remove("type")), object));
    } catch (JsonProcessingException e) {
      throw new Malformed(e.getOriginalMessage());
    } catch (IllegalArgumentException | NullPointerException | Refusal e) {
      throw new Malformed("a value is none that can be");
    }
  }

  private static String word(JsonNode node) throws Malformed {
    if (node == null || !node.isTextual() || node.textValue().length() > 100) {
      throw new Malformed("talk or type");
    }
    return node.textValue();
  }

  private static CallRecord record(String type, ObjectNode object)
      throws JsonProcessingException, Malformed {
    return switch (type) {
      case "hello" -> hello(as(object, WireHello.class));
      case "here" -> as(object, WireHere.class).here();
      case "marked" -> {
        WireMarked wire = as(object, WireMarked.class);
        yield new CallRecord.Marked(wire.person(), wire.generation(), wire.epoch(), wire.mark());
      }
      case "trunk" -> TrunkRecords.trunk(object);
      case "untrunk" -> as(object, CallRecord.Untrunk.class);
      case "tracks" -> TrunkRecords.tracks(object);
      case "layers" -> TrunkRecords.layers(object);
      case "sit" -> new CallRecord.Up(as(object, Upward.Sit.class));
      case "rise" -> new CallRecord.Up(as(object, Upward.Rise.class));
      case "ask" -> {
        WireAsk wire = as(object, WireAsk.class);
        yield new CallRecord.Up(new Upward.Ask(wire.page(), GroupMessages.request(wire.request())));
      }
      case "more" -> new CallRecord.Up(as(object, Upward.More.class));
      case "shared" -> as(object, CallRecord.Shared.class);
      case "fetch" -> as(object, CallRecord.Fetch.class);
      case "piece" -> {
        CallRecord.Piece piece = as(object, CallRecord.Piece.class);
        piece.bytes();
        yield piece;
      }
      case "unshared" -> as(object, CallRecord.Unshared.class);
      case "stand" -> new CallRecord.Down(as(object, Downward.Stand.class));
      case "told" -> {
        WireTold wire = as(object, WireTold.class);
        yield new CallRecord.Down(
            new Downward.Told(pages(wire.pages()), GroupMessages.notice(wire.notice())));
      }
      case "happened" -> {
        WireHappened wire = as(object, WireHappened.class);
        yield new CallRecord.Down(new Downward.Happened(pages(wire.pages()), wire.event().event()));
      }
      case "kept" -> kept(as(object, WireKept.class));
      case "unseated" -> new CallRecord.Down(as(object, Downward.Unseated.class));
      default -> throw new Malformed("unknown type");
    };
  }

  private static CallRecord hello(WireHello wire) throws Malformed {
    List<CallRecord.Here> people = new ArrayList<>();
    for (WireHere each : wire.people()) {
      people.add(each.here());
    }
    return new CallRecord.Hello(wire.heard(), wire.order(), wire.generation(), people);
  }

  private static CallRecord kept(WireKept wire) throws JsonProcessingException, Malformed {
    if (wire.events().size() > MOST_EVENTS) {
      throw new Malformed("events");
    }
    List<GroupLog.Event> events = new ArrayList<>();
    for (WireEvent each : wire.events()) {
      events.add(each.event());
    }
    return new CallRecord.Down(
        new Downward.Kept(wire.generation(), wire.group(), wire.from(), events, wire.all()));
  }

  private static List<Long> pages(List<Long> pages) throws Malformed {
    if (pages.size() > MOST_PAGES || pages.contains(null)) {
      throw new Malformed("pages");
    }
    return pages;
  }

  private static <T> T as(ObjectNode object, Class<T> kind) throws JsonProcessingException {
    return GroupMessages.JSON.treeToValue(object, kind);
  }

  static String write(String talk, CallRecord record) {
    Object content = wire(record);
    ObjectNode object =
        GroupMessages.JSON.createObjectNode().put("talk", talk).put("type", type(record));
    object.setAll(GroupMessages.JSON.<ObjectNode>valueToTree(content));
    return object.toString();
  }

  private static Object wire(CallRecord record) {
    return switch (record) {
      case CallRecord.Hello hello ->
          new WireHello(
              hello.isHeard(),
              hello.order(),
              hello.generation(),
              hello.people().stream().map(WireHere::of).toList());
      case CallRecord.Here here -> WireHere.of(here);
      case CallRecord.Marked marked -> marked;
      case CallRecord.OfTrunk about -> TrunkRecords.wire(about);
      case CallRecord.OfDocument about -> about;
      case CallRecord.Up(Upward.Ask(long page, var request)) ->
          new WireAsk(page, GroupMessages.object(request));
      case CallRecord.Up(Upward word) -> word;
      case CallRecord.Down(Downward.Told(List<Long> pages, GroupNotice notice)) ->
          new WireTold(pages, GroupMessages.object(notice));
      case CallRecord.Down(Downward.Happened(List<Long> pages, GroupLog.Event event)) ->
          new WireHappened(pages, WireEvent.of(event));
      case CallRecord.Down(Downward.Kept kept) ->
          new WireKept(
              kept.generation(),
              kept.group(),
              kept.from(),
              kept.events().stream().map(WireEvent::of).toList(),
              kept.isAll());
      case CallRecord.Down(Downward word) -> word;
    };
  }

  private static String type(CallRecord record) {
    Object named =
        switch (record) {
          case CallRecord.Up(Upward word) -> word;
          case CallRecord.Down(Downward word) -> word;
          default -> record;
        };
    return named.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }
}
