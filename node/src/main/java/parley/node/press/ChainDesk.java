package parley.node.press;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import parley.dossier.model.Role;
import parley.node.people.Delegate;
import parley.node.press.clearing.Chain;
import parley.node.press.clearing.ChainStore;
import parley.node.press.clearing.Officer;
import parley.node.talk.Seat;
import parley.node.web.Answer;
import parley.node.web.Audience;
import parley.node.web.Exchange;
import parley.node.web.Feature;
import parley.node.web.Form;
import parley.node.web.Route;

/** Where a side's principal or negotiator says who must clear its statements. */
final class ChainDesk implements Feature {
  /** Those who set the chain. */
  private static final Audience SETTERS = Audience.of(Role.PRINCIPAL, Role.NEGOTIATOR);

  private static final String CHAIN = DeskAccess.DESK + "/chain";

  private final DeskAccess access;
  private final ClearingOffice office;

  ChainDesk(DeskAccess access) {
    this.access = access;
    this.office = access.office().clearing();
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get(CHAIN, DeskAccess.READERS, access.atTalk(this::show)),
        Route.post(CHAIN, SETTERS, access.atTalk(this::set)));
  }

  /** What a form asks for. */
  private record Typed(boolean inTurn, List<String> keys, int edition) {}

  private Answer show(Exchange exchange, Seat seat) {
    return Answer.page("press/chain.jte", page(exchange, seat, current(seat), List.of()));
  }

  private Answer set(Exchange exchange, Seat seat) {
    Form form = exchange.form();
    String edition = form.text("edition");
    Typed typed =
        new Typed(
            form.text("order").equals("in-turn"),
            form.all("officer").stream().limit(Chain.LONGEST).toList(),
            edition.matches("\\d{1,8}") ? Integer.parseInt(edition) : 0);
    List<Officer> officers =
        typed.keys().stream().flatMap(key -> officer(key, seat).stream()).toList();
    Optional<String> fault = fault(officers, seat);
    if (fault.isPresent()) {
      return refused(exchange, seat, typed, fault.get(), DeskAccess.UNPROCESSABLE);
    }
    if (!office.set(seat, typed.edition(), new Chain(typed.inTurn(), officers))) {
      Typed again = new Typed(typed.inTurn(), typed.keys(), current(seat).edition());
      return refused(exchange, seat, again, "press.fault.chain.meanwhile", DeskAccess.CONFLICT);
    }
    return Answer.seeOther(DeskAccess.deskPath(seat) + "/chain").saying("press.notice.chain");
  }

  private Answer refused(Exchange exchange, Seat seat, Typed typed, String fault, int status) {
    return Answer.page(
            "press/chain.jte", page(exchange, seat, typed, List.of(exchange.words().text(fault))))
        .withStatus(status);
  }

  /** One of the side's own, or a post. */
  private Optional<Officer> officer(String key, Seat seat) {
    String side = side(seat);
    return Officer.ofKey(key, side)
        .filter(
            officer ->
                officer instanceof Officer.Post
                    || office.readers(side).stream().anyMatch(officer::admits));
  }

  private Optional<String> fault(List<Officer> officers, Seat seat) {
    if (officers.isEmpty()) {
      return Optional.of("press.fault.chain.nobody");
    }
    long named = officers.stream().filter(Officer.Named.class::isInstance).count();
    long distinct = officers.stream().filter(Officer.Named.class::isInstance).distinct().count();
    if (named != distinct) {
      return Optional.of("press.fault.chain.twice");
    }
    boolean isTooLong = !new Chain(false, officers).unfilled(office.readers(side(seat))).isEmpty();
    return isTooLong ? Optional.of("press.fault.chain.too-few") : Optional.empty();
  }

  private Typed current(Seat seat) {
    List<ChainStore.Edition> editions = office.chains().editions(side(seat));
    Chain chain = office.chains().of(side(seat));
    return new Typed(
        chain.inTurn(),
        chain.officers().stream().map(Officer::key).toList(),
        editions.isEmpty() ? 0 : editions.getFirst().number());
  }

  private ChainPage page(Exchange exchange, Seat seat, Typed typed, List<String> faults) {
    DeskPages desk = access.pages(exchange, seat);
    return new ChainPage(
        seat.talk().toString(),
        typed.edition(),
        typed.inTurn(),
        IntStream.range(0, Chain.LONGEST)
            .mapToObj(
                place -> choices(desk, place < typed.keys().size() ? typed.keys().get(place) : ""))
            .toList(),
        SETTERS.admits(seat.person()),
        names(desk, office.chains().of(side(seat))),
        office.chains().editions(side(seat)).stream().map(each -> words(desk, each)).toList(),
        faults);
  }

  private List<ChainPage.Choice> choices(DeskPages desk, String chosen) {
    Stream<ChainPage.Choice> nobody =
        Stream.of(new ChainPage.Choice("", desk.text("press.chain.nobody"), chosen.isEmpty()));
    Stream<ChainPage.Choice> posts =
        Arrays.stream(Officer.Post.values())
            .map(
                post ->
                    new ChainPage.Choice(
                        post.key(),
                        StageView.post(post, desk.language()),
                        post.key().equals(chosen)));
    Stream<ChainPage.Choice> people =
        office.readers(side(desk.seat())).stream()
            .map(
                person ->
                    new ChainPage.Choice(
                        person.id().toString(),
                        StageView.named(person, desk.language()),
                        person.id().toString().equals(chosen)));
    return Stream.of(nobody, posts, people).flatMap(each -> each).toList();
  }

  private String words(DeskPages desk, ChainStore.Edition edition) {
    List<Delegate> people = office.readers(side(desk.seat()));
    String by =
        people.stream()
            .filter(person -> person.id().equals(edition.by()))
            .map(person -> person.name(desk.language()))
            .findFirst()
            .orElse(edition.by().toString());
    String order = desk.text(edition.chain().inTurn() ? "press.chain.in-turn" : "press.chain.any");
    return desk.text(
        "press.chain.edition",
        by,
        desk.stamp(edition.at()),
        String.join(", ", names(desk, edition.chain())),
        order);
  }

  private List<String> names(DeskPages desk, Chain chain) {
    List<Delegate> people = office.readers(side(desk.seat()));
    List<String> names = new ArrayList<>();
    for (Officer officer : chain.officers()) {
      names.add(
          switch (officer) {
            case Officer.Named(var id) ->
                people.stream()
                    .filter(person -> person.id().equals(id))
                    .map(person -> person.name(desk.language()))
                    .collect(
                        Collectors.collectingAndThen(
                            Collectors.joining(), name -> name.isEmpty() ? id.toString() : name));
            case Officer.Post post -> StageView.post(post, desk.language());
          });
    }
    return names;
  }

  private static String side(Seat seat) {
    return seat.person().delegation().id();
  }
}
