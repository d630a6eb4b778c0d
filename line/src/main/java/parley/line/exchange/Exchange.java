package parley.line.exchange;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import parley.dossier.model.Refusal;
import parley.dossier.model.TalkId;
import parley.line.LineId;
import parley.line.LineIncident;
import parley.line.Quota;

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
  private final Quota messages;
  private final Reception reception;
  private final Map<TalkId, Conversation> conversations = new TreeMap<>();
  private final Turns turns =
      new Turns(() -> conversations.values().stream().mapToInt(Conversation::underWay).sum());
  private boolean begun;

  public Exchange(LineId line, Ledger ledger, Instant now) {
    this.line = line;
    this.ledger = ledger;
    this.out = new Outbox(line);
    this.messages = new Quota(MOST_MESSAGES, MESSAGES_A_SECOND, now);
    this.reception = new Reception(line.counterpart(), ledger, out, now);
  }

  /** A session has begun: both ends say what they have. */
  public Output began(Instant now) {
    begun = true;
    out.begin();
    turns.begin();
    conversations.clear();
    for (TalkId talk : ledger.shared()) {
      about(talk, now, holding -> conversation(talk).open(holding));
    }
    return end(now);
  }

  /** A talk is not as it was, or is shared from now on. */
  public Output changed(TalkId talk, Instant now) {
    if (begun) {
      boolean isNew = !conversations.containsKey(talk);
      about(
          talk,
          now,
          holding -> {
            if (isNew) {
              conversation(talk).ask(holding);
            } else {
              conversation(talk).goOn(holding);
            }
          });
    }
    return end(now);
  }

  /** The text of a parcel came. */
  public Output received(String text, Instant now) {
    messages.spend(1);
    try {
      received(MessageFormat.read(text), now);
    } catch (Refusal malformed) {
      out.report(LineIncident.Kind.MALFORMED, malformed.reason().words(), now);
    }
    return end(now);
  }

  private void received(Message message, Instant now) {
    if (messages.isLeft(now)) {
      about(message.talk(), now, holding -> take(message, holding, now));
    } else {
      out.report(LineIncident.Kind.FLOOD, "too many messages about dossiers", now);
      Optional.ofNullable(conversations.get(message.talk()))
          .ifPresent(conversation -> putOff(message, conversation, now));
    }
  }

  /** Time has passed; to be called about every second. */
  public Output tick(Instant now) {
    for (Conversation conversation : List.copyOf(conversations.values())) {
      if (conversation.isToAsk(now)) {
        about(conversation.talk(), now, conversation::ask);
      }
    }
    return end(now);
  }

  /** Whoever waited for a turn has it, then all of it goes out. */
  private Output end(Instant now) {
    for (var next = turns.next(); next.isPresent(); next = turns.next()) {
      TalkId talk = next.get();
      about(talk, now, holding -> conversation(talk).turn(holding));
    }
    return out.empty();
  }

  /**
   * Does something about a talk that is shared. If this node fails at it, this talk is taken up
   * again later, and others do not notice.
   */
  private void about(TalkId talk, Instant now, Consumer<Holding> work) {
    try {
      ledger.find(talk).ifPresent(work);
    } catch (RuntimeException fault) {
      out.failed(fault);
      conversation(talk).askLater(now);
    }
  }

  private void take(Message message, Holding holding, Instant now) {
    Conversation conversation = conversation(message.talk());
    switch (message) {
      case Message.Heads heads -> conversation.hear(heads, holding, now);
      case Message.Entries entries -> takeIn(entries, conversation, now);
      case Message.Taken taken -> conversation.taken(holding);
    }
  }

  private void takeIn(Message.Entries entries, Conversation conversation, Instant now) {
    try {
      reception.take(entries, conversation, now);
    } catch (RuntimeException notKept) {
      out.failed(notKept);
      putOff(entries, conversation, now);
    }
  }

  /** It is not looked at; what it was about is asked for again. */
  private void putOff(Message message, Conversation conversation, Instant now) {
    if (message instanceof Message.Entries) {
      out.send(new Message.Taken(message.talk()));
    }
    conversation.askLater(now);
  }

  private Conversation conversation(TalkId talk) {
    return conversations.computeIfAbsent(talk, id -> new Conversation(id, line, out, turns));
  }
}
