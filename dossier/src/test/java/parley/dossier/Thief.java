package parley.dossier;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import parley.dossier.chain.Admission;
import parley.dossier.chain.Dossier;
import parley.dossier.chain.Entry;
import parley.dossier.chain.SealKey;
import parley.dossier.chain.Testimony;
import parley.dossier.model.Act;
import parley.dossier.model.Credentials;
import parley.dossier.model.Digest;
import parley.dossier.model.PersonId;
import parley.dossier.model.Refusal;
import parley.dossier.webauthn.SoftwareAuthenticator;

/**
 * Holds every sealing key of every side, past, present and next, and every entry there is; has
 * authenticators of its own, and nobody else's.
 */
final class Thief {
  private final Random random;
  private final Story story;
  private final List<Entry> known;
  final List<Entry> forged = new ArrayList<>();

  Thief(long seed, Story story, List<Entry> known) {
    this.random = new Random(seed);
    this.story = story;
    this.known = List.copyOf(known);
  }

  /** Tries so many times to add an entry to what there is, or to a part of it. */
  void strike(Dossier dossier, int times) {
    for (int i = 0; i < times; i++) {
      Dossier base = random.nextInt(4) == 0 ? beginning(dossier) : dossier;
      Side side = pick(story.sides);
      try {
        Forge forge = Forge.next(base, side, act(base, side), now());
        disguise(forge, base);
        if (dossier.admit(forge.seal()) instanceof Admission.Added added) {
          forged.addAll(added.entries());
        }
      } catch (Refusal refusal) {
        // what it wanted cannot even be written down
      }
    }
  }

  /** The dossier as it stood once; its very first entry is always there. */
  Dossier beginning(Dossier dossier) {
    List<Entry> entries = dossier.entries();
    return Story.rebuilt(dossier.talk(), entries.subList(0, 1 + random.nextInt(entries.size())));
  }

  private Instant now() {
    return story.now().plusSeconds(60L * random.nextInt(100));
  }

  private Act act(Dossier base, Side side) {
    Side other = pick(story.sides);
    Digest proposal = pick(known).actDigest();
    PersonId person = pick(List.copyOf(side.people.keySet()));
    SealKey device = SealKey.ofSeed(Side.seed("thief's device " + random.nextInt(3)));
    return switch (random.nextInt(16)) {
      case 0 -> story.proposal(Story.time(random.nextInt(30)));
      case 1, 2 -> new Act.Consent(proposal);
      case 3 -> new Act.Confirm(proposal);
      case 4 -> new Act.Withdraw(proposal, Optional.empty());
      case 5 -> new Act.Accept(other.id, pick(known).actDigest());
      case 6 -> side.rotation(base);
      case 7 -> new Act.Revoke(person);
      case 8 -> new Act.AdmitDevice(person, device.publicKey());
      case 9 -> new Act.Present(impostors(base, side));
      case 10 -> base.closeAct(side.id);
      case 11 -> new Act.Release(proposal);
      case 12 -> new Act.Enter(person);
      case 13 -> new Act.Open(now());
      case 14 -> pick(known).act();
      default -> new Act.Acknowledge();
    };
  }

  /** The side's credentials, with the thief's keys under its people's names. */
  private Credentials impostors(Dossier base, Side side) {
    Credentials with = side.credentials;
    for (PersonId person : side.people.keySet()) {
      if (random.nextBoolean()) {
        with = side.withKey(person, own(side, person));
      }
    }
    return base.chain(side.id).isEmpty()
        ? with
        : with.rotated(
            side.sealing(base, new Act.Acknowledge()).publicKey(),
            side.rotation(base).key().commitment());
  }

  private static SoftwareAuthenticator own(Side side, PersonId person) {
    String host = person.value() + "." + side.name + ".localhost";
    return SoftwareAuthenticator.ofSeed(
        Side.seed("thief as " + host), host, "http://" + host + ":8080");
  }

  /** No assertion, its own, or one that was made for another act; sometimes that whole act. */
  private void disguise(Forge forge, Dossier base) {
    PersonId person = pick(List.copyOf(forge.side.people.keySet()));
    Entry earlier = pick(known);
    switch (random.nextInt(5)) {
      case 0 -> forge.unsigned();
      case 1, 2 ->
          forge.by(new Testimony(person, own(forge.side, person).sign(forge.draft.challenge(), 0)));
      case 3 -> forge.by = earlier.by();
      default -> {
        forge.by = earlier.by();
        forge.act = VectorBook.dossierAct(earlier);
      }
    }
    if (random.nextInt(3) == 0) {
      forge.key = forge.side.key(random.nextInt(4));
    }
    List<Entry> chain = base.chain(forge.chain);
    if (random.nextInt(4) == 0 && !chain.isEmpty()) {
      forge.seen = new TreeMap<>(chain.getLast().seen()); // as if it had seen nothing since
    }
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
