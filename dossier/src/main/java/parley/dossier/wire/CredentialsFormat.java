package parley.dossier.wire;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import parley.dossier.model.Capacity;
import parley.dossier.model.Credentials;
import parley.dossier.model.Digest;
import parley.dossier.model.Person;
import parley.dossier.model.PersonId;
import parley.dossier.model.PersonKey;
import parley.dossier.model.Reason;
import parley.dossier.model.Role;
import parley.dossier.model.SealPublicKey;
import parley.dossier.model.Texts;

/** Credentials as JSON. */
final class CredentialsFormat {
  private CredentialsFormat() {}

  static Json write(Credentials c) {
    return Json.object()
        .put("names", texts(c.names()))
        .put("zone", c.zone().getId())
        .put("languages", Json.strings(c.languages()))
        .put("capacity", c.capacity().word())
        .put("key", c.key().x())
        .put("nextKey", c.nextKey())
        .put("statementKey", c.statementKey().x())
        .put("lineKey", c.lineKey().x())
        .put("people", new Json.Arr(c.people().stream().map(CredentialsFormat::write).toList()))
        .build();
  }

  static Credentials read(Json json) {
    return Members.read(
        json,
        m ->
            new Credentials(
                m.texts("names"),
                m.string("zone", Credentials::zone),
                m.strings("languages", Function.identity()),
                word("capacity", m.string("capacity"), Capacity.values(), Capacity::word),
                m.string("key", SealPublicKey::new),
                m.string("nextKey", Digest::new),
                m.string("statementKey", SealPublicKey::new),
                m.string("lineKey", SealPublicKey::new),
                m.list("people", CredentialsFormat::person)));
  }

  static Json texts(Texts texts) {
    var object = Json.object();
    texts.byLanguage().forEach(object::put);
    return object.build();
  }

  static Role role(String word) {
    return word("role", word, Role.values(), Role::word);
  }

  /** The value that the format's word stands for. */
  static <T> T word(String what, String word, T[] values, Function<T, String> wordOf) {
    return Stream.of(values)
        .filter(value -> wordOf.apply(value).equals(word))
        .findFirst()
        .orElseThrow(() -> Reason.VALUE_INVALID.because(what));
  }

  private static Json write(Person person) {
    return Json.object()
        .put("id", person.id())
        .put("names", texts(person.names()))
        .put("office", texts(person.office()))
        .put("roles", Json.strings(person.roles().stream().map(Role::word).toList()))
        .put(
            "key",
            Json.object()
                .put("cose", person.key().cose())
                .put("rp", person.key().rpId())
                .put("demo", new Json.Bool(person.key().demo()))
                .build())
        .build();
  }

  private static Person person(Json json) {
    return Members.read(
        json,
        m ->
            new Person(
                m.string("id", PersonId::new),
                m.texts("names"),
                m.texts("office"),
                roles(m.strings("roles", CredentialsFormat::role)),
                Members.read(
                    m.json("key"),
                    k -> new PersonKey(k.string("cose"), k.string("rp"), k.bool("demo")))));
  }

  private static Set<Role> roles(List<Role> roles) {
    Set<Role> set = roles.stream().collect(Collectors.toSet());
    if (set.size() < roles.size()) {
      throw Reason.VALUE_INVALID.because("a role appears twice");
    }
    return set;
  }
}
