package parley.node.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.dossier.chain.SealKey;
import parley.dossier.model.SealPublicKey;
import parley.dossier.model.Texts;
import parley.line.LineCause;
import parley.line.LineId;
import parley.line.LineIncident;
import parley.node.line.LineEvent.Kind;
import parley.node.storage.Database;

class LineHistoryTest {
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  private static final SealPublicKey OURS = key(1);
  private static final LineId LINE = new LineId(OURS, key(2));
  private static final Counterpart SUDRIA =
      new Counterpart("norland", key(2), "sudria", Texts.of("en", "Sudria"), List.of(), NOW);

  @TempDir Path folder;
  private Database database;
  private LineHistory history;
  private final List<String> told = new ArrayList<>();

  @BeforeEach
  void open() {
    database = Database.open(folder.resolve("node.db"));
    history =
        new LineHistory(database, key -> Optional.of("norland").filter(any -> key.equals(OURS)));
    history.watch(told::add);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private static SealPublicKey key(int number) {
    byte[] seed = new byte[32];
    seed[0] = (byte) number;
    return SealKey.ofSeed(seed).publicKey();
  }

  @Test
  void keepsWhatHappenedNewestFirstAndTellsThePages() {
    history.up(LINE, NOW);
    history.down(LINE, NOW.plusSeconds(5), LineCause.SILENCE);
    assertThat(history.latest(SUDRIA, 10))
        .containsExactly(
            new LineEvent(NOW.plusSeconds(5), Kind.DOWN, "silence", ""),
            new LineEvent(NOW, Kind.UP, "", ""));
    assertThat(told).containsExactly("norland", "norland");
  }

  @Test
  void keepsTheLatestOfEachLineOnly() {
    LineId other = new LineId(OURS, key(3));
    history.up(other, NOW);
    database.write(
        handle ->
            handle.execute(
                """
                with recursive n (i) as (select 1 union all select i + 1 from n where i < ?)
                insert into line_event (delegation, line_key, at, kind, what, detail)
                select 'norland', ?, i, 'up', '', '' from n""",
                LineHistory.MOST,
                key(2).x()));
    history.down(LINE, NOW, LineCause.BROKEN);
    List<LineEvent> kept = history.latest(SUDRIA, LineHistory.MOST + 10);
    assertThat(kept).hasSize(LineHistory.MOST);
    assertThat(kept.getFirst().kind()).isEqualTo(Kind.DOWN);
    assertThat(kept.getLast().at()).isEqualTo(Instant.ofEpochMilli(2));
    assertThat(countOf(key(3))).as("another line's").isEqualTo(1);
  }

  @Test
  void aStrangerCannotFillTheDiskWithIncidents() throws Exception {
    for (int i = 0; i < 100; i++) {
      history.incident(byStranger(NOW.plusMillis(i)));
    }
    assertThat(history.ofStrangers(200)).hasSize(LineHistory.MOST_OF_STRANGERS);
    history.incident(byStranger(NOW.plusSeconds(61)));
    assertThat(history.ofStrangers(200)).hasSize(LineHistory.MOST_OF_STRANGERS + 1);
    assertThat(history.ofStrangers(1).getFirst().detail())
        .isEqualTo("192.0.2.9: a key (and 70 before it that are not listed)");
  }

  @Test
  void aKnownCounterpartCannotFillTheDiskAndOneKindOfIncidentHidesNoOther() {
    for (int i = 0; i < 10_000; i++) {
      history.incident(byCounterpart(LineIncident.Kind.FLOOD, NOW.plusMillis(i)));
    }
    history.incident(byCounterpart(LineIncident.Kind.EQUIVOCATION, NOW.plusSeconds(10)));
    List<LineEvent> kept = history.latest(SUDRIA, 20_000);
    assertThat(kept).hasSize(LineHistory.MOST_OF_A_KIND + 1);
    assertThat(kept.getFirst().what()).isEqualTo("equivocation");
    history.incident(byCounterpart(LineIncident.Kind.FLOOD, NOW.plusSeconds(400)));
    assertThat(history.latest(SUDRIA, 1).getFirst().detail())
        .as("control: later there is room again, and it says what was left out")
        .contains("9980");
  }

  private static LineIncident byCounterpart(LineIncident.Kind kind, Instant at) {
    return new LineIncident(kind, at, Optional.of(LINE), Optional.empty(), "too much");
  }

  private static LineIncident byStranger(Instant at) throws Exception {
    return new LineIncident(
        LineIncident.Kind.TOKEN_UNKNOWN,
        at,
        Optional.empty(),
        Optional.of(InetAddress.getByName("192.0.2.9")),
        "a key");
  }

  private int countOf(SealPublicKey counterpart) {
    return database.read(
        handle ->
            handle
                .createQuery("select count(*) from line_event where line_key = ?")
                .bind(0, counterpart.x())
                .mapTo(Integer.class)
                .one());
  }

  @Test
  void aDayIsDrawnFromTheTurnsOfTheLineWhateverElseHappened() {
    List<LineEvent> newestFirst =
        List.of(
            event(Duration.ofHours(6), Kind.UP, ""),
            event(Duration.ofHours(7), Kind.INCIDENT, "flood"),
            event(Duration.ofHours(8), Kind.DOWN, "silence"),
            event(Duration.ofHours(30), Kind.UP, ""));
    DayPlot day = DayPlot.of(newestFirst, NOW);
    assertThat(day.bars())
        .extracting(DayPlot.Bar::state)
        .containsExactly(DayPlot.State.UP, DayPlot.State.DOWN, DayPlot.State.UP);
    DayPlot.Bar pause = day.breaks().getFirst();
    assertThat(day.x(pause)).isEqualTo(960);
    assertThat(day.width(pause)).isEqualTo(120);
    assertThat(pause.why()).isEqualTo("silence");
  }

  @Test
  void whatIsNotKnownOfADayIsDrawnNeitherAsUpNorAsDown() {
    assertThat(DayPlot.of(List.of(), NOW).bars())
        .extracting(DayPlot.Bar::state)
        .containsExactly(DayPlot.State.UNKNOWN);
    DayPlot day = DayPlot.of(List.of(event(Duration.ofHours(2), Kind.STARTED, "")), NOW);
    assertThat(day.bars())
        .extracting(DayPlot.Bar::state)
        .containsExactly(DayPlot.State.UNKNOWN, DayPlot.State.DOWN);
  }

  @Test
  void aBreakOfASecondCanStillBeSeen() {
    DayPlot day =
        DayPlot.of(
            List.of(
                event(Duration.ofMinutes(60).minusSeconds(1), Kind.UP, ""),
                event(Duration.ofMinutes(60), Kind.DOWN, "broken"),
                event(Duration.ofHours(3), Kind.UP, "")),
            NOW);
    assertThat(day.width(day.breaks().getFirst())).isEqualTo(2);
  }

  @Test
  void afterADeathWithoutAWordTheLineWasUpUntilTheLastSignOfLifeAndNoLonger() {
    history.up(LINE, NOW.minus(Duration.ofHours(6)));
    history.alive(NOW.minus(Duration.ofHours(3)));
    history.started(SUDRIA, NOW.minus(Duration.ofHours(1)));
    DayPlot day = DayPlot.of(history.latest(SUDRIA, 10), NOW);
    DayPlot.Bar pause = day.breaks().getFirst();
    assertThat(pause.from()).isEqualTo(NOW.minus(Duration.ofHours(3)));
    assertThat(pause.why()).isEqualTo("ended-here");

    history.started(SUDRIA, NOW);
    assertThat(history.latest(SUDRIA, 10)).as("it was down before").hasSize(4);
  }

  @Test
  void aLineThatCameUpAfterTheLastSignOfLifeWasNotDownBeforeIt() {
    history.alive(NOW.minus(Duration.ofHours(3)));
    history.up(LINE, NOW.minus(Duration.ofHours(2)));
    history.started(SUDRIA, NOW);
    assertThat(history.latest(SUDRIA, 2).getLast())
        .isEqualTo(new LineEvent(NOW.minus(Duration.ofHours(2)), Kind.DOWN, "ended-here", ""));
  }

  private static LineEvent event(Duration ago, Kind kind, String what) {
    return new LineEvent(NOW.minus(ago), kind, what, "");
  }
}
