package dev.signalbox.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.conditions.ArchConditions;

@AnalyzeClasses(
    packages = "dev.signalbox.gateway",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {
  @ArchTest
  static final ArchRule FEATURES_DO_NOT_GO_ROUND =
      slices().matching("dev.signalbox.gateway.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule WEB_ADAPTERS_ARE_LEAVES =
      classes()
          .that()
          .haveSimpleNameEndingWith("Controller")
          .should(ArchConditions.bePackagePrivate())
          .andShould()
          .onlyHaveDependentClassesThat()
          .haveSimpleNameEndingWith("Controller");

  @ArchTest
  static final ArchRule KEYS_AND_TOKENS_KNOW_NO_ROUTES =
      noClasses()
          .that()
          .resideInAnyPackage("..key..", "..token..", "..secret..", "..database..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.springframework.cloud..", "..route..", "..access..");

  @ArchTest
  static final ArchRule REPOSITORIES_AND_USE_CASES_KNOW_NO_WEB =
      noClasses()
          .that()
          .haveSimpleNameNotEndingWith("Controller")
          .and()
          .resideInAnyPackage("..key..", "..token..", "..secret..", "..database..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.springframework.web..", "org.springframework.http..");

  @ArchTest
  static final ArchRule PACKAGES_ARE_NULL_MARKED =
      classes()
          .should(ArchConditions.resideInAPackage("dev.signalbox.gateway.."))
          .andShould(new InNullMarkedPackage());
}
