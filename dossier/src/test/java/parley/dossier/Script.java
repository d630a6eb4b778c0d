package parley.dossier;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import parley.dossier.chain.Admission;
import parley.dossier.chain.Dossier;
import parley.dossier.chain.Entry;
import parley.dossier.chain.SealKey;
import parley.dossier.model.Act;
import parley.dossier.model.DateLevel;
import parley.dossier.model.Digest;
import parley.dossier.model.ItemId;
import parley.dossier.model.Medium;
import parley.dossier.model.PackageMark;
import parley.dossier.model.PersonId;
import parley.dossier.model.Refusal;
import parley.dossier.model.SealPublicKey;
import parley.dossier.model.Subject;
import parley.dossier.model.Term;
import parley.dossier.model.Voice;
import parley.dossier.state.TalkState;

/** Random acts by honest writers who exchange their entries only now and then. */
final class Script {
  private final Random random;
  final Story story;
  private boolean keepsKeys;
  private boolean agreesOnStatements;
  final List<Entry> entries = new ArrayList<>();

  Script(long seed, Story story) {
    this.random = new Random(seed);
    this.story = story;
  }

  /** Leaves keys, devices and revocations out of what is played. */
  Script keepingKeys() {
    keepsKeys = true;
    return this;
  }

  /** Proposes joint statements that are due soon, and who orders the room. */
  Script agreeingOnStatements() {
    agreesOnStatements = true;
    return this;
  }

  /** Plays so many acts, some lost in refusal. */
  Script play(int acts) {
    for (int i = 0; i < acts; i++) {
      Side side = story.sides.get(random.nextInt(story.sides.size()));
      write(side, act(side));
      if (random.nextInt(3) == 0) {
        exchange(side);
      }
    }
    return this;
  }

  /** Lets acts be done by this side alone; the others' nodes only acknowledge. */
  Script playAlone(Side side, int acts) {
    for (int i = 0; i < acts; i++) {
      write(side, act(side));
      story.exchange();
      for (Side other : story.sides) {
        if (other != side && story.state(other).mustAcknowledge(other.id)) {
          write(other, new Act.Acknowledge());
        }
      }
      story.exchange();
    }
    return this;
  }

  /** Signs a second entry with a number already used, and hands it to one copy. */
  Script equivocate() {
    Side side = story.sides.get(random.nextInt(story.sides.size()));
    Dossier copy = story.copy(side);
    long cut = 3 + random.nextLong(Math.max(1, copy.heads().get(side.id).seq() - 2));
    Dossier early = new Dossier(copy.talk());
    copy.entries().stream()
        .filter(e -> !e.chain().equals(side.id) || e.seq() < cut)
        .forEach(e -> early.admit(e.jws()));
    Act act = random.nextBoolean() ? new Act.Open(Instant.EPOCH) : act(side);
    try {
      Forge forge = Forge.next(early, side, act, story.now());
      if (early.admit(forge.seal()) instanceof Admission.Added added) {
        entries.addAll(added.entries());
      }
    } catch (Refusal refusal) {
      // an act that this branch does not allow
    }
    return this;
  }

  /** Every entry that any copy holds. */
  List<Entry> all() {
    List<Entry> all = new ArrayList<>(entries);
    for (Dossier copy : story.copies) {
      copy.entries().stream().filter(e -> !all.contains(e)).forEach(all::add);
    }
    return all;
  }

  List<Entry> shuffled(List<Entry> entries) {
    List<Entry> shuffled = new ArrayList<>(entries);
    java.util.Collections.shuffle(shuffled, random);
    return shuffled;
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  private void write(Side side, Act act) {
    try {
      story.act(side, act);
    } catch (Refusal refusal) {
      // the script also tries what is not allowed
    }
  }

  /** Some of the side's entries reach some of the others. */
  private void exchange(Side from) {
    for (Side to : story.sides) {
      if (to != from && random.nextInt(4) > 0) {
        story.copy(from).entries().forEach(e -> story.copy(to).admit(e.jws()));
      }
    }
  }

  private Act act(Side side) {
    TalkState state = story.state(side);
    Optional<Digest> proposal = pick(List.copyOf(state.proposals().keySet()));
    if (proposal.isEmpty()) {
      return propose(side, state);
    }
    Digest id = proposal.get();
    return switch (random.nextInt(keepsKeys ? 15 : 17)) {
      case 0, 1, 2, 3 -> propose(side, state);
      case 4, 5, 6, 7, 8 -> new Act.Consent(id);
      case 9 -> new Act.Objection(id, Optional.empty());
      case 10 -> new Act.Withdraw(id, Optional.empty());
      case 11 -> new Act.ConsentAdReferendum(id);
      case 12 -> new Act.Confirm(id);
      case 13 -> new Act.Postpone(id, Optional.empty());
      case 14 -> room(side);
      case 15 -> keys(side, state);
      default -> new Act.Acknowledge();
    };
  }

  /** Rotations and what others say to them, devices, and now and then somebody is revoked. */
  private Act keys(Side side, TalkState state) {
    SealPublicKey device = SealKey.ofSeed(Side.seed("device " + random.nextInt(3))).publicKey();
    PersonId person = new PersonId(random.nextBoolean() ? "adviser" : "technician");
    Side other = story.sides.get(random.nextInt(story.sides.size()));
    return switch (random.nextInt(8)) {
      case 0, 1 -> side.rotation(story.copy(side));
      case 2, 3, 4 ->
          state
              .delegation(other.id)
              .<Act>map(d -> new Act.Accept(other.id, d.presentedDigest()))
              .orElse(new Act.Acknowledge());
      case 5 -> new Act.AdmitDevice(person, device);
      case 6 -> new Act.DismissDevice(person, device);
      default -> new Act.Revoke(new PersonId("technician"));
    };
  }

  private Act room(Side side) {
    return switch (random.nextInt(4)) {
      case 0 -> new Act.Enter(new PersonId("adviser"));
      case 1 -> new Act.Leave(new PersonId("adviser"));
      case 2 -> story.copy(side).closeAct(side.id);
      default -> new Act.Open(story.now());
    };
  }

  private Act propose(Side side, TalkState state) {
    Term term = agreesOnStatements && random.nextInt(4) > 0 ? statement() : term(side);
    List<Digest> same =
        state.proposals().values().stream()
            .filter(p -> p.matter().equals(term.matter()))
            .map(p -> p.id())
            .toList();
    return new Act.Propose(
        term,
        story.parties(),
        random.nextInt(4) == 0
            ? Optional.of(story.now().plusSeconds(60L * random.nextInt(6)))
            : Optional.empty(),
        random.nextBoolean() ? pick(same).stream().toList() : List.of(),
        random.nextInt(6) == 0 && !(term instanceof Term.JointStatement)
            ? Optional.of(new PackageMark("p" + random.nextInt(3), 2))
            : Optional.empty());
  }

  private Term statement() {
    if (random.nextInt(6) == 0) {
      return new Term.Room(story.sides.get(random.nextInt(story.sides.size())).id);
    }
    return new Term.JointStatement(
        new ItemId("s" + random.nextInt(2)),
        story.now().plusSeconds(60L * (5 + random.nextInt(30)) + 30),
        Digest.of("words " + random.nextInt(3)));
  }

  private Term term(Side side) {
    return switch (random.nextInt(4)) {
      case 0 -> new Term.Format(Medium.VIDEO, 10 + random.nextInt(50));
      case 1 ->
          new Term.Disclosure(
              Subject.Plain.DATE, new Voice.Side(side.id), DateLevel.values()[random.nextInt(5)]);
      default -> Story.time(random.nextInt(30));
    };
  }

  private <T> Optional<T> pick(List<T> list) {
    return list.isEmpty() ? Optional.empty() : Optional.of(list.get(random.nextInt(list.size())));
  }
}
