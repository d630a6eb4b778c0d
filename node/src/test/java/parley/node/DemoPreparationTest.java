package parley.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.dossier.chain.Entry;
import parley.node.demo.DemoCast;
import parley.node.people.Delegate;
import parley.node.people.Delegation;
import parley.node.storage.KeyVault;
import parley.node.storage.VaultKey;
import parley.node.talk.TalkService;

/** The demo's two folders as they are before anybody comes. */
class DemoPreparationTest {
  private static final String NORLAND = DemoCast.NORLAND.id();
  private static final String SUDRIA = DemoCast.SUDRIA.id();

  /** What each side has written and not shown to the other. */
  private static final List<String> NORLANDS =
      List.of("Norland and Sudria agree on a date", "On which day?", "В какой день?");

  private static final List<String> SUDRIAS =
      List.of("Who asked for the contact?", "the seat of the President", "Стороны на связи");

  @TempDir static Path root;
  private static DemoFolder folder;

  @BeforeAll
  static void prepare() throws Exception {
    folder = new DemoFolder(root);
    DemoPreparation.prepare(folder, Ports.from(0));
  }

  @Test
  void bothHaveTheSameTalkAndOnlyTheirOwnPeople() throws Exception {
    List<List<String>> dossiers = new ArrayList<>();
    for (String house : DemoFolder.HOUSES) {
      try (Foundation foundation = open(house)) {
        assertThat(foundation.people().delegations())
            .extracting(Delegation::id)
            .containsExactly(house);
        assertThat(foundation.people().of(house)).hasSize(6);
        TalkService talks = foundation.talks(foundation.clock());
        assertThat(talks.ids()).hasSize(1);
        dossiers.add(
            talks.copy(talks.ids().iterator().next()).orElseThrow().entries().stream()
                .map(Entry::jws)
                .sorted()
                .toList());
        assertThat(foundation.vault().names())
            .anyMatch(name -> name.contains(house))
            .noneMatch(name -> name.contains(other(house)));
      }
    }
    assertThat(dossiers.getFirst()).hasSizeGreaterThan(20).isEqualTo(dossiers.getLast());
  }

  @Test
  void neitherFolderHoldsWhatIsPrivateToTheOther() throws Exception {
    List<byte[]> norlands = secrets(NORLAND, NORLANDS);
    List<byte[]> sudrias = secrets(SUDRIA, SUDRIAS);
    assertThat(found(SUDRIA, norlands)).as("Norland's at Sudria").isEmpty();
    assertThat(found(NORLAND, sudrias)).as("Sudria's at Norland").isEmpty();
    assertThat(found(NORLAND, texts(NORLANDS))).as("control").hasSize(NORLANDS.size());
    assertThat(found(SUDRIA, texts(SUDRIAS))).as("control").hasSize(SUDRIAS.size());
    for (String form : spellings(norlands.getLast())) {
      Path planted = folder.house(SUDRIA).resolve("planted");
      Files.writeString(planted, "x" + form + "y", StandardCharsets.ISO_8859_1);
      assertThat(found(SUDRIA, norlands)).as("control").hasSize(1);
      Files.delete(planted);
    }
  }

  @Test
  void whatIsPreparedStaysAndAPreparationCutShortIsDoneAgain(@TempDir Path other) throws Exception {
    DemoFolder again = new DemoFolder(other);
    Ports ports = Ports.from(0);
    DemoPreparation.prepare(again, ports);
    byte[] keys = Files.readAllBytes(again.house(NORLAND).resolve("demo.key"));
    DemoPreparation.prepare(again, ports);
    assertThat(again.house(NORLAND).resolve("demo.key")).hasBinaryContent(keys);
    Files.delete(other.resolve("prepared"));
    DemoPreparation.prepare(again, ports);
    assertThat(Files.readAllBytes(again.house(NORLAND).resolve("demo.key"))).isNotEqualTo(keys);
    assertThat(again.isPrepared()).isTrue();
  }

  /** Texts, private keys, and what people sign in with. */
  private static List<byte[]> secrets(String house, List<String> texts) throws Exception {
    List<byte[]> secrets = new ArrayList<>(texts(texts));
    try (Foundation foundation = open(house)) {
      for (Delegate person : foundation.people().of(house)) {
        foundation.personKeys().of(person.id()).stream()
            .map(key -> key.credential().getBytes(StandardCharsets.UTF_8))
            .forEach(secrets::add);
      }
    }
    Path keys = folder.house(house).resolve("keys");
    VaultKey own = VaultKey.ofFile(folder.house(house).resolve("demo.key"));
    secrets.add(Files.readAllBytes(folder.house(house).resolve("demo.key")));
    KeyVault vault = KeyVault.open(keys, own, new SecureRandom());
    vault.names().forEach(name -> secrets.add(vault.readOrCreate(name, 32)));
    return secrets;
  }

  private static List<byte[]> texts(List<String> texts) {
    return texts.stream().map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
  }

  /** Those secrets that stand somewhere in a house's folder, in any spelling. */
  private static List<byte[]> found(String house, List<byte[]> secrets) throws IOException {
    List<String> contents = new ArrayList<>();
    try (Stream<Path> all = Files.walk(folder.house(house))) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        contents.add(Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
    return secrets.stream()
        .filter(
            secret ->
                spellings(secret).stream()
                    .anyMatch(form -> contents.stream().anyMatch(all -> all.contains(form))))
        .toList();
  }

  private static List<String> spellings(byte[] secret) {
    return List.of(
        new String(secret, StandardCharsets.ISO_8859_1),
        HexFormat.of().formatHex(secret),
        Base64.getEncoder().withoutPadding().encodeToString(secret),
        Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
  }

  private static Foundation open(String house) throws Exception {
    return Foundation.open(new NodeConfig(0, folder.house(house), false, Optional.empty()));
  }

  private static String other(String house) {
    return house.equals(NORLAND) ? SUDRIA : NORLAND;
  }
}
