package parley.node.line;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import parley.dossier.model.Act;
import parley.dossier.model.Body;
import parley.dossier.model.Digest;
import parley.dossier.model.ItemText;
import parley.dossier.model.Medium;
import parley.dossier.model.Term;
import parley.dossier.model.Texts;
import parley.dossier.state.TalkState;
import parley.node.talk.Seat;
import parley.node.talk.TalkService;

/** Whatever a negotiator may do in a talk, at random. */
record RandomActs(Random random, TalkService talks, Instant now) {
  void perform(Seat seat) {
    TalkState state = talks.look(seat).state();
    if (!state.constituted() || random.nextInt(12) == 0) {
      talks.accept(seat);
      return;
    }
    List<Digest> open = List.copyOf(state.proposals().keySet());
    int what = open.isEmpty() ? 0 : random.nextInt(14);
    if (what < 3) {
      talks.perform(seat, talks.proposal(seat, term(), Optional.empty()));
    } else if (what == 3) {
      Body text = talks.body(new ItemText(words("Item"), words("Wording")));
      Term item = new Term.AgendaItem(talks.newItem(), 1 + random.nextInt(9), 15, text.digest());
      talks.perform(seat, talks.proposal(seat, item, Optional.empty()), text);
    } else if (what == 4) {
      Body reason = talks.body(words("Because"));
      Digest about = open.get(random.nextInt(open.size()));
      talks.perform(seat, new Act.Objection(about, Optional.of(reason.digest())), reason);
    } else {
      talks.perform(seat, answer(seat, what, open.get(random.nextInt(open.size()))));
    }
  }

  private Act answer(Seat seat, int what, Digest proposal) {
    return switch (what) {
      case 5 -> new Act.Withdraw(proposal, Optional.empty());
      case 6 -> new Act.ConsentAdReferendum(proposal);
      case 7 -> new Act.Confirm(proposal);
      case 8 -> new Act.Enter(seat.personId());
      case 9 -> new Act.Leave(seat.personId());
      case 10 -> new Act.Open(now);
      default -> new Act.Consent(proposal);
    };
  }

  private Term term() {
    return random.nextBoolean()
        ? new Term.Format(Medium.VIDEO, 10 + random.nextInt(50))
        : new Term.Time(
            now.plus(Duration.ofDays(1 + random.nextInt(20))),
            ZoneId.of("Europe/Lisbon"),
            List.of());
  }

  private Texts words(String word) {
    return Texts.of("en", word + " " + random.nextInt(1_000));
  }
}
