package parley.node.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import parley.node.people.Delegate;
import parley.node.room.group.MemoryLog;
import parley.node.web.SocketOut;
import parley.node.words.Language;

@Timeout(60)
class HangingRoomTest {
  private static final Delegate ANNA =
      TalkRoomTest.delegate("norland", "anna", Language.EN, "Anna", "Анна");

  private final TestAdmission admission = new TestAdmission(ANNA);
  private final CountDownLatch released = new CountDownLatch(1);
  private final RoomDesk desk =
      new RoomDesk(
          name -> new RecordedRelay(),
          admission,
          talk -> new MemoryLog(),
          talk -> new NoDocuments(),
          Ways.NONE);

  private static final class Page implements SocketOut {
    final List<String> heard = Collections.synchronizedList(new ArrayList<>());

    @Override
    public void send(String text) {
      heard.add(text);
    }

    @Override
    public void close(int code, String reason) {
      heard.add("closed");
    }
  }

  @AfterEach
  void release() {
    released.countDown();
    desk.close();
  }

  private Page enters() throws Exception {
    return joins(desk.room("t"));
  }

  private static Page joins(TalkRoom room) throws Exception {
    Page page = new Page();
    room.join(
        new Occupant(ANNA, Language.EN, page, () -> true),
        (ClientMessage.Join) ClientMessages.read(ClientMessagesTest.JOIN));
    return page;
  }

  /** Its thread does not end what it is at. */
  private void hang(TalkRoom room) throws Exception {
    CountDownLatch hangs = new CountDownLatch(1);
    room.documents(
        houses -> {
          hangs.countDown();
          hang();
        });
    hangs.await();
  }

  private void hang() {
    boolean isOver = false;
    while (!isOver) {
      try {
        released.await();
        isOver = true;
      } catch (InterruptedException e) {
        // what hangs in earnest does not listen either
      }
    }
  }

  @Test
  void whereTheDossierHangsEveryRoomIsStillGivenUp() throws Exception {
    TalkRoom one = desk.room("one");
    TalkRoom other = desk.room("other");
    TalkRoom well = desk.room("well");
    hang(one);
    hang(other);
    admission.whenAsked = this::hang;
    desk.watch(System.nanoTime() + RoomDesk.HANGS.plusSeconds(1).toNanos());
    assertThat(desk.open().values()).doesNotContain(one, other).contains(well);
  }

  @Test
  void whoFoundARoomJustBeforeItWasGivenUpIsToldToComeAgain() throws Exception {
    TalkRoom room = desk.room("t");
    Page early = joins(room);
    assertThat(desk.seats(ANNA.id(), "t")).isTrue();
    assertThat(early.heard).as("control").doesNotContain("closed");
    room.abandon();
    Page late = joins(room);
    assertThat(late.heard).contains("closed").anyMatch(text -> text.contains("\"cause\":\"lost\""));
  }

  @Test
  void aRoomWhoseThreadHangsIsGivenUpAndItsPagesComeBackIntoANewOne() throws Exception {
    Page anna = enters();
    assertThat(desk.seats(ANNA.id(), "t")).isTrue();
    TalkRoom room = desk.room("t");
    hang(room);
    desk.watch(System.nanoTime());
    assertThat(desk.room("t")).as("not at once").isSameAs(room);
    desk.watch(System.nanoTime() + RoomDesk.HANGS.plusSeconds(1).toNanos());
    assertThat(desk.room("t")).isNotSameAs(room);
    assertThat(anna.heard).contains("closed").anyMatch(text -> text.contains("\"cause\":\"lost\""));
    enters();
    assertThat(desk.seats(ANNA.id(), "t")).as("the new one works").isTrue();
  }

  @Test
  void aCommandThatFailsIsNotTheRoomsLast() throws Exception {
    RoomTurn turn = new RoomTurn(Thread.ofVirtual().factory());
    CountDownLatch next = new CountDownLatch(1);
    turn.execute(
        () -> {
          throw new IllegalStateException("on purpose");
        });
    turn.execute(next::countDown);
    assertThat(next.await(30, TimeUnit.SECONDS)).isTrue();
    turn.close();
  }
}
