package parley.house;

import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Arrows between modules and packages go down only. */
class ArrowsTest {
  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("parley.dossier", "parley.relay", "parley.line", "parley.node");

  /** The one arrow that points up: storage implements what {@code talk} asks of a journal. */
  private static final String JOURNAL = "parley\\.node\\.storage\\.DossierJournal.*";

  private static final String JOURNAL_OF_TALKS = "parley\\.node\\.talk\\.TalkJournal.*";

  @Test
  void theDossierKnowsNeitherTheRelayNorAServer() {
    noClasses()
        .that()
        .resideInAPackage("parley.dossier..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "parley.relay..",
            "parley.line..",
            "parley.node..",
            "io.javalin..",
            "org.eclipse.jetty..",
            "org.jdbi..")
        .check(HOUSE);
  }

  @Test
  void theRelayKnowsNeitherTheDossierNorAServer() {
    noClasses()
        .that()
        .resideInAPackage("parley.relay..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "parley.dossier..",
            "parley.line..",
            "parley.node..",
            "io.javalin..",
            "org.eclipse.jetty..",
            "com.fasterxml..")
        .check(HOUSE);
  }

  @Test
  void theLineKnowsNoServer() {
    noClasses()
        .that()
        .resideInAPackage("parley.line..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("parley.node..", "io.javalin..", "org.eclipse.jetty..", "org.jdbi..")
        .check(HOUSE);
  }

  @Test
  void publicPagesReachThePublicProjectionAndRenderingOnly() {
    classes()
        .that()
        .resideInAPackage("parley.node.press.site..")
        .should()
        .onlyDependOnClassesThat()
        .resideOutsideOfPackages(
            "parley.dossier",
            "parley.dossier..",
            "parley.relay..",
            "parley.line..",
            "parley.node.people..",
            "parley.node.talk..",
            "parley.node.room..",
            "parley.node.storage..",
            "parley.node.demo..",
            "org.jdbi..",
            "java.sql..")
        .allowEmptyShould(true)
        .check(HOUSE);
  }

  @Test
  void noTwoPackagesOfAModuleLeanOnEachOther() {
    for (String module : List.of("dossier", "relay", "line", "node")) {
      slices()
          .matching("parley." + module + ".(**)")
          .should()
          .beFreeOfCycles()
          .ignoreDependency(nameMatching(JOURNAL), nameMatching(JOURNAL_OF_TALKS))
          .check(HOUSE);
    }
  }

  /** Positive control: the same kind of rule fails where the arrow exists. */
  @Test
  void aRuleAgainstAnArrowThatExistsFails() {
    var self = new ClassFileImporter().importClasses(ArrowsTest.class);
    assertThatThrownBy(
            () ->
                noClasses()
                    .that()
                    .resideInAPackage("parley.house..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("com.tngtech..")
                    .check(self))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("ArrowsTest");
  }
}
