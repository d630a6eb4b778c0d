package parley.node.line;

import java.util.List;
import parley.node.web.Feature;
import parley.node.web.Route;
import parley.node.web.Topic;

/** All pages on lines and invitations. */
public final class LinePages implements Feature {
  private final List<Feature> pages;

  public LinePages(NodeLines lines) {
    this.pages = List.of();
  }

  /** What a delegation's pages on its lines follow. */
  static Topic topic(String delegation) {
    return new Topic("line/" + delegation);
  }

  @Override
  public List<Route> routes() {
    return pages.stream().map(Feature::routes).flatMap(List::stream).toList();
  }
}
