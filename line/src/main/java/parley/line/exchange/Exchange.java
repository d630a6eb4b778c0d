package parley.line.exchange;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
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
      about(talk, now, Conversation::open);
    }
    return end(now);
  }

  /** A talk is not as it was, or is shared from now on. */
  public Output changed(TalkId talk, Instant now) {
    if (begun) {
      boolean isNew = !conversations.containsKey(talk);
      about(talk, now, isNew ? Conversation::ask : Conversation::goOn);
    }
    return end(now);
  }

  /** The text of a parcel came. */
  public Output received(String text, Instant now) {
    try {
      received(MessageFormat.read(text), now);
    } catch (Refusal malformed) {
      messages.spend(1);
      out.report(LineIncident.Kind.MALFORMED, malformed.reason().words(), now);
    }
    return end(now);
  }

  private void received(Message message, Instant now) {
    switch (message) {
      case Message.Heads heads ->
          look(heads, now, (conversation, holding) -> conversation.hear(heads, holding, now));
      case Message.Entries entries -> takeIn(entries, now);
      case Message.Taken taken -> taken(taken.talk(), now);
    }
  }

  /**
   * If too much comes it is not looked at, and what it was about is asked for again. What they say
   * first of a shared talk is always heard, for a line may have any number of talks.
   */
  private void look(Message message, Instant now, BiConsumer<Conversation, Holding> work) {
    if (isFirst(message) || admits(now)) {
      about(message.talk(), now, work);
    } else {
      Optional.ofNullable(conversations.get(message.talk()))
          .ifPresent(conversation -> conversation.askLater(now));
    }
  }

  private boolean admits(Instant now) {
    boolean isLeft = messages.take(now);
    if (!isLeft) {
      out.report(LineIncident.Kind.FLOOD, "too many messages about dossiers", now);
    }
    return isLeft;
  }

  private boolean isFirst(Message message) {
    return message instanceof Message.Heads
        && Optional.ofNullable(conversations.get(message.talk()))
            .filter(conversation -> conversation.isShared() && !conversation.isHeard())
            .isPresent();
  }

  /**
   * Whatever becomes of them, the counterpart hears that they were dealt with, or it would wait for
   * good; but of a talk that was never found to be shared it hears nothing.
   */
  private void takeIn(Message.Entries entries, Instant now) {
    try {
      look(entries, now, (conversation, holding) -> reception.take(entries, conversation, now));
    } finally {
      Optional.ofNullable(conversations.get(entries.talk()))
          .filter(Conversation::isShared)
          .ifPresent(conversation -> out.send(new Message.Taken(entries.talk())));
    }
  }

  /** There are no more of these than were waited for; any other is one message too many. */
  private void taken(TalkId talk, Instant now) {
    boolean isAwaited =
        Optional.ofNullable(conversations.get(talk)).filter(Conversation::taken).isPresent();
    if (isAwaited) {
      about(talk, now, Conversation::turn);
    } else {
      admits(now);
    }
  }

  /** Time has passed; to be called about every second. */
  public Output tick(Instant now) {
    for (Conversation conversation : List.copyOf(conversations.values())) {
      if (conversation.isToAsk(now)) {
        about(conversation.talk(), now, Conversation::ask);
      }
    }
    return end(now);
  }

  /** Whoever waited for a turn has it, then all of it goes out. */
  private Output end(Instant now) {
    for (var next = turns.next(); next.isPresent(); next = turns.next()) {
      about(next.get(), now, Conversation::turn);
    }
    return out.empty();
  }

  /**
   * Does something about a talk that is shared. If this node fails at it, this talk is taken up
   * again later, and others do not notice.
   */
  private void about(TalkId talk, Instant now, BiConsumer<Conversation, Holding> work) {
    try {
      ledger
          .find(talk)
          .ifPresent(
              holding -> {
                Conversation conversation = conversation(talk);
                conversation.share();
                work.accept(conversation, holding);
              });
    } catch (RuntimeException fault) {
      out.failed(fault);
      conversation(talk).askLater(now);
    }
  }

  private Conversation conversation(TalkId talk) {
    return conversations.computeIfAbsent(talk, id -> new Conversation(id, line, out, turns));
  }
}
