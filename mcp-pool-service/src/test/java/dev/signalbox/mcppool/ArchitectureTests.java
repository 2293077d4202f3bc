package dev.signalbox.mcppool;

import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.jspecify.annotations.NullMarked;

@AnalyzeClasses(
    packagesOf = McpPoolApplication.class,
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {
  private static final String BASE = "dev.signalbox.mcppool.";

  private static final DescribedPredicate<JavaClass> IN_A_NULL_MARKED_PACKAGE =
      DescribedPredicate.describe(
          "in a package that is @NullMarked",
          type ->
              type.getPackage()
                  .tryGetPackageInfo()
                  .map(info -> info.isAnnotatedWith(NullMarked.class))
                  .orElse(false));

  @ArchTest
  static final ArchRule FEATURES_FORM_NO_CYCLES =
      slices().matching(BASE + "(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule THE_WEB_IS_A_LEAF =
      noClasses()
          .that()
          .resideOutsideOfPackage(BASE + "web..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(BASE + "web..");

  @ArchTest
  static final ArchRule KAFKA_IS_A_LEAF =
      noClasses()
          .that()
          .resideOutsideOfPackage(BASE + "agent.kafka..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(BASE + "agent.kafka..");

  @ArchTest
  static final ArchRule ONLY_THE_WEB_KNOWS_THE_WEB =
      noClasses()
          .that()
          .resideOutsideOfPackage(BASE + "web..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.springframework.web..", "org.springframework.http..", "jakarta.persistence..");

  @ArchTest
  static final ArchRule THE_CORE_KNOWS_NO_SPRING =
      noClasses()
          .that()
          .resideInAnyPackage(BASE + "rpc", BASE + "transport", BASE + "process", BASE + "egress")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.springframework..");

  @ArchTest
  static final ArchRule THE_RPC_CORE_KNOWS_NOTHING_OF_THE_SERVICE =
      noClasses()
          .that()
          .resideInAPackage(BASE + "rpc")
          .should()
          .dependOnClassesThat(
              JavaClass.Predicates.resideInAPackage("dev.signalbox..")
                  .and(JavaClass.Predicates.resideOutsideOfPackage(BASE + "rpc")));

  @ArchTest
  static final ArchRule EVERY_PACKAGE_IS_NULL_MARKED =
      classes().should(be(IN_A_NULL_MARKED_PACKAGE));
}
