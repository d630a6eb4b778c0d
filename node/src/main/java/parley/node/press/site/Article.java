package parley.node.press.site;

import java.util.List;
import java.util.Optional;
import parley.node.press.publicview.PressRoom;
import parley.node.press.publicview.Statement;
import parley.node.press.publicview.StatementKind;
import parley.node.press.publicview.Wording;
import parley.node.words.Language;
import parley.node.words.Words;

/**
 * A statement as its reader reads it. The desk shows the same before release.
 *
 * @param language of the text
 * @param kind in words; empty for an announcement, which needs none
 * @param dateline place and date of release
 * @param released for machines
 * @param inLanguageOnly what to say when the reader asked for a language in which it was not
 *     written
 * @param note why it was corrected, withdrawn or is to come; empty without one
 */
public record Article(
    Language language,
    String kind,
    String headline,
    String dateline,
    String released,
    List<String> body,
    String speaker,
    String office,
    Optional<Picture> picture,
    Optional<String> inLanguageOnly,
    String note) {
  public Article {
    body = List.copyOf(body);
  }

  /** The picture with its words. */
  public record Picture(
      String address, int width, int height, String alternative, String caption, String credit) {}

  /**
   * The statement for a reader of {@code wanted}.
   *
   * @param pictureAddress where its picture is to be found
   */
  public static Article of(
      PressRoom room, Statement statement, Language wanted, String pictureAddress) {
    Language language = statement.languageFor(wanted);
    Wording wording = statement.wordingFor(wanted);
    Words words = Words.in(wanted);
    return new Article(
        language,
        statement.kind() == StatementKind.ANNOUNCEMENT
            ? ""
            : words.text("press.kind." + statement.kind().slug()),
        wording.headline(),
        dateline(wording.place(), new Dates(language, room.zone()).day(statement.released())),
        statement.released().toString(),
        wording.body(),
        wording.speaker(),
        wording.office(),
        statement
            .picture()
            .map(
                picture ->
                    new Picture(
                        pictureAddress,
                        picture.width(),
                        picture.height(),
                        wording.alternative(),
                        wording.caption(),
                        wording.credit())),
        language == wanted
            ? Optional.empty()
            : Optional.of(words.text("press.site.only-in." + language.tag())),
        wording.note());
  }

  /** A joint statement has no place: it is released in several. */
  private static String dateline(String place, String day) {
    return place.isEmpty() ? day : place + ", " + day;
  }
}
