package parley.node.office;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import parley.node.people.Audit;
import parley.node.people.DelegateId;
import parley.node.web.Answer;
import parley.node.web.Audience;
import parley.node.web.Exchange;
import parley.node.web.Feature;
import parley.node.web.Route;

/** The audit, to be read: no route writes, changes or removes a line. */
public final class AuditPages implements Feature {
  private static final int ON_A_PAGE = 50;

  private final Desk desk;

  AuditPages(Desk desk) {
    this.desk = desk;
  }

  /**
   * A page of the audit, newest first.
   *
   * @param earlier where it goes on
   */
  public record Listing(List<Line> lines, Optional<String> earlier, boolean isLatest) {}

  /** A line in words. */
  public record Line(String machine, String at, String actor, String deed) {}

  @Override
  public List<Route> routes() {
    return List.of(Route.get("/audit", Audience.ADMINISTRATORS, this::show));
  }

  private Answer show(Exchange exchange) {
    Office office = desk.office(exchange);
    long before =
        exchange
            .query("before")
            .filter(text -> text.matches("\\d{1,18}"))
            .map(Long::parseLong)
            .orElse(Long.MAX_VALUE);
    List<Audit.Line> found = desk.audit().before(office.delegation(), before, ON_A_PAGE + 1);
    List<Audit.Line> shown = found.subList(0, Math.min(ON_A_PAGE, found.size()));
    Optional<String> earlier =
        found.size() > ON_A_PAGE
            ? Optional.of("/audit?before=" + shown.getLast().place())
            : Optional.empty();
    return Answer.page(
            "office/audit.jte",
            new Listing(
                shown.stream().map(line -> line(office, line)).toList(),
                earlier,
                before == Long.MAX_VALUE))
        .following(Office.LIVE);
  }

  private static Line line(Office office, Audit.Line line) {
    String subject =
        line.subject().contains(".")
            ? office.name(DelegateId.parse(line.subject()))
            : office.reader().delegation().name(office.words().language());
    return new Line(
        line.at().toString(),
        office.stamp(line.at()),
        office.name(line.actor()),
        office.words().text("office.deed." + line.deed().slug(), subject, detail(office, line)));
  }

  private static String detail(Office office, Audit.Line line) {
    return switch (line.deed()) {
      case PERSON_ADDED, RIGHTS_CHANGED ->
          line.detail().isEmpty()
              ? office.words().text("office.rights.none")
              : Arrays.stream(line.detail().split(" "))
                  .map(word -> right(office, word))
                  .collect(Collectors.joining(", "));
      case DELEGATION_MADE,
          PERSON_RENAMED,
          PERSON_REMOVED,
          INVITED,
          INVITATION_WITHDRAWN,
          RECOVERY_INVITED,
          KEY_REGISTERED,
          KEY_REPLACED,
          KEY_LOST,
          SESSIONS_ENDED ->
          line.detail();
    };
  }

  private static String right(Office office, String word) {
    return office
        .words()
        .text(word.equals("administrator") ? "office.administrator" : "people.role." + word);
  }
}
