package parley.line.exchange;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import parley.line.LineId;
import parley.line.LineIncident;
import parley.line.Parcel;

/** Collects what one event leads to. The same incident is told once in a session. */
final class Outbox {
  /** More incidents than this in a session say nothing new, and would fill a disk. */
  private static final int MOST_INCIDENTS = 200;

  private final LineId line;
  private final List<Parcel> parcels = new ArrayList<>();
  private final List<LineIncident> incidents = new ArrayList<>();
  private final List<RuntimeException> faults = new ArrayList<>();
  private final Set<String> told = new HashSet<>();

  Outbox(LineId line) {
    this.line = line;
  }

  /** A new session. */
  void begin() {
    told.clear();
  }

  void send(Message message) {
    parcels.add(new Parcel(Exchange.CHANNEL, MessageFormat.write(message)));
  }

  void report(LineIncident.Kind kind, String detail, Instant now) {
    if (told.size() < MOST_INCIDENTS && told.add(kind + " " + detail)) {
      incidents.add(new LineIncident(kind, now, Optional.of(line), Optional.empty(), detail));
    }
  }

  void failed(RuntimeException fault) {
    faults.add(fault);
  }

  Output empty() {
    Output output = new Output(parcels, incidents, faults);
    parcels.clear();
    incidents.clear();
    faults.clear();
    return output;
  }
}
