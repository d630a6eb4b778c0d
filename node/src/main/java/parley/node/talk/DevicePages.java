package parley.node.talk;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import parley.dossier.model.Act;
import parley.dossier.model.PersonId;
import parley.dossier.model.Reason;
import parley.dossier.model.Refusal;
import parley.dossier.model.SealPublicKey;
import parley.node.people.Challenges;
import parley.node.people.Challenges.Purpose;
import parley.node.web.Answer;
import parley.node.web.Audience;
import parley.node.web.Exchange;
import parley.node.web.Feature;
import parley.node.web.Route;

/** The devices of a talk: whose there are, admitting the one at hand, ending one. */
final class DevicePages implements Feature {
  private static final String PATH = "/talk/{talk}/devices";
  private static final int CONFLICT = 409;

  private final Desk desk;
  private final Challenges challenges;

  DevicePages(Desk desk, Challenges challenges) {
    this.desk = desk;
    this.challenges = challenges;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get(PATH, Audience.DELEGATES, this::show),
        Route.get(PATH + "/challenge", Audience.DELEGATES, this::challenge),
        Route.post(PATH, Audience.DELEGATES, this::admit),
        Route.post(PATH + "/dismiss", Audience.DELEGATES, this::dismiss));
  }

  private Answer show(Exchange exchange) {
    return desk.with(
        exchange, reader -> page(reader, Optional.empty()).following(Desk.live(reader)));
  }

  private Answer challenge(Exchange exchange) {
    return desk.with(
        exchange,
        reader ->
            Answer.content(
                "text/plain",
                challenges
                    .issue(Purpose.HOLD_DEVICE, exchange.delegate().id())
                    .getBytes(StandardCharsets.US_ASCII)));
  }

  private Answer admit(Exchange exchange) {
    return desk.with(
        exchange,
        reader ->
            proven(exchange, reader.seat())
                .map(
                    device ->
                        perform(
                            exchange,
                            reader,
                            new Act.AdmitDevice(reader.seat().personId(), device),
                            "devices.done.admitted",
                            backFrom(exchange, reader)))
                .orElseGet(
                    () ->
                        page(reader, Optional.of(reader.text("devices.unproven")))
                            .withStatus(CONFLICT)));
  }

  /** The device whose key this browser has just shown to hold; a challenge is good once. */
  private Optional<SealPublicKey> proven(Exchange exchange, Seat seat) {
    try {
      DeviceProof proof = DeviceProof.of(exchange.form());
      boolean isProven =
          challenges.isGood(proof.challenge(), Purpose.HOLD_DEVICE, seat.person().id())
              && proof.isOf(seat)
              && challenges.use(proof.challenge());
      return isProven ? Optional.of(proof.device()) : Optional.empty();
    } catch (Refusal malformed) {
      return Optional.empty();
    }
  }

  private Answer dismiss(Exchange exchange) {
    return desk.with(
        exchange,
        reader -> {
          try {
            Act act =
                new Act.DismissDevice(
                    new PersonId(exchange.form().text("person")),
                    new SealPublicKey(exchange.form().text("device")));
            return perform(
                exchange, reader, act, "devices.done.dismissed", reader.path("/devices"));
          } catch (Refusal malformed) {
            return refused(reader, Reason.STALE);
          }
        });
  }

  /** Where she goes on: a browser is admitted from the room's door too. */
  private static String backFrom(Exchange exchange, Reader reader) {
    return exchange.form().text("from").equals("room")
        ? "/room/" + reader.seat().talk()
        : reader.path("/devices");
  }

  private Answer perform(Exchange exchange, Reader reader, Act act, String done, String back) {
    return desk.perform(
        exchange,
        reader,
        Optional.of(act),
        back,
        (later, outcome) ->
            switch (outcome) {
              case Outcome.Done any -> Answer.seeOther(back).saying(done);
              case Outcome.Refused(Reason reason, Snapshot now) ->
                  refused(desk.reader(later, reader.seat(), now), reason);
            });
  }

  private static Answer refused(Reader reader, Reason reason) {
    return page(reader, Optional.of(new WhyNot(reader).general(reason))).withStatus(CONFLICT);
  }

  private static Answer.Page page(Reader reader, Optional<String> refusal) {
    return Answer.page("talk/devices.jte", new DevicesPage(DevicesView.of(reader), refusal));
  }
}
