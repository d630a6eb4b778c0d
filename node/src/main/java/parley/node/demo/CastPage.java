package parley.node.demo;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import parley.node.people.Delegate;
import parley.node.people.DelegateId;
import parley.node.people.Delegation;
import parley.node.people.People;
import parley.node.people.Secret;
import parley.node.people.SignIns;
import parley.node.people.pages.SignInPages;
import parley.node.web.Addresses;
import parley.node.web.Answer;
import parley.node.web.Audience;
import parley.node.web.Exchange;
import parley.node.web.Feature;
import parley.node.web.Place;
import parley.node.web.Route;
import parley.node.web.Site;

/** Everybody of the demo on one page, with a way in as each of them. */
public final class CastPage implements Feature {
  private final People people;
  private final SignIns signIns;
  private final Addresses addresses;
  private final Map<DelegateId, Secret> links = new ConcurrentHashMap<>();

  /** What the page shows: each side with its people. */
  public record Cast(List<Side> sides) {
    public Cast {
      sides = List.copyOf(sides);
    }
  }

  /** One side. */
  public record Side(Delegation delegation, String mark, List<Card> cards) {
    public Side {
      cards = List.copyOf(cards);
    }
  }

  /** One person, and the address by which to be her. */
  public record Card(Delegate delegate, String link) {}

  public CastPage(People people, SignIns signIns, Addresses addresses) {
    this.people = people;
    this.signIns = signIns;
    this.addresses = addresses;
  }

  @Override
  public List<Route> routes() {
    Route.Handler show = this::show;
    return List.of(new Route(Route.Method.GET, "/", Site.CAST, Audience.ANYONE, show));
  }

  private Answer show(Exchange exchange) {
    List<Delegation> delegations = people.delegations();
    return Answer.page(
        "demo/cast.jte",
        new Cast(
            delegations.stream()
                .map(each -> side(each, delegations.indexOf(each) == 0 ? "a" : "b"))
                .toList()));
  }

  private Side side(Delegation delegation, String mark) {
    return new Side(
        delegation,
        mark,
        people.of(delegation.id()).stream()
            .map(delegate -> new Card(delegate, address(delegate.id())))
            .toList());
  }

  /** The delegate's link; a new one when the last was used or is too old. */
  private String address(DelegateId delegate) {
    Secret link =
        links.compute(
            delegate,
            (id, last) ->
                last != null && signIns.look(id, last) == SignIns.LinkState.GOOD
                    ? last
                    : signIns.issueLink(id));
    return addresses.origin(new Place.Seat(delegate)) + SignInPages.LINK + link.reveal();
  }
}
