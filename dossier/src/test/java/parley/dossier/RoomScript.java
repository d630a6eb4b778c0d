package parley.dossier;

import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import parley.dossier.chain.Entry;
import parley.dossier.chain.SealKey;
import parley.dossier.model.Act;
import parley.dossier.model.Attendance;
import parley.dossier.model.Credentials;
import parley.dossier.model.DelegationId;
import parley.dossier.model.Digest;
import parley.dossier.model.Matter;
import parley.dossier.model.Person;
import parley.dossier.model.PersonId;
import parley.dossier.model.Refusal;
import parley.dossier.model.Role;
import parley.dossier.model.SealPublicKey;
import parley.dossier.model.Term;
import parley.dossier.state.DelegationState;
import parley.dossier.state.TalkState;
import parley.dossier.webauthn.SoftwareAuthenticator;

/** Random comings and goings: devices, people, keys and who is expected in the room. */
final class RoomScript {
  private static final List<PersonId> PEOPLE =
      List.of(
          new PersonId("principal"),
          new PersonId("adviser"),
          new PersonId("spokesperson"),
          new PersonId("technician"));

  private final Random random;
  private final Story story;

  private RoomScript(long seed) {
    this.random = new Random(seed);
    this.story = Story.ofTwo();
  }

  /** A talk of so many acts, some lost in refusal; in the end it is closed if the seed is even. */
  static List<Entry> play(long seed, int acts) {
    RoomScript script = new RoomScript(seed);
    for (int i = 0; i < acts; i++) {
      Side side = script.pick(script.story.sides);
      script.write(side, script.act(side));
      if (script.random.nextInt(3) == 0) {
        script.story.exchange();
      }
      if (script.random.nextInt(5) == 0) {
        script.story.settle();
      }
    }
    script.story.settle();
    if (seed % 2 == 0) {
      script.close();
    }
    return script.story.copies.getFirst().entries();
  }

  /**
   * Two negotiators on one seat: the second has it once the first has gone. And a principal whose
   * key was revoked: with a new one she is back, and the device that the old one admitted is not.
   */
  static List<Entry> seats() {
    RoomScript script = new RoomScript(0);
    Story story = script.story;
    Side norland = story.sides.getFirst();
    Side sudria = story.sides.getLast();
    PersonId principal = PEOPLE.get(0);
    List<PersonId> two = List.of(PEOPLE.get(1), PEOPLE.get(2));
    Credentials shown =
        sudria.withPeople(
            sudria.credentials.people().stream()
                .map(p -> two.contains(p.id()) ? negotiating(p) : p)
                .toList());
    script.present(norland, sudria, shown);
    TreeMap<DelegationId, List<Attendance>> sides = new TreeMap<>();
    sides.put(
        sudria.id,
        List.of(
            new Attendance.Counted(Role.NEGOTIATOR, 1), new Attendance.Named(List.of(principal))));
    Entry proposal = story.propose(sudria, new Term.Participants(sides));
    story.exchange();
    story.consent(norland, proposal);
    story.settle();
    for (PersonId each : List.of(two.get(1), principal, two.get(0))) {
      story.act(sudria, new Act.AdmitDevice(each, script.device(sudria)));
      story.act(sudria, new Act.Enter(each));
    }
    story.act(sudria, new Act.Leave(two.get(1)));
    story.act(sudria, new Act.Revoke(principal));
    String host = "principal.sudria.localhost";
    var fresh = SoftwareAuthenticator.ofSeed(Side.seed("fresh"), host, "http://" + host);
    script.present(norland, sudria, sudria.withKey(principal, fresh));
    story.settle();
    return story.copies.getFirst().entries();
  }

  private void present(Side accepting, Side side, Credentials shown) {
    Entry presented = story.act(side, new Act.Present(shown));
    story.exchange();
    story.act(accepting, new Act.Accept(side.id, presented.actDigest()));
    story.settle();
  }

  private void close() {
    for (Side side : story.sides) {
      write(side, story.copy(side).closeAct(side.id));
      story.exchange();
    }
  }

  private void write(Side side, Act act) {
    try {
      story.act(side, act);
    } catch (Refusal refusal) {
      // the script also tries what is not allowed
    }
  }

  private Act act(Side side) {
    PersonId person = pick(PEOPLE);
    return switch (random.nextInt(20)) {
      case 0, 1, 2, 3 -> new Act.AdmitDevice(person, device(side));
      case 4 -> dismissal(side);
      case 5, 6, 7, 8, 9 -> new Act.Enter(person);
      case 10, 11 -> new Act.Leave(person);
      case 12, 13 -> story.proposal(participants());
      case 14, 15, 16 -> consent(side);
      case 17 -> random.nextInt(3) == 0 ? side.rotation(story.copy(side)) : accept(side);
      case 18 -> random.nextInt(3) == 0 ? new Act.Revoke(person) : accept(side);
      default -> renewed(side);
    };
  }

  private SealPublicKey device(Side side) {
    return SealKey.ofSeed(Side.seed(side.name + " device " + random.nextInt(9))).publicKey();
  }

  private Act dismissal(Side side) {
    var live = story.state(side).devices().stream().filter(d -> d.delegation().equals(side.id));
    return pickOr(live.map(d -> (Act) new Act.DismissDevice(d.person(), d.key())).toList());
  }

  private Act consent(Side side) {
    List<Digest> open =
        story.state(side).matter(Matter.PARTICIPANTS).open().stream().map(p -> p.id()).toList();
    return pickOr(open.stream().map(id -> (Act) new Act.Consent(id)).toList());
  }

  private Act accept(Side side) {
    TalkState state = story.state(side);
    List<DelegationState> others =
        state.delegations().stream().filter(d -> !d.id().equals(side.id)).toList();
    DelegationState other = pick(others);
    return new Act.Accept(other.id(), other.presentedDigest());
  }

  /** Credentials in which others have the negotiator's role too, by the key that seals now. */
  private Act renewed(Side side) {
    PersonId also = pick(PEOPLE);
    var now = story.state(side).delegation(side.id).orElseThrow().presented();
    List<Person> people =
        now.people().stream().map(p -> p.id().equals(also) ? negotiating(p) : p).toList();
    var changed = side.withPeople(people);
    return new Act.Present(
        new Credentials(
            changed.names(),
            changed.zone(),
            changed.languages(),
            changed.capacity(),
            now.key(),
            now.nextKey(),
            changed.statementKey(),
            changed.lineKey(),
            people));
  }

  private static Person negotiating(Person person) {
    Set<Role> roles =
        person.roles().contains(Role.NEGOTIATOR)
            ? person.roles()
            : Set.of(person.roles().iterator().next(), Role.NEGOTIATOR);
    return new Person(person.id(), person.names(), person.office(), roles, person.key());
  }

  private Term participants() {
    TreeMap<DelegationId, List<Attendance>> sides = new TreeMap<>();
    for (Side side : story.sides) {
      if (random.nextInt(6) > 0) {
        sides.put(side.id, List.of(attendance(), attendance()));
      }
    }
    if (sides.isEmpty()) {
      sides.put(story.sides.getFirst().id, List.of(attendance()));
    }
    return new Term.Participants(sides);
  }

  private Attendance attendance() {
    return switch (random.nextInt(4)) {
      case 0 -> new Attendance.Named(List.of(pick(PEOPLE)));
      case 1 -> new Attendance.Named(PEOPLE.subList(0, 1 + random.nextInt(PEOPLE.size())));
      default ->
          new Attendance.Counted(
              random.nextInt(4) == 0 ? Role.TECHNICIAN : Role.NEGOTIATOR, 1 + random.nextInt(2));
    };
  }

  private Act pickOr(List<Act> acts) {
    return acts.isEmpty() ? new Act.Acknowledge() : pick(acts);
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
