package parley.node.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import parley.line.Line;
import parley.line.LineCause;
import parley.line.LineId;
import parley.line.LineIncident;
import parley.line.LineKeying;
import parley.line.LineLog;
import parley.line.LineState;
import parley.line.Parcel;
import parley.line.exchange.Exchange;
import parley.node.talk.Seat;
import parley.node.talk.TalkService;

class DossierLinesTest {
  private final House norland = House.norland();
  private final House sudria = House.sudria();

  @AfterEach
  void tidy() {
    norland.close();
    sudria.close();
  }

  @Test
  void whatAnExchangeSaysGoesOutThoughTheHistoryCannotBeWritten() {
    TalkService talks = norland.start(new MemoryJournal(false), () -> House.START);
    Seat anna = talks.convene(norland.binder(), List.of(), List.of(sudria.names()));
    BrokenLog log = new BrokenLog();
    SentOn line = new SentOn(new LineId(norland.lineKey(), sudria.lineKey()));
    try (DossierLines lines =
        new DossierLines(
            talks,
            key -> Optional.of(norland.slug),
            Invited.to(anna.talk()),
            log,
            () -> House.START)) {
      lines.began(line);
      String unreadable = ParcelMaker.entries(anna.talk(), List.of("no entry"), List.of());
      lines.received(line, new Parcel(Exchange.CHANNEL, unreadable));
    }
    assertThat(log.asked).as("control: there was something to note").isNotEmpty();
    assertThat(line.sent)
        .map(parcel -> ParcelText.read(parcel.text()).path("kind").asText())
        .contains("taken");
  }

  private static final class BrokenLog implements LineLog {
    final List<LineIncident> asked = new ArrayList<>();

    @Override
    public void up(LineId line, Instant at) {}

    @Override
    public void down(LineId line, Instant at, LineCause cause) {}

    @Override
    public void incident(LineIncident incident) {
      asked.add(incident);
      throw new IllegalStateException("as the test wants");
    }
  }

  private record SentOn(LineId id, List<Parcel> sent) implements Line {
    SentOn(LineId id) {
      this(id, new CopyOnWriteArrayList<>());
    }

    @Override
    public void send(Parcel parcel) {
      sent.add(parcel);
    }

    @Override
    public long room() {
      return Long.MAX_VALUE;
    }

    @Override
    public LineState state() {
      return new LineState.NeverConnected();
    }

    @Override
    public Optional<LineKeying> keying() {
      return Optional.empty();
    }

    @Override
    public void hurry(boolean wanted) {}
  }
}
