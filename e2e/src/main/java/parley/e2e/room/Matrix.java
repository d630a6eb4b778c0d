package parley.e2e.room;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import parley.e2e.capture.Seat;

/**
 * Who receives what from whom: for each receiver and each sender the seat number read in the
 * picture and the seat whose tone is heard; zero where nothing moves or sounds.
 */
public record Matrix(SortedMap<String, SortedMap<String, Received>> rows) {
  /** What one person receives of another. */
  public record Received(int picture, int tone) {}

  /** Everybody receives everybody else, and nobody herself. */
  public static Matrix expected(Map<String, Seat> seats) {
    SortedMap<String, SortedMap<String, Received>> rows = new TreeMap<>();
    for (String receiver : seats.keySet()) {
      SortedMap<String, Received> row = new TreeMap<>();
      seats.forEach((sender, seat) -> row.put(sender, new Received(seat.number(), seat.number())));
      row.remove(receiver);
      rows.put(receiver, row);
    }
    return new Matrix(rows);
  }

  /** One receiver's row out of what her page measured. */
  public static SortedMap<String, Received> row(JsonNode measured) {
    SortedMap<String, Received> row = new TreeMap<>();
    for (JsonNode picture : measured.path("pictures")) {
      int seat = picture.path("moving").asBoolean() ? picture.path("seat").asInt() : 0;
      row.merge(picture.path("person").asText(), new Received(seat, 0), Matrix::join);
    }
    for (JsonNode tone : measured.path("tones")) {
      boolean audible = !tone.path("silenced").asBoolean() && tone.path("decibel").asDouble() > -70;
      int seat = audible ? Seat.ofTone(tone.path("hz").asDouble()).map(Seat::number).orElse(0) : 0;
      row.merge(tone.path("person").asText(), new Received(0, seat), Matrix::join);
    }
    return row;
  }

  private static Received join(Received one, Received other) {
    return new Received(one.picture + other.picture, one.tone + other.tone);
  }

  /** A table for people. */
  public String table() {
    StringBuilder table = new StringBuilder();
    rows.forEach(
        (receiver, row) -> {
          table.append("%-16s receives".formatted(receiver));
          row.forEach(
              (sender, got) ->
                  table.append("  %s %d/%d".formatted(sender, got.picture(), got.tone())));
          table.append('\n');
        });
    return table.toString();
  }
}
