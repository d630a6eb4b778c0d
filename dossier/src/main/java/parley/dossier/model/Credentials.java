package parley.dossier.model;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * Who a delegation is and who may act for it.
 *
 * @param zone the IANA zone in which it reads times
 * @param languages its authentic languages, its own first
 * @param key the Ed25519 key that seals its entries
 * @param nextKey commitment to the key that it would rotate to
 * @param statementKey the key that signs its published statements
 */
public record Credentials(
    Texts names,
    ZoneId zone,
    List<String> languages,
    Capacity capacity,
    SealPublicKey key,
    Digest nextKey,
    SealPublicKey statementKey,
    List<Person> people) {
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
  }

  /** The zone of this IANA name. */
  public static ZoneId zone(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      throw Reason.VALUE_INVALID.because("zone");
    }
  }

  public Optional<Person> person(PersonId id) {
    return people.stream().filter(p -> p.id().equals(id)).findFirst();
  }
}
