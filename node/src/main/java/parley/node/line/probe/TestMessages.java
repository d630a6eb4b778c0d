package parley.node.line.probe;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import parley.dossier.model.Reason;
import parley.dossier.model.Refusal;
import parley.dossier.wire.Json;
import parley.dossier.wire.Members;
import parley.dossier.wire.StrictJson;
import parley.node.trunk.ToldEnd;
import parley.node.trunk.TrackFormat;
import parley.node.words.Slug;
import parley.relay.TrunkTrack;
import parley.relay.clip.ClipReport;

/** Messages of the channel {@code test} as JSON, with no member more or less. */
public final class TestMessages {
  /** Largest message. */
  static final int MOST_BYTES = 8_192;

  private static final int MOST_TRACKS = 4;
  private static final long NANOS_OF_MICRO = 1_000;

  private TestMessages() {}

  public static String write(TestMessage message) {
    String type = message.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    Json.Builder begun = Json.object().put("type", type).put("id", message.id());
    Json.Builder whole =
        switch (message) {
          case TestMessage.Ask(var id, var end) -> begun.put("end", end.json());
          case TestMessage.Accepted(var id, var end) -> begun.put("end", end.json());
          case TestMessage.Refused(var id, var why) -> begun.put("why", Slug.of(why));
          case TestMessage.Offered(var id, var tracks) ->
              begun.put("tracks", TrackFormat.write(tracks));
          case TestMessage.Wanted(var id, var track, var layers) ->
              begun.put("track", track).put("layers", TrackFormat.write(layers));
          case TestMessage.Done(var id, var figures) -> write(begun, figures);
          case TestMessage.Failed failed -> begun;
        };
    return whole.build().text();
  }

  private static Json.Builder write(Json.Builder begun, Figures figures) {
    ClipReport report = figures.report();
    figures.clockOffset().ifPresent(offset -> begun.put("offset", micros(offset)));
    return begun
        .put("sounds", share(report.sounds()))
        .put("frames", share(report.frames()))
        .put("altered", report.altered())
        .put("median", micros(report.roundTrip().median()))
        .put("p95", micros(report.roundTrip().percentile95()))
        .put("jitter", micros(report.jitter()))
        .put("bits", report.bitsPerSecond())
        .put("age", figures.connectionAge().toSeconds());
  }

  private static Json share(ClipReport.Share share) {
    return numbers(List.of(share.sent(), share.returned()));
  }

  private static Json numbers(List<Integer> numbers) {
    return new Json.Arr(numbers.stream().map(each -> (Json) new Json.Int(each)).toList());
  }

  private static long micros(Duration duration) {
    return Math.round(duration.toNanos() / (double) NANOS_OF_MICRO);
  }

  /** Reads a message; empty if it is none. */
  public static Optional<TestMessage> read(String text) {
    try {
      byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
      return Optional.of(Members.read(StrictJson.object(utf8, MOST_BYTES), TestMessages::message));
    } catch (Refusal notOne) {
      return Optional.empty();
    }
  }

  private static TestMessage message(Members members) {
    TestId id = members.string("id", TestId::new);
    return switch (members.string("type")) {
      case "ask" -> new TestMessage.Ask(id, ToldEnd.read(members.json("end")));
      case "accepted" -> new TestMessage.Accepted(id, ToldEnd.read(members.json("end")));
      case "refused" -> new TestMessage.Refused(id, refusal(members.string("why")));
      case "offered" -> new TestMessage.Offered(id, tracks(members.json("tracks")));
      case "wanted" ->
          new TestMessage.Wanted(
              id,
              members.string("track", TrackFormat::id),
              TrackFormat.layers(members.json("layers")));
      case "done" -> new TestMessage.Done(id, figures(members));
      case "failed" -> new TestMessage.Failed(id);
      default -> throw Reason.VALUE_INVALID.because("type");
    };
  }

  private static Finding refusal(String why) {
    for (Finding each : List.of(Finding.BUSY, Finding.TOO_SOON)) {
      if (Slug.of(each).equals(why)) {
        return each;
      }
    }
    throw Reason.VALUE_INVALID.because("why");
  }

  private static List<TrunkTrack> tracks(Json json) {
    List<TrunkTrack> tracks = TrackFormat.read(json);
    if (tracks.size() > MOST_TRACKS) {
      throw Reason.TOO_LARGE.because("tracks");
    }
    return tracks;
  }

  private static Figures figures(Members members) {
    return new Figures(
        new ClipReport(
            share(members.json("sounds")),
            share(members.json("frames")),
            number(members.json("altered"), Integer.MAX_VALUE),
            new ClipReport.RoundTrip(duration(members, "median"), duration(members, "p95")),
            duration(members, "jitter"),
            members.integer("bits")),
        members.optional("offset").map(offset -> duration(members, "offset")),
        Duration.ofSeconds(members.integer("age")));
  }

  private static ClipReport.Share share(Json json) {
    List<Integer> both = Members.listOf(json, item -> number(item, Integer.MAX_VALUE));
    if (both.size() != 2) {
      throw Reason.VALUE_INVALID.because("sent and returned");
    }
    return new ClipReport.Share(both.getFirst(), both.getLast());
  }

  private static Duration duration(Members members, String name) {
    return Duration.of(members.integer(name), ChronoUnit.MICROS);
  }

  private static int number(Json json, int most) {
    if (json instanceof Json.Int(long number) && number >= 0 && number <= most) {
      return (int) number;
    }
    throw Reason.VALUE_INVALID.because("a number");
  }
}
