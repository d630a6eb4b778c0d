package parley.node.office;

import java.util.List;
import parley.dossier.state.Device;
import parley.node.people.DelegateId;
import parley.node.talk.Seat;
import parley.node.talk.TalkService;
import parley.node.web.Answer;
import parley.node.web.Audience;
import parley.node.web.Exchange;
import parley.node.web.Feature;
import parley.node.web.Route;

/**
 * The devices of a delegation's people, as the talks show them in which the reader sits. An
 * administrator without a role sees no talk, so none of its devices either.
 */
public final class DevicePages implements Feature {
  /** How much of a key's thumbprint tells devices apart. */
  private static final int SHOWN = 8;

  private final Desk desk;
  private final TalkService talks;

  DevicePages(Desk desk, TalkService talks) {
    this.desk = desk;
    this.talks = talks;
  }

  /**
   * All devices.
   *
   * @param seesTalks whether the reader has a role, without which there is nothing to show her
   */
  public record Listing(List<Line> lines, boolean seesTalks) {}

  /**
   * A device.
   *
   * @param key the beginning of its key, to tell devices apart
   * @param talk where it was admitted
   */
  public record Line(
      String name, String key, String since, String state, boolean isLive, String talk) {}

  @Override
  public List<Route> routes() {
    return List.of(Route.get("/devices", Audience.ADMINISTRATORS, this::show));
  }

  private Answer show(Exchange exchange) {
    Office office = desk.office(exchange);
    List<Line> lines =
        talks.seats(exchange.delegate()).stream()
            .flatMap(
                seat ->
                    talks.look(seat).state().devices().stream()
                        .filter(device -> device.delegation().equals(seat.delegation()))
                        .map(device -> line(office, seat, device)))
            .toList();
    return Answer.page(
        "office/devices.jte", new Listing(lines, !exchange.delegate().roles().isEmpty()));
  }

  private static Line line(Office office, Seat seat, Device device) {
    String state = device.live() ? "live" : device.dismissed().isPresent() ? "dismissed" : "ended";
    return new Line(
        office.name(new DelegateId(office.delegation(), device.person().value())),
        device.key().thumbprint().substring(0, SHOWN),
        office.stamp(device.admitted().at()),
        office.words().text("office.device." + state),
        device.live(),
        "/talk/" + seat.talk());
  }
}
