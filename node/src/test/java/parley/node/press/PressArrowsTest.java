package parley.node.press;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;
import parley.node.press.site.LeakingPages;

/** What the handlers of public pages can reach at all. */
class PressArrowsTest {
  private static final String SITE = "parley.node.press.site";
  private static final String TEMPLATES = "gg.jte.generated.precompiled.press.site";
  private static final String VIEW = "parley.node.press.publicview";

  /**
   * Of the web: only what a public handler is given and gives back. {@code Exchange}, sessions and
   * forms are not among them.
   */
  private static final Set<String> WEB =
      Set.of("Answer", "Feature", "Problem", "PublicRequest", "Route");

  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("parley.node", "gg.jte.generated.precompiled.press.site");

  private static final ArchRule PUBLIC_HANDLERS_REACH_THE_PROJECTION_ONLY =
      ArchRuleDefinition.classes()
          .that()
          .resideInAPackage(SITE)
          .should()
          .onlyDependOnClassesThat(
              inPackages(SITE, VIEW, "parley.node.words")
                  .or(startsWith("java.", "com.rometools.rome."))
                  .or(webOf(WEB))
                  .or(isPrimitive()));

  private static final ArchRule PROJECTION_KNOWS_NOTHING_BUT_ITSELF =
      ArchRuleDefinition.classes()
          .that()
          .resideInAPackage(VIEW)
          .should()
          .onlyDependOnClassesThat(
              inPackages(VIEW, "parley.node.words")
                  .or(startsWith("java.", "com.fasterxml.jackson."))
                  .or(isPrimitive()));

  private static final ArchRule PUBLIC_TEMPLATES_READ_PUBLIC_MODELS_ONLY =
      ArchRuleDefinition.classes()
          .that()
          .resideInAPackage(TEMPLATES)
          .should()
          .onlyDependOnClassesThat(
              inPackages(SITE, TEMPLATES, "parley.node.words")
                  .or(startsWith("java.", "gg.jte."))
                  .or(webOf(Set.of("PageFrame")))
                  .or(isPrimitive()));

  @Test
  void publicHandlersCanReachThePublicProjectionOnly() {
    PUBLIC_HANDLERS_REACH_THE_PROJECTION_ONLY.check(MAIN);
    PROJECTION_KNOWS_NOTHING_BUT_ITSELF.check(MAIN);
    PUBLIC_TEMPLATES_READ_PUBLIC_MODELS_ONLY.check(MAIN);
  }

  @Test
  void shouldCatchAHandlerThatReachesFurther() {
    JavaClasses leaking = new ClassFileImporter().importClasses(LeakingPages.class);
    assertThatThrownBy(() -> PUBLIC_HANDLERS_REACH_THE_PROJECTION_ONLY.check(leaking))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("parley.node.people.People");
    JavaClasses good =
        new ClassFileImporter().importClasses(parley.node.press.site.PressSite.class);
    assertThatCode(() -> PUBLIC_HANDLERS_REACH_THE_PROJECTION_ONLY.check(good))
        .doesNotThrowAnyException();
  }

  @Test
  void everyPublicTemplateIsLookedAt() {
    assertThat(MAIN.stream().filter(each -> each.getPackageName().equals(TEMPLATES)))
        .hasSizeGreaterThanOrEqualTo(4);
  }

  private static DescribedPredicate<JavaClass> inPackages(String... packages) {
    return DescribedPredicate.describe(
        "in " + String.join(", ", packages),
        each -> Set.of(packages).contains(each.getBaseComponentType().getPackageName()));
  }

  private static DescribedPredicate<JavaClass> startsWith(String... prefixes) {
    return DescribedPredicate.describe(
        "below " + String.join(", ", prefixes),
        each ->
            Arrays.stream(prefixes)
                .anyMatch(prefix -> each.getBaseComponentType().getName().startsWith(prefix)));
  }

  private static DescribedPredicate<JavaClass> webOf(Set<String> names) {
    return DescribedPredicate.describe(
        "of the web " + names,
        each ->
            each.getPackageName().equals("parley.node.web")
                && names.contains(
                    each.getName().substring("parley.node.web.".length()).split("\\$")[0]));
  }

  private static DescribedPredicate<JavaClass> isPrimitive() {
    return DescribedPredicate.describe(
        "primitive", each -> each.getBaseComponentType().isPrimitive());
  }
}
