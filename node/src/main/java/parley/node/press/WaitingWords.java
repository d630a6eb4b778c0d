package parley.node.press;

import java.util.List;
import parley.node.press.clearing.Clearing;
import parley.node.talk.PressMoves;
import parley.node.talk.Seat;
import parley.node.words.Language;
import parley.node.words.Words;

/** Says what waits for a person in her press office, for the desk and the talk's pages. */
record WaitingWords(ClearingOffice office, Language language) {
  List<PressMoves.Card> cards(Seat seat) {
    return office.waitingFor(seat).stream().map(each -> card(seat, each)).toList();
  }

  private PressMoves.Card card(Seat seat, ClearingOffice.Waiting waiting) {
    Words words = Words.in(language);
    Draft draft = waiting.draft();
    String path = DeskAccess.deskPath(seat) + "/drafts/" + draft.id();
    String title = draft.title(language);
    String headline = title.isEmpty() ? words.text("press.untitled") : title;
    String kind = words.text("press.kind." + draft.kind().slug());
    return switch (waiting.task()) {
      case CLEAR ->
          new PressMoves.Card(
              draft.id().value(),
              words.text("press.waits.clear", submitter(waiting.clearing()), kind),
              headline,
              "",
              words.text("press.waits.clear.action"),
              path + "/check");
      case RELEASE ->
          new PressMoves.Card(
              draft.id().value(),
              words.text("press.waits.release", kind),
              headline,
              "",
              words.text("press.waits.release.action"),
              path + "/check");
      case REVISE ->
          new PressMoves.Card(
              draft.id().value(),
              words.text("press.waits.revise", returner(waiting.clearing()), kind),
              headline,
              words.text("press.remark", waiting.clearing().verdicts().getLast().remark()),
              words.text("press.waits.revise.action"),
              path);
    };
  }

  private String submitter(Clearing clearing) {
    return clearing
        .open()
        .flatMap(open -> clearing.person(open.by()))
        .map(person -> person.name(language))
        .orElse("");
  }

  private String returner(Clearing clearing) {
    var by = clearing.verdicts().getLast().by();
    return clearing.person(by).map(person -> person.name(language)).orElse(by.toString());
  }
}
