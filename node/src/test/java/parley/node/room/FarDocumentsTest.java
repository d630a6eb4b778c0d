package parley.node.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import parley.dossier.model.Base64Url;
import parley.node.room.group.DocumentCard;
import parley.node.room.group.GroupRequest;

/** Documents of one talk's room on two nodes. */
class FarDocumentsTest extends DocumentHouses {
  @Test
  void whatIsHandedOverInOneHouseIsGotInTheOtherWithFewPiecesUnderWay() throws IOException {
    byte[] content = bytes(10 * PIECE + 77);
    String id = north.share(content);
    line.cut();
    line.goOn();
    assertThat(south.documents.coming("t", id)).as("not announced yet").isEmpty();
    line.settle();
    assertThat(south.fetches()).hasSize(5);
    assertThat(south.arrived(id)).as("the first is answered, four are under way").isEqualTo(PIECE);
    turns(4);
    assertThat(south.found(id)).hasValue(content);
    assertThat(south.documents.coming("t", id)).isEmpty();
    assertThat(line.one.incidents).isEmpty();
    assertThat(line.other.incidents).isEmpty();
    assertThat(south.documents.find("u", id)).as("of its own talk only").isEmpty();
  }

  @Test
  void itGoesOnAfterABreakAndInANewSessionWhereItWas() throws IOException {
    byte[] content = bytes(20 * PIECE);
    String id = north.share(content);
    turns(1);
    line.cut();
    turns(2);
    line.goOn();
    turns(1);
    long before = south.arrived(id);
    assertThat(before).isBetween((long) PIECE, 19L * PIECE);
    line.cut();
    line.begin();
    turns(8);
    assertThat(south.found(id)).hasValue(content);
    assertThat(south.fetches().stream().filter(text -> text.contains("\"from\":0}"))).hasSize(1);
  }

  @Test
  void aNodeThatIsStartedAgainFetchesFromTheBeginning() throws IOException {
    byte[] content = bytes(20 * PIECE);
    String id = north.share(content);
    turns(2);
    assertThat(south.arrived(id)).isPositive();
    south.start();
    assertThat(south.files()).isZero();
    line.begin();
    turns(8);
    assertThat(south.found(id)).hasValue(content);
  }

  @Test
  void whoWaitsForADocumentGetsItBeforeThoseThatNobodyWaitsFor() throws IOException {
    String first = north.share(bytes(40 * PIECE));
    byte[] content = bytes(3 * PIECE);
    String waited = north.share(content);
    turns(1);
    south.room.documents(houses -> houses.hurry(waited));
    turns(3);
    assertThat(south.found(waited)).hasValue(content);
    assertThat(south.arrived(first)).as("control").isLessThan(40L * PIECE);
  }

  @Test
  void otherBytesThanWereAnnouncedAreNotKeptNorFetchedAgain() throws IOException {
    announce(1, NAME, 3, digest(new byte[] {1, 2, 3}));
    piece(NAME, 0, new byte[] {1, 2, 4});
    assertThat(line.other.incidents)
        .containsExactly("MALFORMED a document that is not the one announced");
    assertThat(south.found(NAME)).isEmpty();
    assertThat(south.documents.coming("t", NAME)).isEmpty();
    assertThat(south.files()).isZero();
    announce(1, NAME, 3, digest(new byte[] {1, 2, 3}));
    assertThat(south.fetches()).hasSize(1);
    String right = "B".repeat(22);
    announce(1, right, 3, digest(new byte[] {1, 2, 3}));
    piece(right, 0, new byte[] {1, 2, 3});
    assertThat(south.found(right)).as("control").isPresent();
  }

  @Test
  void moreOrFewerBytesThanWereAnnouncedAreRefused() throws IOException {
    for (int length : List.of(2, 4, PIECE)) {
      String id = Base64Url.encode(new byte[16]).substring(2) + (length % 97 + 10);
      line.other.incidents.clear();
      announce(1, id, 3, digest(new byte[3]));
      piece(id, 0, new byte[length]);
      assertThat(line.other.incidents)
          .containsExactly("MALFORMED a piece of a document that is not as long as announced");
      assertThat(south.documents.coming("t", id)).isEmpty();
    }
    line.other.incidents.clear();
    announce(1, NAME, 50L << 20, digest(new byte[3]));
    piece(NAME, 0, new byte[PIECE + 1]);
    assertThat(line.other.incidents).hasSize(1);
    assertThat(south.files()).isZero();
  }

  @Test
  void aPieceThatNobodyAskedForIsNotTaken() throws IOException {
    announce(1, NAME, 2 * PIECE, digest(new byte[3]));
    line.other.incidents.clear();
    piece(NAME, PIECE, bytes(PIECE));
    piece("C".repeat(22), 0, bytes(PIECE));
    assertThat(line.other.incidents)
        .hasSize(2)
        .containsOnly("MALFORMED a piece of a document that was not asked for");
    assertThat(south.arrived(NAME)).isZero();
    piece(NAME, 0, bytes(PIECE));
    assertThat(south.arrived(NAME)).as("control").isEqualTo(PIECE);
  }

  @Test
  void aHouseThatNeverAnswersIsAskedForFewPiecesAndOnlyItsOwnWait() throws IOException {
    announce(1, NAME, 50L << 20, digest(new byte[3]));
    turns(20);
    assertThat(south.fetches()).hasSize(FarDocuments.MOST_UNDER_WAY);
    assertThat(south.arrived(NAME)).isZero();
    String own = south.share(bytes(100));
    turns(1);
    assertThat(north.found(own)).hasValue(bytes(100));
  }

  @Test
  void whatWasNotAnnouncedOrIsOfAnotherTalkIsNotGivenOut() throws IOException {
    DocumentCard other = south.keep("u", bytes(100));
    String own = south.share(bytes(100));
    turns(1);
    int sent = line.other.sent.size();
    for (String id : List.of(NAME, other.id())) {
      forge("fetch", "\"id\":\"%s\",\"from\":0".formatted(id));
    }
    assertThat(line.other.sent).hasSize(sent);
    assertThat(line.other.incidents)
        .containsExactly(
            "MALFORMED a document is asked for that was not announced",
            "MALFORMED a document is asked for that was not announced");
    forge("fetch", "\"id\":\"%s\",\"from\":0".formatted(own));
    turns(1);
    assertThat(line.other.sent.getLast()).as("control").contains(own, "\"type\":\"piece\"");
    forge("fetch", "\"id\":\"%s\",\"from\":%d".formatted(own, PIECE));
    turns(1);
    assertThat(line.other.sent.getLast()).as("beyond its end").contains("\"unshared\"");
  }

  @Test
  void whoAsksForTooMuchAtOnceIsAnsweredInPartAndCounted() throws IOException {
    String own = south.share(bytes(20 * PIECE));
    line.settle();
    for (int i = 0; i < 20; i++) {
      forge("fetch", "\"id\":\"%s\",\"from\":%d".formatted(own, i * PIECE));
    }
    assertThat(line.other.incidents)
        .isNotEmpty()
        .containsOnly("FLOOD too much of documents is asked for at once");
  }

  @Test
  void aHouseHasRoomForAsMuchAsThisOneAndTakesNoneOfItsRoom() throws IOException {
    for (int i = 0; i < 11; i++) {
      announce(1, "D".repeat(20) + (10 + i), 50L << 20, digest(new byte[3]));
    }
    assertThat(line.other.incidents)
        .containsExactly("OVERSIZE more documents than a talk may have");
    assertThat(south.keep("t", bytes(10)).size()).isEqualTo(10);
  }

  @Test
  void aDocumentIsNotAnnouncedAnewAsAnotherNorUnderTheNameOfOneOfOurs() throws IOException {
    String own = south.share(bytes(100));
    announce(1, own, 100, digest(bytes(100)));
    announce(1, NAME, 100, digest(bytes(100)));
    announce(1, NAME, 101, digest(bytes(100)));
    assertThat(line.other.incidents)
        .hasSize(2)
        .containsOnly("MALFORMED a document that was announced otherwise");
  }

  @Test
  void nothingOfAnEndedGroupIsLeftInAnyHouse() throws IOException {
    String here = north.share(bytes(PIECE));
    turns(2);
    String underWay = north.share(bytes(40 * PIECE));
    turns(2);
    assertThat(south.found(here)).isPresent();
    assertThat(south.arrived(underWay)).isPositive();
    north.log.end();
    south.log.end();
    turns(3);
    assertThat(south.files()).isZero();
    assertThat(north.files()).isZero();
    announce(1, NAME, 100, digest(bytes(100)));
    assertThat(south.documents.coming("t", NAME)).as("of a group that has ended").isEmpty();
  }

  @Test
  void whatIsAnnouncedBeforeItsGroupIsKnownHereWaitsForIt() {
    announce(2, NAME, 100, digest(bytes(100)));
    assertThat(south.documents.coming("t", NAME)).isEmpty();
    south.log.end();
    south.log.create(new GroupRequest.Create(2, "HHHH", "IIII"));
    south.room.review();
    assertThat(south.documents.coming("t", NAME)).isPresent();
  }

  @Test
  void whatIsMalformedIsDroppedAndCounted() {
    String digest = digest(new byte[3]);
    for (String text :
        List.of(
            "\"shared\",\"generation\":0,\"documents\":[]",
            "\"shared\",\"generation\":1,\"documents\":null",
            "\"shared\",\"generation\":1,\"documents\":[null]",
            "\"shared\",\"generation\":1,\"documents\":[{\"id\":\"../../../../../../a.b\",\"size\":1,"
                + "\"digest\":\""
                + digest
                + "\"}]",
            "\"shared\",\"generation\":1,\"documents\":[{\"id\":\""
                + NAME
                + "\",\"size\":0,"
                + "\"digest\":\""
                + digest
                + "\"}]",
            "\"shared\",\"generation\":1,\"documents\":[{\"id\":\""
                + NAME
                + "\",\"size\":53000000,"
                + "\"digest\":\""
                + digest
                + "\"}]",
            "\"fetch\",\"id\":\"" + NAME + "\",\"from\":-65536",
            "\"fetch\",\"id\":\"" + NAME + "\",\"from\":1",
            "\"fetch\",\"id\":\"" + NAME + "\"",
            "\"piece\",\"id\":\"" + NAME + "\",\"from\":0,\"content\":\"\"",
            "\"piece\",\"id\":\"" + NAME + "\",\"from\":0,\"content\":\"A+==\"",
            "\"piece\",\"id\":\"" + NAME + "\",\"from\":0,\"content\":\"AB\"",
            "\"unshared\",\"id\":\"" + NAME + "\"")) {
      line.other.incidents.clear();
      line.other.forge("{\"talk\":\"t\",\"type\":" + text + "}");
      line.settle();
      assertThat(line.other.incidents).as(text).hasSize(1);
    }
  }
}
