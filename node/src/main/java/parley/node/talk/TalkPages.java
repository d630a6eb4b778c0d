package parley.node.talk;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import parley.node.web.Answer;
import parley.node.web.Audience;
import parley.node.web.Exchange;
import parley.node.web.Feature;
import parley.node.web.Route;
import parley.node.web.Topic;

/** A delegate's talks, a talk, and its dossier as a file. */
final class TalkPages implements Feature {
  private final Desk desk;
  private final PublicView inPublic;
  private final PressMoves pressMoves;
  private final Abroad abroad;

  TalkPages(Desk desk, PublicView inPublic, PressMoves pressMoves, Abroad abroad) {
    this.desk = desk;
    this.inPublic = inPublic;
    this.pressMoves = pressMoves;
    this.abroad = abroad;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/", Audience.SIGNED_IN, this::list),
        Route.live(
            "/live/talks", Audience.DELEGATES, exchange -> TalkTopics.list(exchange.delegate())),
        Route.get("/talk/{talk}", Audience.DELEGATES, this::show),
        Route.live("/live/talk/{talk}", Audience.DELEGATES, this::watch),
        Route.get("/talk/{talk}/record", Audience.DELEGATES, this::dossier),
        Route.get("/talk/{talk}/dossier.json", Audience.DELEGATES, this::export));
  }

  private Answer list(Exchange exchange) {
    boolean seesNoTalk = exchange.delegate().roles().isEmpty();
    if (seesNoTalk && exchange.delegate().administrator()) {
      return Answer.seeOther("/people");
    }
    Stream<Reader> readers =
        desk.talks().seats(exchange.delegate()).stream().map(seat -> desk.reader(exchange, seat));
    boolean canConvene = ConvenePages.BINDERS.admits(exchange.delegate());
    return Answer.page("talk/talks.jte", TalksPage.of(readers, canConvene, pressMoves, abroad))
        .following("/live/talks");
  }

  private Answer show(Exchange exchange) {
    return desk.with(
        exchange,
        reader ->
            Answer.page(
                    "talk/talk.jte",
                    TalkPage.of(
                        reader,
                        desk.talks().next(reader.seat()),
                        MoveCard.all(reader, proposal -> desk.toClear(reader, proposal)),
                        pressMoves.of(reader.seat(), reader.language()),
                        inPublic,
                        Elsewhere.of(reader, abroad)))
                .following(Desk.live(reader)));
  }

  /** A talk that is not hers has a topic too, on which nothing is ever said. */
  private Topic watch(Exchange exchange) {
    return desk.reader(exchange)
        .map(reader -> TalkTopics.page(reader.seat()))
        .orElse(new Topic("nothing"));
  }

  private Answer dossier(Exchange exchange) {
    return desk.with(
        exchange,
        reader ->
            Answer.page("talk/record.jte", RecordPage.of(reader)).following(Desk.live(reader)));
  }

  private Answer export(Exchange exchange) {
    return desk.with(
        exchange,
        reader ->
            new Answer.Content(
                200,
                "application/json",
                desk.talks().export(reader.seat()).getBytes(StandardCharsets.UTF_8),
                Map.of(
                    "Content-Disposition",
                    "attachment; filename=\"" + RecordPage.fileName(reader) + "\"")));
  }
}
