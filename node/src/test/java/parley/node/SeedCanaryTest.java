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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import parley.node.storage.KeyVault;
import parley.node.storage.VaultKey;

/** Looks for every private seed in every byte of a running node's folder. */
class SeedCanaryTest {
  @Test
  void shouldWriteNoSeedInClearIntoTheDataFolder() throws Exception {
    try (NodeUnderTest node = NodeUnderTest.demo()) {
      node.signedIn("anna.norland").open("/");
      Path keys = node.data().resolve("keys");
      VaultKey own = VaultKey.ofFile(node.data().resolve("demo.key"));
      KeyVault vault = KeyVault.open(keys, own, new SecureRandom());
      List<byte[]> seeds =
          vault.names().stream().map(name -> vault.readOrCreate(name, 32)).toList();
      assertThat(vault.names())
          .contains("forms", "norland.statement", "sudria.statement", "anna.norland.demo");

      assertThat(filesThatHold(node.data(), seeds)).isEmpty();

      for (String spelling : spellings(seeds.getLast())) {
        Path planted = node.data().resolve("planted");
        Files.writeString(planted, "x" + spelling + "y", StandardCharsets.ISO_8859_1);
        assertThat(filesThatHold(node.data(), seeds)).containsExactly(planted);
      }
    }
  }

  private static List<Path> filesThatHold(Path folder, List<byte[]> seeds) throws IOException {
    List<Path> found = new ArrayList<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String content = Files.readString(file, StandardCharsets.ISO_8859_1);
        if (seeds.stream().flatMap(seed -> spellings(seed).stream()).anyMatch(content::contains)) {
          found.add(file);
        }
      }
    }
    return found;
  }

  private static List<String> spellings(byte[] seed) {
    return List.of(
        new String(seed, StandardCharsets.ISO_8859_1),
        HexFormat.of().formatHex(seed),
        Base64.getEncoder().withoutPadding().encodeToString(seed),
        Base64.getUrlEncoder().withoutPadding().encodeToString(seed));
  }
}
