package parley.node.demo;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import parley.node.people.Delegate;
import parley.node.people.DelegateId;
import parley.node.people.Delegation;
import parley.node.people.People;
import parley.node.people.Secret;
import parley.node.people.SignIns;
import parley.node.people.pages.SignInPages;
import parley.node.talk.Snapshot;
import parley.node.talk.TalkService;
import parley.node.web.Addresses;
import parley.node.web.Answer;
import parley.node.web.Audience;
import parley.node.web.Exchange;
import parley.node.web.Feature;
import parley.node.web.LiveUpdates;
import parley.node.web.Place;
import parley.node.web.Route;
import parley.node.web.Site;
import parley.node.web.Topic;
import parley.node.words.Words;

/**
 * Everybody whom the demo has on this node, with what each could do next and a way in as each of
 * them; and where to find the others.
 */
public final class CastPage implements Feature {
  private static final Topic CAST = new Topic("cast");
  private static final String LIVE = "/live/cast";

  private final House house;
  private final People people;
  private final SignIns signIns;
  private final TalkService talks;
  private final Addresses addresses;
  private final Map<DelegateId, Secret> links = new ConcurrentHashMap<>();

  /**
   * What the page shows.
   *
   * @param step where the story is, once there is a talk
   * @param sides each side with its people
   * @param neighbour the side whose people are on another node
   */
  public record Cast(Optional<ScenarioStep> step, List<Side> sides, Optional<Neighbour> neighbour) {
    public Cast {
      sides = List.copyOf(sides);
    }
  }

  /**
   * One side.
   *
   * @param mark of the side in the look: {@code a} or {@code b}
   */
  public record Side(Delegation delegation, String mark, List<Card> cards) {
    public Side {
      cards = List.copyOf(cards);
    }
  }

  /**
   * The side that lives on another node.
   *
   * @param address of its own cast page
   */
  public record Neighbour(Delegation delegation, String mark, String address) {}

  /**
   * One person.
   *
   * @param next what she could do, once there is a talk
   * @param link the address by which to be her, once
   */
  public record Card(Delegate delegate, Optional<NextMove> next, String link) {}

  public CastPage(
      House house,
      People people,
      SignIns signIns,
      TalkService talks,
      Addresses addresses,
      LiveUpdates live) {
    this.house = house;
    this.people = people;
    this.signIns = signIns;
    this.talks = talks;
    this.addresses = addresses;
    talks.watch(talk -> live.changed(CAST));
    signIns.watch(delegate -> live.changed(CAST));
  }

  @Override
  public List<Route> routes() {
    Route.Handler show = this::show;
    Route.Watch watch = exchange -> CAST;
    return List.of(
        new Route(Route.Method.GET, "/", Site.CAST, Audience.ANYONE, show),
        new Route(Route.Method.LIVE, LIVE, Site.CAST, Audience.ANYONE, watch));
  }

  private Answer show(Exchange exchange) {
    renewLinks();
    List<Delegation> delegations = people.delegations();
    Optional<ScenarioStep> step =
        delegations.stream()
            .findFirst()
            .flatMap(first -> talk(first.id()))
            .map(talk -> ScenarioStep.of(talk.state()));
    List<Side> sides = delegations.stream().map(each -> side(each, exchange.words())).toList();
    return Answer.page("demo/cast.jte", new Cast(step, sides, neighbour())).following(LIVE);
  }

  private Optional<Neighbour> neighbour() {
    return switch (house) {
      case House.Neutral() -> Optional.empty();
      case House.Own own -> {
        Delegation other = DemoCast.neighbour(own);
        yield Optional.of(new Neighbour(other, DemoCast.mark(other), own.neighbour().toString()));
      }
    };
  }

  private Side side(Delegation delegation, Words words) {
    Optional<Snapshot> talk = talk(delegation.id());
    return new Side(
        delegation,
        DemoCast.mark(delegation),
        people.of(delegation.id()).stream()
            .map(
                each ->
                    new Card(
                        each, talk.map(now -> NextMove.of(each, now, words)), address(each.id())))
            .toList());
  }

  private Optional<Snapshot> talk(String delegation) {
    return talks.all(delegation).stream().findFirst();
  }

  /** Makes new links for those whose last was used or is too old. */
  private synchronized void renewLinks() {
    List<DelegateId> spent =
        people.delegations().stream()
            .flatMap(side -> people.of(side.id()).stream())
            .map(Delegate::id)
            .filter(id -> !isGood(id))
            .toList();
    if (!spent.isEmpty()) {
      links.putAll(signIns.issueLinks(spent));
    }
  }

  private boolean isGood(DelegateId delegate) {
    return links.containsKey(delegate)
        && signIns.look(delegate, links.get(delegate)) == SignIns.LinkState.GOOD;
  }

  private String address(DelegateId delegate) {
    String origin = addresses.origin(new Place.Seat(delegate));
    return origin + SignInPages.LINK + "#" + links.get(delegate).reveal();
  }
}
