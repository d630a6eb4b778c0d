package parley.node.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import parley.node.storage.VaultClosed.Why;
import parley.node.words.Language;
import parley.node.words.Words;

class KeyVaultTest {
  private static final VaultKey PHRASE = new VaultKey.Passphrase("six words that nobody knows");
  private static final VaultKey BYTES = new VaultKey.Bytes(new byte[32]);

  @TempDir Path folder;
  private final SecureRandom random = new SecureRandom();

  @Test
  void shouldKeepEachSecretForTheNextStartInAFileThatOnlyTheOwnerCanRead() throws Exception {
    for (VaultKey key : new VaultKey[] {PHRASE, BYTES}) {
      Path keys = Files.createTempDirectory(folder, "keys");
      byte[] secret = KeyVault.open(keys, key, random).readOrCreate("norland.seal", 32);
      KeyVault again = KeyVault.open(keys, key, random);
      assertThat(again.readOrCreate("norland.seal", 32)).isEqualTo(secret);
      assertThat(again.readOrCreate("other.seal", 32)).isNotEqualTo(secret);
      assertThat(again.names()).containsExactly("norland.seal", "other.seal");
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(keys.resolve("norland.seal"))))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void shouldForgetWhatWasDestroyed() throws Exception {
    KeyVault vault = KeyVault.open(folder, BYTES, random);
    byte[] secret = vault.readOrCreate("norland.seal", 32);
    vault.destroy("norland.seal");
    assertThat(vault.names()).isEmpty();
    assertThat(vault.readOrCreate("norland.seal", 32)).isNotEqualTo(secret);
  }

  @Test
  void shouldNotOpenWithAnotherKeyAndSayWhichKindIsWanted() throws Exception {
    KeyVault.open(folder, PHRASE, random).readOrCreate("norland.seal", 32);
    refused(Why.WRONG, () -> open(new VaultKey.Passphrase("six words that nobody knew")));
    refused(Why.NEEDS_PASSPHRASE, () -> open(BYTES));
    assertThatCode(() -> open(PHRASE)).doesNotThrowAnyException();

    Path other = Files.createDirectory(folder.resolveSibling(folder.getFileName() + "-other"));
    KeyVault.open(other, BYTES, random).readOrCreate("norland.seal", 32);
    refused(Why.NEEDS_KEY_FILE, () -> KeyVault.open(other, PHRASE, random));
  }

  @Test
  void shouldOpenWithAPassphraseHoweverItsLettersAreComposed() throws Exception {
    open(new VaultKey.Passphrase("й и другие слова")).readOrCreate("norland.seal", 32);
    assertThatCode(() -> open(new VaultKey.Passphrase("и\u0306 и другие слова")))
        .doesNotThrowAnyException();
  }

  @Test
  void shouldNotTakeOneKeyForAnother() throws Exception {
    KeyVault vault = open(BYTES);
    vault.readOrCreate("norland.seal", 32);
    vault.readOrCreate("norland.next", 32);
    Files.copy(
        folder.resolve("norland.next"),
        folder.resolve("norland.seal"),
        StandardCopyOption.REPLACE_EXISTING);
    assertThatIllegalStateException().isThrownBy(() -> vault.readOrCreate("norland.seal", 32));
    refused(Why.DAMAGED, () -> open(BYTES));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 10, 11, 26, 27, 38, 39, 86})
  void shouldNotOpenADamagedKeyWhereverTheDamageIs(int at) throws Exception {
    open(BYTES).readOrCreate("norland.next", 32);
    open(BYTES).readOrCreate("norland.seal", 32);
    Path file = folder.resolve("norland.seal");
    byte[] whole = Files.readAllBytes(file);
    assertThat(whole).hasSize(87);
    byte[] bent = whole.clone();
    bent[at] ^= 1;
    Files.write(file, bent);
    assertThatExceptionOfType(VaultClosed.class).isThrownBy(() -> open(BYTES));
    Files.write(file, java.util.Arrays.copyOf(whole, at));
    assertThatExceptionOfType(VaultClosed.class).isThrownBy(() -> open(BYTES));
    Files.write(file, whole);
    assertThatCode(() -> open(BYTES)).doesNotThrowAnyException();
  }

  @Test
  void shouldNotGoOnWithAKeyThatLiesInClear() throws Exception {
    Files.write(folder.resolve("norland.seal"), new byte[32]);
    refused(Why.IN_CLEAR, () -> open(BYTES));
  }

  @Test
  void shouldNotMindAFileThatACrashLeftUnfinished() throws Exception {
    open(BYTES).readOrCreate("norland.seal", 32);
    Files.write(folder.resolve("norland.next.new"), new byte[7]);
    assertThat(open(BYTES).names()).containsExactly("norland.seal");
    open(BYTES).readOrCreate("norland.next", 32);
    assertThat(open(BYTES).names()).containsExactly("norland.next", "norland.seal");
  }

  @Test
  void shouldSayWhatIsWrongWithWhatAnOperatorHasSet() throws Exception {
    Path good = write("good.key", 32);
    refused(Why.MISSING, () -> VaultKey.ofEnvironment(Map.of()));
    refused(Why.MISSING, () -> VaultKey.ofEnvironment(Map.of("PARLEY_PASSPHRASE", "")));
    refused(Why.SHORT, () -> VaultKey.ofEnvironment(Map.of("PARLEY_PASSPHRASE", "12345678901")));
    refused(Why.MALFORMED, () -> keyFile(write("long.key", 33)));
    refused(Why.MALFORMED, () -> keyFile(write("empty.key", 0)));
    refused(Why.UNREADABLE, () -> keyFile(folder.resolve("nothing.key")));
    refused(Why.UNREADABLE, () -> keyFile(folder));
    refused(
        Why.BOTH,
        () ->
            VaultKey.ofEnvironment(
                Map.of("PARLEY_PASSPHRASE", "123456789012", "PARLEY_KEY_FILE", good.toString())));
    assertThat(keyFile(good)).isInstanceOf(VaultKey.Bytes.class);
    assertThat(VaultKey.ofEnvironment(Map.of("PARLEY_PASSPHRASE", "123456789012")))
        .isInstanceOf(VaultKey.Passphrase.class);
  }

  @Test
  void shouldHaveWordsForEveryWayToStayClosed() {
    for (Why why : Why.values()) {
      for (Language language : Language.values()) {
        assertThat(Words.in(language).find(why.key())).as(language + why.key()).isPresent();
      }
    }
  }

  @Test
  void shouldPrintNothingOfWhatItHolds() {
    assertThat(new VaultKey.Passphrase("canary canary").toString()).doesNotContain("canary");
  }

  private KeyVault open(VaultKey key) throws VaultClosed {
    return KeyVault.open(folder, key, random);
  }

  private static VaultKey keyFile(Path file) throws VaultClosed {
    return VaultKey.ofEnvironment(Map.of("PARLEY_KEY_FILE", file.toString()));
  }

  private Path write(String name, int bytes) throws IOException {
    return Files.write(folder.resolve(name), new byte[bytes]);
  }

  private static void refused(Why why, ThrowingCallable open) {
    assertThatExceptionOfType(VaultClosed.class)
        .isThrownBy(open)
        .satisfies(closed -> assertThat(closed.why()).isEqualTo(why));
  }
}
