package parley.line.exchange;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import parley.dossier.chain.Dossier;
import parley.dossier.chain.Entry;
import parley.dossier.chain.SealKey;
import parley.dossier.model.Act;
import parley.dossier.model.Base64Url;
import parley.dossier.model.Body;
import parley.dossier.model.Capacity;
import parley.dossier.model.Credentials;
import parley.dossier.model.DelegationId;
import parley.dossier.model.Digest;
import parley.dossier.model.Head;
import parley.dossier.model.Person;
import parley.dossier.model.PersonId;
import parley.dossier.model.Role;
import parley.dossier.model.SealPublicKey;
import parley.dossier.model.TalkId;
import parley.dossier.model.Texts;
import parley.dossier.webauthn.SoftwareAuthenticator;
import parley.dossier.wire.EntryFormat;
import parley.dossier.wire.Jws;

/** Talks of two sides, as one of them keeps them; it takes whatever comes. */
final class Shelf implements Ledger {
  static final Instant START = Instant.parse("2026-11-23T09:00:00Z");

  /** A delegation's keys. */
  record Party(String name, SealKey seal, SealPublicKey line) {
    static Party of(String name) {
      return new Party(name, key(name + " seal"), key(name + " line").publicKey());
    }

    DelegationId id() {
      return DelegationId.of(seal.publicKey());
    }

    private static SealKey key(String of) {
      return SealKey.ofSeed(Digest.of(of).bytes());
    }

    private static Person person() {
      return new Person(
          new PersonId("anna"),
          Texts.of("en", "Anna"),
          Texts.of("en", "Adviser"),
          Set.of(Role.NEGOTIATOR),
          SoftwareAuthenticator.ofSeed(
                  Digest.of("anna").bytes(), "anna.localhost", "http://anna.localhost:8080")
              .key());
    }

    private Credentials credentials() {
      return new Credentials(
          Texts.of("en", name),
          Credentials.zone("Europe/Lisbon"),
          List.of("en"),
          Capacity.PARTY,
          seal.publicKey(),
          Digest.of(name + " next"),
          key(name + " statement").publicKey(),
          line,
          List.of(person()));
    }
  }

  static final Party NORLAND = Party.of("Norland");
  static final Party SUDRIA = Party.of("Sudria");

  private final Party own;
  private final Map<TalkId, List<Entry>> entries = new LinkedHashMap<>();
  private final Map<TalkId, Map<Digest, Body>> bodies = new HashMap<>();

  /** What this node fails at for now. */
  final Set<TalkId> failing = new HashSet<>();

  Shelf(Party own) {
    this.own = own;
  }

  /** A talk that both have, in which Norland has said more, with these texts. */
  static TalkId add(int number, Shelf norland, Shelf sudria, List<Body> said) {
    byte[] nonce = Arrays.copyOf(Digest.of("nonce " + number).bytes(), 16);
    TalkId talk = TalkId.of(NORLAND.id(), Base64Url.encode(nonce));
    List<Entry> all = new ArrayList<>();
    write(
        talk,
        all,
        NORLAND,
        new Act.Convene(
            Base64Url.encode(nonce), NORLAND.credentials(), List.of(Texts.of("en", "Sudria"))));
    write(talk, all, SUDRIA, new Act.Present(SUDRIA.credentials()));
    write(talk, all, NORLAND, new Act.Accept(SUDRIA.id(), all.getLast().actDigest()));
    write(talk, all, SUDRIA, new Act.Accept(NORLAND.id(), all.getFirst().actDigest()));
    sudria.put(talk, all, List.of());
    said.forEach(body -> write(talk, all, NORLAND, new Act.Declare(body.digest())));
    norland.put(talk, all, said);
    return talk;
  }

  /** Loses the last entry of this side's own chain. */
  void forgetLast(TalkId talk) {
    List<Entry> all = entries.get(talk);
    all.remove(all.stream().filter(entry -> entry.chain().equals(own.id())).toList().getLast());
  }

  /** What is here, also while this node fails. */
  List<Entry> entries(TalkId talk) {
    return List.copyOf(entries.get(talk));
  }

  /** A third side shows credentials that claim the line key of this one, and goes on writing. */
  void claim(TalkId talk, Party claimed) {
    Party own = Party.of("Westmark");
    Party claiming = new Party(own.name(), own.seal(), claimed.line());
    write(talk, entries.get(talk), claiming, new Act.Present(claiming.credentials()));
    write(talk, entries.get(talk), claiming, new Act.Acknowledge());
  }

  private static void write(TalkId talk, List<Entry> all, Party by, Act act) {
    SortedMap<DelegationId, Head> seen = new TreeMap<>();
    all.forEach(entry -> seen.put(entry.chain(), entry.head()));
    Optional<Head> last = Optional.ofNullable(seen.remove(by.id()));
    EntryFormat.Payload payload =
        new EntryFormat.Payload(
            talk,
            by.id(),
            last.map(head -> head.seq() + 1).orElse(1L),
            last.map(Head::hash),
            seen,
            START,
            new Dossier(talk).draft(by.id(), act).bytes().getBytes(StandardCharsets.UTF_8),
            Optional.empty());
    all.add(Entry.read(by.seal().sign(Jws.ENTRY, EntryFormat.write(payload))));
  }

  private void put(TalkId talk, List<Entry> all, List<Body> texts) {
    entries.put(talk, new ArrayList<>(all));
    bodies.put(talk, new HashMap<>());
    texts.forEach(body -> bodies.get(talk).put(body.digest(), body));
  }

  @Override
  public Set<TalkId> shared() {
    return entries.keySet();
  }

  @Override
  public Optional<Holding> find(TalkId talk) {
    if (failing.contains(talk)) {
      throw new IllegalStateException("as the test wants");
    }
    return Optional.ofNullable(entries.get(talk))
        .map(here -> new Holding(Optional.of(own.id()), here, bodies.get(talk)));
  }

  @Override
  public Taken take(TalkId talk, List<String> came, List<Body> texts) {
    for (String jws : came) {
      Entry entry = Entry.read(jws);
      if (!entries.get(talk).contains(entry)) {
        entries.get(talk).add(entry);
      }
    }
    texts.forEach(body -> bodies.get(talk).put(body.digest(), body));
    return new Taken(0, List.of(), List.of());
  }
}
