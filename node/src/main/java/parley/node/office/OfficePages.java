package parley.node.office;

import java.time.InstantSource;
import java.util.List;
import parley.node.people.Audit;
import parley.node.people.Invitations;
import parley.node.people.Passkeys;
import parley.node.people.People;
import parley.node.people.PersonKeys;
import parley.node.people.SignIns;
import parley.node.talk.TalkService;
import parley.node.web.Addresses;
import parley.node.web.Feature;
import parley.node.web.LiveUpdates;
import parley.node.web.Route;
import parley.node.web.Topic;

/** All pages of a delegation's office. */
public final class OfficePages implements Feature {
  private final List<Feature> pages;

  /** What the pages reach. */
  public record Needs(
      Administration administration,
      FreshLinks fresh,
      People people,
      PersonKeys keys,
      Passkeys passkeys,
      Invitations invitations,
      SignIns signIns,
      Audit audit,
      TalkService talks,
      Addresses addresses,
      LiveUpdates live,
      InstantSource clock) {}

  public OfficePages(Needs needs) {
    Desk desk =
        new Desk(
            needs.administration,
            needs.fresh,
            needs.people,
            needs.keys,
            needs.invitations,
            needs.signIns,
            needs.audit);
    pages =
        List.of(
            new PeoplePages(desk),
            new InvitationPages(desk, needs.addresses),
            new SessionPages(desk),
            new DevicePages(desk, needs.talks),
            new AuditPages(desk),
            new JoinPages(desk, needs.passkeys, needs.clock));
    needs.signIns.watch(person -> needs.live.changed(topic(person.delegation())));
    needs.signIns.whenEnded(
        () -> needs.people.delegations().forEach(each -> needs.live.changed(topic(each.id()))));
  }

  /** What a delegation's pages of its office follow. */
  public static Topic topic(String delegation) {
    return Office.topic(delegation);
  }

  @Override
  public List<Route> routes() {
    return pages.stream().map(Feature::routes).flatMap(List::stream).toList();
  }
}
