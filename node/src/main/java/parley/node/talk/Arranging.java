package parley.node.talk;

import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import parley.node.people.Challenges;
import parley.node.people.People;
import parley.node.web.Feature;
import parley.node.web.LiveUpdates;
import parley.node.web.Route;

/** All pages of arranging, joined to the talks and to the live updates of whoever looks at them. */
public final class Arranging implements Feature {
  private final List<Feature> pages;

  public Arranging(
      TalkService talks,
      Signing signing,
      People people,
      LiveUpdates live,
      InstantSource clock,
      Challenges challenges,
      PublicView inPublic) {
    Desk desk = new Desk(talks, signing, people, clock);
    pages =
        List.of(
            new TalkPages(desk, inPublic),
            new ConvenePages(desk),
            new ChangePages(desk),
            new AnswerPages(desk),
            new ProposePages(desk),
            new KeyPages(desk, new Rotations(talks)),
            new DevicePages(desk, challenges),
            new SignPages(desk));
    talks.watch(now -> announce(live, now));
    people.watch( // the talks' pages say who has changed since
        () ->
            people.delegations().stream()
                .flatMap(delegation -> talks.all(delegation.id()).stream())
                .forEach(now -> announce(live, now)));
  }

  @Override
  public List<Route> routes() {
    return pages.stream().map(Feature::routes).flatMap(List::stream).toList();
  }

  private static void announce(LiveUpdates live, Snapshot now) {
    Stream.concat(
            Stream.of(TalkPages.of(now)), now.local().keySet().stream().map(TalkPages::talksOf))
        .forEach(live::changed);
  }
}
