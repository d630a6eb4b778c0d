package parley.node.line;

import java.time.InstantSource;
import java.util.List;
import parley.node.talk.TalkService;
import parley.node.web.Feature;
import parley.node.web.LiveUpdates;
import parley.node.web.Route;
import parley.node.web.Topic;

/** All pages on lines and invitations. */
public final class LinePages implements Feature {
  private final List<Feature> pages;

  public LinePages(
      NodeLines lines,
      TestLines tests,
      LineTalks abroad,
      TalkService talks,
      LiveUpdates live,
      InstantSource clock) {
    this.pages =
        List.of(
            new EnvelopePages(abroad, talks),
            new TakingPages(lines, talks, live),
            new BoardPages(lines, tests, clock));
  }

  /** What a delegation's page of its lines follows. */
  static Topic topic(String delegation) {
    return new Topic("line/" + delegation);
  }

  @Override
  public List<Route> routes() {
    return pages.stream().map(Feature::routes).flatMap(List::stream).toList();
  }
}
