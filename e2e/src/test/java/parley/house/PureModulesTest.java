package parley.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Pure code is given time, randomness and bytes; it never fetches them. */
class PureModulesTest {
  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("parley.dossier", "parley.relay", "parley.line");

  private static final Set<String> CLOCKS =
      Set.of(
          "java.lang.System.currentTimeMillis",
          "java.lang.System.nanoTime",
          "java.lang.Thread.sleep",
          "java.time.Clock.systemUTC",
          "java.time.Clock.systemDefaultZone",
          "java.time.Instant.now",
          "java.time.LocalDate.now",
          "java.time.LocalDateTime.now",
          "java.time.ZonedDateTime.now",
          "java.time.OffsetDateTime.now",
          "java.time.ZoneId.systemDefault",
          "java.lang.Math.random",
          "java.util.UUID.randomUUID",
          "java.util.random.RandomGenerator.getDefault",
          "java.util.concurrent.ThreadLocalRandom.current");

  @Test
  void theDossierAsksForNoTimeNoChanceAndNoSocket() {
    noClasses()
        .that()
        .resideInAPackage("parley.dossier..")
        .should()
        .callCodeUnitWhere(fetchesTimeOrChance())
        .orShould()
        .dependOnClassesThat(reachOut())
        .check(HOUSE);
  }

  @Test
  void theRelayAsksForThemInItsInputAndOutputPackageOnly() {
    noClasses()
        .that()
        .resideInAPackage("parley.relay..")
        .and()
        .resideOutsideOfPackage("parley.relay.io..")
        .and()
        .doNotHaveFullyQualifiedName("parley.relay.Relay") // the door, which fetches them for all
        .should()
        .callCodeUnitWhere(fetchesTimeOrChance())
        .orShould()
        .dependOnClassesThat(reachOut())
        .check(HOUSE);
  }

  @Test
  void theLineAsksForThemInItsInputAndOutputPackageOnly() {
    noClasses()
        .that()
        .resideInAPackage("parley.line..")
        .and()
        .resideOutsideOfPackage("parley.line.io..")
        .should()
        .callCodeUnitWhere(fetchesTimeOrChance())
        .orShould()
        .dependOnClassesThat(reachOut())
        .check(HOUSE);
  }

  /** Positive control: this very class reads the clock, and the same rule says so. */
  @Test
  void theRuleFindsAClassThatReadsTheClock() {
    var self = new ClassFileImporter().importClasses(ReadsTheClock.class);
    assertThatThrownBy(
            () -> noClasses().should().callCodeUnitWhere(fetchesTimeOrChance()).check(self))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Instant.now");
  }

  private static final class ReadsTheClock {
    @SuppressWarnings("unused")
    Instant now() {
      return Instant.now();
    }
  }

  private static DescribedPredicate<JavaCall<?>> fetchesTimeOrChance() {
    return DescribedPredicate.describe(
        "fetches time or chance",
        call ->
            CLOCKS.contains(call.getTargetOwner().getName() + "." + call.getName())
                || isNewRandomSource(call));
  }

  private static boolean isNewRandomSource(JavaCall<?> call) {
    String owner = call.getTargetOwner().getName();
    boolean ofASubclass = call.getOriginOwner().isAssignableTo(SecureRandom.class);
    return call.getName().equals("<init>")
        && !ofASubclass
        && (owner.equals("java.security.SecureRandom")
            || (owner.equals("java.util.Random")
                && call.getTarget().getParameterTypes().isEmpty()));
  }

  private static DescribedPredicate<JavaClass> reachOut() {
    return DescribedPredicate.describe(
        "reach files or sockets",
        type ->
            Set.of("java.net.Socket", "java.net.ServerSocket", "java.net.DatagramSocket")
                    .contains(type.getName())
                || type.getPackageName().equals("java.nio.channels")
                || type.getPackageName().equals("java.nio.file")
                || type.getPackageName().startsWith("java.net.http")
                || Set.of("java.io.File", "java.io.FileInputStream", "java.io.FileOutputStream")
                    .contains(type.getName()));
  }
}
