package parley.line.exchange;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import parley.dossier.chain.Entry;
import parley.dossier.model.Authority;
import parley.dossier.model.Body;
import parley.dossier.model.Digest;
import parley.dossier.model.Reason;
import parley.dossier.model.Refusal;
import parley.dossier.model.SealPublicKey;
import parley.dossier.model.TalkId;
import parley.dossier.verify.References;
import parley.line.LineIncident;
import parley.line.Quota;

/** Judges what the counterpart sends, and takes in what may come. */
final class Reception {
  /** An entry that claims a later time than this from now is refused until then. */
  static final Duration AHEAD = Duration.ofMinutes(2);

  private static final double MOST_ENTRIES = 120_000;
  private static final double ENTRIES_A_SECOND = 50;

  /** What does not hold costs a signature check and is of no use: few of those. */
  private static final double COST_OF_REFUSED = 100;

  private final SealPublicKey counterpart;
  private final Ledger ledger;
  private final Outbox out;
  private final Quota entries;

  Reception(SealPublicKey counterpart, Ledger ledger, Outbox out, Instant now) {
    this.counterpart = counterpart;
    this.ledger = ledger;
    this.out = out;
    this.entries = new Quota(MOST_ENTRIES, ENTRIES_A_SECOND, now);
  }

  void take(Message.Entries came, Conversation conversation, Instant now) {
    if (!entries.isLeft(now)) {
      out.report(LineIncident.Kind.FLOOD, "too many entries, or too many that do not hold", now);
      conversation.askLater(now);
      conversation.took(List.of(), ledger.find(came.talk()).orElseThrow());
      return;
    }
    entries.spend(came.entries().size());
    List<Entry> timely = timely(read(came, now), conversation, now);
    Map<Digest, Body> bodies = bodies(came, timely, now);
    Holding holding = takeWhatMayCome(came.talk(), timely, bodies, conversation, now);
    conversation.took(timely.stream().map(Entry::hash).toList(), holding);
  }

  private List<Entry> read(Message.Entries came, Instant now) {
    List<Entry> read = new ArrayList<>();
    for (String jws : came.entries()) {
      try {
        Entry entry = Entry.read(jws);
        if (!entry.talk().equals(came.talk())) {
          throw Reason.TALK_MISMATCH.because("");
        }
        read.add(entry);
      } catch (Refusal refusal) {
        refuse(came.talk(), refusal.reason(), now);
      }
    }
    return read;
  }

  private List<Entry> timely(List<Entry> read, Conversation conversation, Instant now) {
    Instant latest = now.plus(AHEAD);
    List<Entry> timely = new ArrayList<>();
    for (Entry entry : read) {
      if (entry.at().isAfter(latest)) {
        out.report(
            LineIncident.Kind.FUTURE_TIME,
            "talk %s: chain %s, entry %d claims %s"
                .formatted(entry.talk(), entry.chain(), entry.seq(), entry.at()),
            now);
        conversation.askAt(entry.at().minus(AHEAD));
      } else {
        timely.add(entry);
      }
    }
    return timely;
  }

  /** Texts that have the digest they are said to have, and that something refers to. */
  private Map<Digest, Body> bodies(Message.Entries came, List<Entry> timely, Instant now) {
    Set<Digest> referred = new HashSet<>(References.of(timely));
    if (!referred.containsAll(came.bodies().keySet())) {
      referred.addAll(References.of(ledger.find(came.talk()).orElseThrow().entries()));
    }
    Map<Digest, Body> good = new LinkedHashMap<>();
    came.bodies()
        .forEach(
            (digest, body) -> {
              if (!body.digest().equals(digest)) {
                refuse(came.talk(), Reason.BODY_MISMATCH, now);
              } else if (!referred.contains(digest)) {
                refuse(came.talk(), Reason.REFERENCE_UNKNOWN, now);
              } else {
                good.put(digest, body);
              }
            });
    return good;
  }

  /**
   * Takes in step by step: what may come only after an acceptance may come right behind it, where
   * this side gets its own entries back, and who is let into the talk behind whoever lets it in.
   */
  private Holding takeWhatMayCome(
      TalkId talk,
      List<Entry> timely,
      Map<Digest, Body> bodies,
      Conversation conversation,
      Instant now) {
    Holding holding = ledger.find(talk).orElseThrow();
    List<Entry> left = timely;
    boolean isTooMuch = false;
    boolean goesOn = true;
    while (goesOn) {
      boolean accepted = conversation.isAccepted(holding);
      Gate.Passed passed =
          accepted
              ? new Gate.Passed(left, List.of(), false)
              : new Gate(holding, counterpart).pass(talk, left);
      isTooMuch |= passed.isTooMuch();
      if (!passed.may().isEmpty() || !bodies.isEmpty()) {
        List<String> texts = passed.may().stream().map(Entry::jws).toList();
        judge(talk, ledger.take(talk, texts, List.copyOf(bodies.values())), conversation, now);
        holding = ledger.find(talk).orElseThrow();
      }
      left = passed.later();
      goesOn = !left.isEmpty() && !passed.may().isEmpty();
    }
    if (isTooMuch) {
      entries.spend(COST_OF_REFUSED);
      out.report(LineIncident.Kind.OUTSIDER, "talk " + talk + ": more than one chain", now);
    }
    if (left.stream().anyMatch(entry -> !Authority.beforeAcceptance(entry.act()))) {
      refuse(talk, Reason.CREDENTIALS_NOT_ACCEPTED, now);
    }
    return holding;
  }

  private void judge(TalkId talk, Ledger.Taken taken, Conversation conversation, Instant now) {
    taken.refused().forEach(each -> refuse(talk, each.reason(), now));
    taken
        .forks()
        .forEach(
            fork ->
                out.report(
                    fork.stops() ? LineIncident.Kind.EQUIVOCATION : LineIncident.Kind.OUTSIDER,
                    "talk %s: chain %s has two entries %d: %s and %s"
                        .formatted(talk, fork.delegation(), fork.seq(), fork.one(), fork.other()),
                    now));
    if (taken.waiting() > 0) {
      conversation.askLater(now);
    }
  }

  private void refuse(TalkId talk, Reason reason, Instant now) {
    entries.spend(COST_OF_REFUSED);
    LineIncident.Kind kind =
        reason == Reason.TOO_LARGE ? LineIncident.Kind.OVERSIZE : LineIncident.Kind.ENTRY_REFUSED;
    out.report(kind, "talk %s: %s (%s)".formatted(talk, reason.words(), reason), now);
  }
}
