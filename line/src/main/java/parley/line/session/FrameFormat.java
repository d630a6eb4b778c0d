package parley.line.session;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import parley.dossier.model.Reason;
import parley.dossier.wire.Json;
import parley.dossier.wire.Members;
import parley.dossier.wire.StrictJson;
import parley.line.LineAddress;
import parley.line.PairingToken;
import parley.line.Parcel;

/**
 * Frames as bytes: one object of strict JSON, in {@code data} followed by a line feed and the
 * parcel's text. Before each frame goes its length in four bytes, which is not part of it here.
 */
public final class FrameFormat {
  /** Largest object; a hello with four long addresses needs 1,500 bytes. */
  public static final int MAX_HEADER = 4_096;

  /** Largest frame. */
  public static final int MAX_FRAME = MAX_HEADER + 1 + Parcel.MAX_BYTES;

  private static final int VERSION = 1;

  private FrameFormat() {}

  public static byte[] write(Frame frame) {
    return switch (frame) {
      case Frame.Hello hello -> bytes(hello(hello));
      case Frame.Ack(long ack) -> bytes(is("ack").put("ack", ack));
      case Frame.Heartbeat heartbeat -> bytes(heartbeat(heartbeat));
      case Frame.Bye(Frame.Farewell why) -> bytes(is("bye").put("why", lower(why)));
      case Frame.Data(long seq, long ack, Parcel parcel) -> {
        var out = new ByteArrayOutputStream(parcel.text().length() + 100);
        out.writeBytes(
            bytes(is("data").put("seq", seq).put("ack", ack).put("channel", parcel.channel())));
        out.write('\n');
        out.writeBytes(parcel.text().getBytes(StandardCharsets.UTF_8));
        yield out.toByteArray();
      }
    };
  }

  /** Reads one frame, or refuses it as a whole. */
  public static Frame read(byte[] frame) {
    int end = 0;
    while (end < frame.length && end <= MAX_HEADER && frame[end] != '\n') {
      end++;
    }
    byte[] text = end < frame.length ? Arrays.copyOfRange(frame, end + 1, frame.length) : frame;
    Json.Obj header = StrictJson.object(Arrays.copyOf(frame, end), MAX_HEADER);
    try {
      if (end < frame.length) {
        return Members.read(header, members -> data(members, text));
      }
      return Members.read(header, FrameFormat::control);
    } catch (IllegalArgumentException e) {
      throw Reason.VALUE_INVALID.because("frame");
    }
  }

  private static Frame data(Members members, byte[] utf8) {
    if (!members.string("is").equals("data")) {
      throw Reason.VALUE_INVALID.because("only data has a text");
    }
    return new Frame.Data(
        count(members, "seq"),
        count(members, "ack"),
        new Parcel(members.string("channel"), text(utf8)));
  }

  private static Frame control(Members members) {
    return switch (members.string("is")) {
      case "hello" -> hello(members);
      case "ack" -> new Frame.Ack(count(members, "ack"));
      case "heartbeat" ->
          new Frame.Heartbeat(
              count(members, "ack"),
              count(members, "clock"),
              members.optional("echo").map(echo -> Members.read(echo, FrameFormat::echo)),
              members.bool("hurry"),
              Math.toIntExact(Math.clamp(members.integer("every"), 100, 1_000)));
      case "bye" -> new Frame.Bye(farewell(members.string("why")));
      default -> throw Reason.VALUE_INVALID.because("kind of frame");
    };
  }

  private static Frame hello(Members members) {
    if (members.integer("version") != VERSION) {
      throw Reason.TYPE_WRONG.because("version");
    }
    var addresses = members.strings("addresses", LineAddress::of);
    if (addresses.size() > LineAddress.MAX) {
      throw Reason.TOO_LARGE.because("addresses");
    }
    return new Frame.Hello(
        members.string("fresh", Half::new),
        members.optional("resume").map(resume -> Members.read(resume, FrameFormat::resume)),
        count(members, "clock"),
        addresses,
        members.optionalString("token", PairingToken::of));
  }

  private static Frame.Resume resume(Members members) {
    return new Frame.Resume(
        members.string("mine", Half::new),
        members.string("yours", Half::new),
        count(members, "received"),
        count(members, "from"));
  }

  private static Frame.Echo echo(Members members) {
    return new Frame.Echo(count(members, "clock"), count(members, "held"));
  }

  private static Json.Builder hello(Frame.Hello hello) {
    Json.Builder object =
        is("hello")
            .put("version", VERSION)
            .put("fresh", hello.fresh().value())
            .put("clock", hello.clock())
            .put("addresses", Json.strings(hello.addresses()));
    hello
        .resume()
        .ifPresent(
            resume ->
                object.put(
                    "resume",
                    Json.object()
                        .put("mine", resume.mine().value())
                        .put("yours", resume.yours().value())
                        .put("received", resume.received())
                        .put("from", resume.from())
                        .build()));
    hello.token().ifPresent(token -> object.put("token", token.reveal()));
    return object;
  }

  private static Json.Builder heartbeat(Frame.Heartbeat heartbeat) {
    Json.Builder object =
        is("heartbeat")
            .put("ack", heartbeat.ack())
            .put("clock", heartbeat.clock())
            .put("hurry", new Json.Bool(heartbeat.hurry()))
            .put("every", heartbeat.everyMillis());
    heartbeat
        .echo()
        .ifPresent(
            echo ->
                object.put(
                    "echo",
                    Json.object().put("clock", echo.clock()).put("held", echo.held()).build()));
    return object;
  }

  private static Json.Builder is(String kind) {
    return Json.object().put("is", kind);
  }

  private static byte[] bytes(Json.Builder object) {
    return object.build().text().getBytes(StandardCharsets.UTF_8);
  }

  private static long count(Members members, String name) {
    long value = members.integer(name);
    if (value < 0) {
      throw Reason.VALUE_INVALID.because(name);
    }
    return value;
  }

  private static String text(byte[] utf8) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    } catch (CharacterCodingException e) {
      throw Reason.VALUE_INVALID.because("a text that is not UTF-8");
    }
  }

  private static Frame.Farewell farewell(String why) {
    for (Frame.Farewell each : Frame.Farewell.values()) {
      if (lower(each).equals(why)) {
        return each;
      }
    }
    throw Reason.VALUE_INVALID.because("why");
  }

  private static String lower(Frame.Farewell why) {
    return why.name().toLowerCase(Locale.ROOT);
  }
}
