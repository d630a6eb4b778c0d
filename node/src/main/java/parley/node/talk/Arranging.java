package parley.node.talk;

import java.time.InstantSource;
import java.util.List;
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
      PublicView inPublic,
      PressMoves pressMoves,
      JointClearance clearance,
      Abroad abroad) {
    Desk desk = new Desk(talks, signing, people, clock, clearance);
    pages =
        List.of(
            new TalkPages(desk, inPublic, pressMoves, abroad),
            new ConvenePages(desk, abroad),
            new ChangePages(desk),
            new AnswerPages(desk),
            new ProposePages(desk),
            new KeyPages(desk, new Rotations(talks)),
            new DevicePages(desk, challenges),
            new SignPages(desk));
    talks.watch(now -> TalkTopics.of(now).forEach(live::changed));
    people.watch( // the talks' pages say who has changed since
        () ->
            people.delegations().stream()
                .flatMap(delegation -> talks.all(delegation.id()).stream())
                .flatMap(TalkTopics::of)
                .forEach(live::changed));
  }

  @Override
  public List<Route> routes() {
    return pages.stream().map(Feature::routes).flatMap(List::stream).toList();
  }
}
