package parley.dossier.model;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Who a delegation is and who may act for it.
 *
 * @param zone the IANA zone in which it reads times
 * @param languages its authentic languages, its own first
 * @param key the Ed25519 key that seals its entries
 * @param nextKey commitment to the key that it would rotate to
 * @param statementKey the key that signs its published statements
 * @param lineKey the key of its node's certificate on the line to other nodes
 */
public record Credentials(
    Texts names,
    ZoneId zone,
    List<String> languages,
    Capacity capacity,
    SealPublicKey key,
    Digest nextKey,
    SealPublicKey statementKey,
    SealPublicKey lineKey,
    List<Person> people) {
  private static final Set<String> ZONES = ZoneId.getAvailableZoneIds();

  /** Most persons of one delegation. */
  public static final int MAX_PEOPLE = 200;

  public Credentials {
    languages = Languages.tags(languages);
    people = List.copyOf(people);
    if (people.isEmpty() || people.size() > MAX_PEOPLE) {
      throw Reason.VALUE_INVALID.because("credentials need 1 to " + MAX_PEOPLE + " persons");
    }
    if (people.stream().map(Person::id).distinct().count() < people.size()) {
      throw Reason.VALUE_INVALID.because("a person appears twice");
    }
    if (people.stream().map(p -> p.key().cose()).distinct().count() < people.size()) {
      throw Reason.VALUE_INVALID.because("a person's key appears twice");
    }
    Stream<Digest> keys =
        Stream.concat(
            Stream.of(key, statementKey, lineKey).map(SealPublicKey::commitment),
            Stream.of(nextKey));
    if (keys.distinct().count() < 4) {
      throw Reason.VALUE_INVALID.because("one key has two purposes");
    }
  }

  /** The same with the sealing key that was committed to, and the commitment to one after it. */
  public Credentials rotated(SealPublicKey newKey, Digest newNextKey) {
    return new Credentials(
        names, zone, languages, capacity, newKey, newNextKey, statementKey, lineKey, people);
  }

  /** The zone of this IANA name; offsets and such are none. */
  public static ZoneId zone(String name) {
    if (!ZONES.contains(name)) {
      throw Reason.VALUE_INVALID.because("zone");
    }
    return ZoneId.of(name);
  }

  public Optional<Person> person(PersonId id) {
    return people.stream().filter(p -> p.id().equals(id)).findFirst();
  }
}
