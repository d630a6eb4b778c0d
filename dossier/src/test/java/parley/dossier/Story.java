package parley.dossier;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import parley.dossier.chain.Admission;
import parley.dossier.chain.Dossier;
import parley.dossier.chain.Entry;
import parley.dossier.model.Act;
import parley.dossier.model.Base64Url;
import parley.dossier.model.Credentials;
import parley.dossier.model.DelegationId;
import parley.dossier.model.Digest;
import parley.dossier.model.Matter;
import parley.dossier.model.TalkId;
import parley.dossier.model.Term;
import parley.dossier.model.Texts;
import parley.dossier.state.ProposalState;
import parley.dossier.state.Standing;
import parley.dossier.state.TalkState;

/** A talk in tests: every side has a copy of its own, and they exchange entries when told to. */
public final class Story {
  public static final Instant START = Instant.parse("2026-11-02T09:00:00Z");

  /** Every talk of the same sides begins with the same entries. */
  private static final Map<List<DelegationId>, Begun> BEGUN = new ConcurrentHashMap<>();

  private record Begun(List<Entry> entries, Instant now) {}

  public final List<Side> sides;
  public final List<Dossier> copies;
  private Instant now = START;

  private Story(List<Side> sides) {
    this.sides = sides;
    TalkId talk = TalkId.of(sides.getFirst().id, nonce());
    this.copies = sides.stream().map(side -> new Dossier(talk)).toList();
  }

  public static String nonce() {
    return Base64Url.encode(java.util.Arrays.copyOf(Side.seed("nonce"), 16));
  }

  /** A talk of these sides, the first the convener, all accepted and nothing proposed. */
  public static Story of(Side... sides) {
    Story story = new Story(List.of(sides));
    List<DelegationId> key = story.sides.stream().map(side -> side.id).toList();
    Begun begun = BEGUN.get(key);
    if (begun == null) {
      story.begin();
      BEGUN.put(key, new Begun(story.copies.getFirst().entries(), story.now));
    } else {
      story.now = begun.now();
      for (Dossier copy : story.copies) {
        begun.entries().forEach(entry -> copy.admit(entry.jws()));
      }
    }
    return story;
  }

  /** Norland and Sudria. */
  public static Story ofTwo() {
    return of(Side.norland(), Side.sudria());
  }

  private void begin() {
    Side convener = sides.getFirst();
    act(convener, new Act.Convene(nonce(), convener.credentials, List.of(Texts.of("en", "you"))));
    exchange();
    sides.stream().skip(1).forEach(s -> act(s, new Act.Present(s.credentials)));
    exchange();
    for (Side by : sides) {
      for (Side other : sides) {
        if (by != other) {
          Digest digest = state(by).delegation(other.id).orElseThrow().presentedDigest();
          act(by, new Act.Accept(other.id, digest));
        }
      }
    }
    settle();
  }

  public Dossier copy(Side side) {
    int index = 0;
    while (!sides.get(index).id.equals(side.id)) {
      index++;
    }
    return copies.get(index);
  }

  public TalkState state(Side side) {
    return TalkState.of(copy(side));
  }

  public Instant now() {
    return now;
  }

  /** Lets time pass. */
  public void pass(Duration duration) {
    now = now.plus(duration);
  }

  /** Lets time pass until then. */
  public void passTo(Instant then) {
    now = then;
  }

  /** The side writes an act into its own copy. */
  public Entry act(Side side, Act act) {
    pass(Duration.ofMinutes(1));
    return side.act(copy(side), act, now);
  }

  public Entry propose(Side side, Term term, Digest... replaces) {
    return act(side, proposal(term, replaces));
  }

  public Act.Propose proposal(Term term, Digest... replaces) {
    return new Act.Propose(term, parties(), Optional.empty(), List.of(replaces), Optional.empty());
  }

  public SortedSet<DelegationId> parties() {
    SortedSet<DelegationId> parties = new TreeSet<>();
    sides.stream()
        .filter(s -> s.credentials.capacity() == parley.dossier.model.Capacity.PARTY)
        .forEach(s -> parties.add(s.id));
    return parties;
  }

  public Entry consent(Side side, Entry proposal) {
    return act(side, new Act.Consent(proposal.actDigest()));
  }

  public Entry withdraw(Side side, Entry proposal) {
    return act(side, new Act.Withdraw(proposal.actDigest(), Optional.empty()));
  }

  public Entry object(Side side, Entry proposal) {
    return act(side, new Act.Objection(proposal.actDigest(), Optional.empty()));
  }

  /** Every copy gets every entry. */
  public void exchange() {
    for (Dossier from : copies) {
      for (Dossier to : copies) {
        for (Entry entry : from.entries()) {
          if (to.admit(entry.jws()) instanceof Admission.Refused(var refusal)) {
            throw refusal;
          }
        }
      }
    }
  }

  /** Exchanges and acknowledges until nobody has anything new. */
  public void settle() {
    exchange();
    boolean more = true;
    while (more) {
      more = false;
      for (Side side : sides) {
        if (state(side).mustAcknowledge(side.id)) {
          act(side, new Act.Acknowledge());
          more = true;
        }
      }
      exchange();
    }
  }

  public ProposalState proposal(Side side, Entry proposal) {
    return state(side).proposals().get(proposal.actDigest());
  }

  public Standing standing(Side side, Entry proposal) {
    return proposal(side, proposal).standing();
  }

  public static Term.Time time(int day) {
    return new Term.Time(
        Instant.parse("2026-11-10T13:00:00Z").plus(Duration.ofDays(day)),
        Credentials.zone("Asia/Yekaterinburg"),
        List.of(Matter.PARTICIPANTS));
  }

  /** The same talk with entries taken in again in this order. */
  public static Dossier rebuilt(TalkId talk, List<Entry> entries) {
    Dossier dossier = new Dossier(talk);
    entries.forEach(entry -> dossier.admit(entry.jws()));
    return dossier;
  }
}
