package parley.node.line;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.line.Invitation;
import parley.line.PairingRefused;
import parley.node.people.Delegate;
import parley.node.people.DelegateId;
import parley.node.talk.TalkService;
import parley.node.web.Answer;
import parley.node.web.Exchange;
import parley.node.web.Fault;
import parley.node.web.Feature;
import parley.node.web.Form;
import parley.node.web.LiveUpdates;
import parley.node.web.Route;
import parley.node.web.Topic;
import parley.node.web.Upload;
import parley.node.words.Language;
import parley.node.words.Slug;
import parley.node.words.Words;

/**
 * An invitation is read, shown, confirmed and taken. What somebody takes is in memory, one for each
 * person, until she begins anew or the node stops.
 */
final class TakingPages implements Feature {
  private static final Logger LOG = LoggerFactory.getLogger(TakingPages.class);
  private static final String PATH = "/invitation";
  private static final String LIVE = "/live/invitation";
  private static final String TEMPLATE = "line/take.jte";

  private final NodeLines lines;
  private final TalkService talks;
  private final LiveUpdates live;
  private final Map<DelegateId, Taking> takings = new ConcurrentHashMap<>();

  TakingPages(NodeLines lines, TalkService talks, LiveUpdates live) {
    this.lines = lines;
    this.talks = talks;
    this.live = live;
    talks.watch(
        now -> {
          String talk = now.state().talk().value();
          takings.forEach(
              (person, taking) -> {
                if (taking.invitation().talk().value().equals(talk)) {
                  live.changed(topic(person));
                }
              });
        });
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get(PATH, LineTalks.BINDERS, this::show),
        Route.post(PATH, LineTalks.BINDERS, this::act),
        Route.live(LIVE, LineTalks.BINDERS, exchange -> topic(exchange.delegate().id())));
  }

  private static Topic topic(DelegateId person) {
    return new Topic("invitation/" + person);
  }

  private Answer show(Exchange exchange) {
    Taking taking = takings.get(exchange.delegate().id());
    return taking == null ? form("", Optional.empty()) : page(exchange, taking).following(LIVE);
  }

  private Answer.Page form(String typed, Optional<String> fault) {
    boolean canTake = lines.lines().isPresent();
    return Answer.page(
        TEMPLATE, new TakingPage(typed, fault, canTake, Optional.empty(), Optional.empty()));
  }

  private Answer.Page page(Exchange exchange, Taking taking) {
    return switch (taking) {
      case Taking.Failed(Invitation invitation, PairingRefused.Why why) ->
          form(invitation.text(), Optional.of(words(exchange, why)));
      case Taking.Calling(Invitation invitation) ->
          progress(exchange, invitation, List.of(calling(exchange, invitation)), Optional.empty());
      case Taking.Paired(Invitation invitation) -> paired(exchange, invitation);
    };
  }

  private Answer.Page paired(Exchange exchange, Invitation invitation) {
    Optional<String> talk =
        talks
            .seat(exchange.delegate(), invitation.talk().value())
            .map(seat -> "/talk/" + seat.talk() + "/credentials");
    List<String> said = new ArrayList<>();
    said.add(exchange.words().text("line.take.paired", from(exchange, invitation)));
    said.add(exchange.words().text(talk.isPresent() ? "line.take.here" : "line.take.waiting"));
    return progress(exchange, invitation, said, talk);
  }

  private static String calling(Exchange exchange, Invitation invitation) {
    return exchange
        .words()
        .text("line.take.calling", String.join(", ", NodeLineBook.texts(invitation.addresses())));
  }

  private static Answer.Page progress(
      Exchange exchange, Invitation invitation, List<String> said, Optional<String> talk) {
    var progress = new TakingPage.Progress(from(exchange, invitation), said, talk);
    return Answer.page(
        TEMPLATE,
        new TakingPage("", Optional.empty(), true, Optional.empty(), Optional.of(progress)));
  }

  private Answer act(Exchange exchange) {
    Form form = exchange.form();
    return switch (form.text("step")) {
      case "drop" -> {
        takings.remove(exchange.delegate().id());
        yield Answer.seeOther(PATH);
      }
      case "take" -> with(exchange, invitation -> take(exchange, invitation));
      default -> with(exchange, invitation -> offer(exchange, invitation));
    };
  }

  private Answer with(Exchange exchange, Reading reading) {
    String typed = typed(exchange.form());
    try {
      Invitation invitation = Invitation.read(typed);
      if (lines.isOwn(invitation)) {
        throw new PairingRefused(PairingRefused.Why.OWN_INVITATION);
      }
      return reading.answer(invitation);
    } catch (PairingRefused refused) {
      String why =
          typed.isBlank()
              ? exchange.words().text("line.take.empty")
              : words(exchange, refused.why());
      return form(typed, Optional.of(why)).withStatus(422);
    }
  }

  @FunctionalInterface
  private interface Reading {
    Answer answer(Invitation invitation);
  }

  /** What was typed, or else what is in the file. */
  private static String typed(Form form) {
    String text = form.text("invitation");
    return text.isEmpty()
        ? form.upload("file")
            .map(Upload::bytes)
            .map(bytes -> new String(bytes, StandardCharsets.UTF_8).strip())
            .orElse("")
        : text;
  }

  private Answer offer(Exchange exchange, Invitation invitation) {
    Language language = exchange.language();
    TakingPage.Offer offer =
        new TakingPage.Offer(
            invitation.text(),
            from(exchange, invitation),
            NodeLineBook.texts(invitation.addresses()),
            KeyWords.digits(invitation.lineKey()),
            KeyWords.spoken(invitation.lineKey(), language),
            lines
                .counterparts()
                .find(exchange.delegate().id().delegation(), invitation.lineKey())
                .map(known -> known.name(language)));
    boolean canTake = lines.lines().isPresent();
    return Answer.page(
        TEMPLATE,
        new TakingPage("", Optional.empty(), canTake, Optional.of(offer), Optional.empty()));
  }

  private static String from(Exchange exchange, Invitation invitation) {
    return invitation.names().inOrFirst(exchange.language().tag());
  }

  private Answer take(Exchange exchange, Invitation invitation) {
    if (lines.lines().isEmpty()) {
      return form(invitation.text(), Optional.empty()).withStatus(409);
    }
    Delegate person = exchange.delegate();
    takings.put(person.id(), new Taking.Calling(invitation));
    Thread.ofVirtual().name("taking").start(() -> pair(person, invitation));
    return Answer.seeOther(PATH);
  }

  private void pair(Delegate person, Invitation invitation) {
    Taking after;
    try {
      lines.pair(person.id().delegation(), invitation);
      after = new Taking.Paired(invitation);
    } catch (PairingRefused refused) {
      after = new Taking.Failed(invitation, refused.why());
    } catch (RuntimeException fault) {
      LOG.error("an invitation could not be taken: {}", Fault.describe(fault));
      after = new Taking.Failed(invitation, PairingRefused.Why.UNREACHABLE);
    }
    Taking became = after;
    takings.computeIfPresent( // unless she has begun anew
        person.id(), (any, now) -> now.invitation().equals(invitation) ? became : now);
    live.changed(topic(person.id()));
  }

  private static String words(Exchange exchange, PairingRefused.Why why) {
    Words words = exchange.words();
    return words.text("line.refused." + Slug.of(why));
  }
}
