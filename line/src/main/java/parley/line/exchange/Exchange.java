package parley.line.exchange;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import parley.dossier.model.Refusal;
import parley.dossier.model.TalkId;
import parley.line.LineId;
import parley.line.LineIncident;

/**
 * One end of a line's exchange of dossiers. Each end says which entries it has on its disk and
 * sends the other what that lacks: its own and other sides' alike, each after those it has seen.
 * Not for several threads at once.
 *
 * <p>About a talk that is not shared with the counterpart it is silent, whether it is here or not.
 */
public final class Exchange {
  /** The channel of its parcels. */
  public static final String CHANNEL = "dossier";

  private static final double MOST_MESSAGES = 1_000;
  private static final double MESSAGES_A_SECOND = 20;

  private final LineId line;
  private final Ledger ledger;
  private final Outbox out;
  private final Allowance messages;
  private final Reception reception;
  private final Map<TalkId, Conversation> conversations = new TreeMap<>();
  private boolean begun;

  public Exchange(LineId line, Ledger ledger, Instant now) {
    this.line = line;
    this.ledger = ledger;
    this.out = new Outbox(line);
    this.messages = new Allowance(MOST_MESSAGES, MESSAGES_A_SECOND, now);
    this.reception = new Reception(ledger, out, now);
  }

  /** A session has begun: both ends say what they have. */
  public Output began(Instant now) {
    begun = true;
    out.begin();
    conversations.clear();
    for (TalkId talk : ledger.shared()) {
      ledger.find(talk).ifPresent(holding -> conversation(talk).open(holding));
    }
    return out.empty();
  }

  /** A talk is not as it was, or is shared from now on. */
  public Output changed(TalkId talk, Instant now) {
    Optional<Holding> holding = begun ? ledger.find(talk) : Optional.empty();
    if (holding.isPresent()) {
      boolean isNew = !conversations.containsKey(talk);
      Conversation conversation = conversation(talk);
      if (isNew) {
        conversation.ask(holding.get());
      } else {
        conversation.goOn(holding.get());
      }
    }
    return out.empty();
  }

  /** The text of a parcel came. */
  public Output received(String text, Instant now) {
    messages.spend(1);
    try {
      Message message = MessageFormat.read(text);
      ledger.find(message.talk()).ifPresent(holding -> take(message, holding, now));
    } catch (Refusal malformed) {
      out.report(LineIncident.Kind.MALFORMED, malformed.reason().words(), now);
    }
    return out.empty();
  }

  /** Time has passed; to be called about every second. */
  public Output tick(Instant now) {
    conversations.forEach(
        (talk, conversation) -> {
          if (conversation.isToAsk(now)) {
            ledger.find(talk).ifPresent(conversation::ask);
          }
        });
    return out.empty();
  }

  private void take(Message message, Holding holding, Instant now) {
    boolean isFlood = !messages.isLeft(now);
    if (isFlood) {
      out.report(LineIncident.Kind.FLOOD, "too many messages about dossiers", now);
    }
    Conversation conversation = conversation(message.talk());
    switch (message) {
      case Message.Heads heads when isFlood -> conversation.askLater(now);
      case Message.Heads heads -> conversation.hear(heads, holding, now);
      case Message.Entries entries when isFlood -> {
        out.send(new Message.Taken(entries.talk()));
        conversation.askLater(now);
      }
      case Message.Entries entries -> takeIn(entries, conversation, now);
      case Message.Taken taken -> conversation.taken(holding);
    }
  }

  private void takeIn(Message.Entries entries, Conversation conversation, Instant now) {
    try {
      reception.take(entries, conversation, now);
    } catch (Ledger.NotKept later) {
      out.send(new Message.Taken(entries.talk()));
      conversation.askLater(now);
    }
  }

  private Conversation conversation(TalkId talk) {
    return conversations.computeIfAbsent(talk, id -> new Conversation(id, line, out));
  }
}
