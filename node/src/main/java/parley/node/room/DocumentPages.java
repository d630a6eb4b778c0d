package parley.node.room;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import parley.node.room.group.Arrival;
import parley.node.room.group.DocumentCard;
import parley.node.room.group.Documents;
import parley.node.web.Answer;
import parley.node.web.Audience;
import parley.node.web.Exchange;
import parley.node.web.Problem;
import parley.node.web.Route;

/**
 * The documents of a room, as ciphertext: whoever sits in it hands them over, whoever may be in it
 * gets them.
 */
record DocumentPages(Admission admission, RoomDesk desk, Documents documents) {
  private static final String PATH = "/room/{talk}/documents";
  private static final int CREATED = 201;
  private static final int ACCEPTED = 202;
  private static final int CONFLICT = 409;
  private static final int INSUFFICIENT_STORAGE = 507;

  List<Route> routes() {
    return List.of(
        Route.bytes(PATH, Audience.DELEGATES, this::take),
        Route.get(PATH + "/{document}", Audience.DELEGATES, this::give));
  }

  private Answer take(Exchange exchange, InputStream bytes) throws IOException {
    String talk = exchange.path("talk");
    return switch (admission.standing(exchange.delegate(), talk)) {
      case Admission.Stranger stranger -> Answer.refuse(Problem.NOT_FOUND);
      case Admission.Outside outside -> Answer.refuse(Problem.NOT_YOUR_ROLE);
      case Admission.Admitted admitted ->
          desk.seats(exchange.delegate().id(), talk)
              ? answer(taken(exchange.delegate().id().delegation(), talk, bytes), bytes)
              : plain(CONFLICT, "not in the room");
    };
  }

  /** Other houses hear of it before anybody can name it to their people. */
  private Documents.Outcome taken(String side, String talk, InputStream bytes) throws IOException {
    Documents.Outcome outcome = documents.take(talk, side, bytes);
    if (outcome instanceof Documents.Kept(DocumentCard card)) {
      desk.room(talk).documents(houses -> houses.tell(side, card));
    }
    return outcome;
  }

  /** A browser reads an answer only after it has sent all, so the rest of it is read first. */
  private static Answer answer(Documents.Outcome outcome, InputStream rest) throws IOException {
    long left = Documents.MOST_BYTES;
    for (long skipped = 1; left > 0 && skipped > 0; left -= skipped) {
      skipped = rest.skip(left);
    }
    return switch (outcome) {
      case Documents.Kept(DocumentCard card) -> plain(CREATED, card.id());
      case Documents.TooLarge tooLarge -> Answer.refuse(Problem.TOO_LARGE);
      case Documents.Full full -> plain(INSUFFICIENT_STORAGE, "the room's documents are too many");
    };
  }

  private Answer give(Exchange exchange) {
    String talk = exchange.path("talk");
    return switch (admission.standing(exchange.delegate(), talk)) {
      case Admission.Stranger stranger -> Answer.refuse(Problem.NOT_FOUND);
      case Admission.Outside outside -> Answer.refuse(Problem.NOT_YOUR_ROLE);
      case Admission.Admitted admitted ->
          documents
              .find(talk, exchange.path("document"))
              .<Answer>map(Answer.Stored::new)
              .or(
                  () ->
                      documents
                          .coming(talk, exchange.path("document"))
                          .map(each -> wait(talk, each)))
              .orElseGet(() -> Answer.refuse(Problem.NOT_FOUND));
    };
  }

  /** On its way from another house: how many bytes have come. The script asks again. */
  private Answer wait(String talk, Arrival arrival) {
    desk.room(talk).documents(houses -> houses.hurry(arrival.card().id()));
    return plain(ACCEPTED, Long.toString(arrival.arrived()));
  }

  /** For the script, which has words of its own. */
  private static Answer plain(int status, String text) {
    return new Answer.Content(
        status, "text/plain", text.getBytes(StandardCharsets.US_ASCII), Map.of());
  }
}
