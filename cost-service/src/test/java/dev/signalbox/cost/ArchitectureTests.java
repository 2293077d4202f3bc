package dev.signalbox.cost;

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
import java.util.Set;
import org.jspecify.annotations.NullMarked;

@AnalyzeClasses(
    packagesOf = CostApplication.class,
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

  private static final Set<String> FLOATING_POINT =
      Set.of("double", "float", "double[]", "float[]", "java.lang.Double", "java.lang.Float");

  private static final DescribedPredicate<JavaClass> IN_A_NULL_MARKED_PACKAGE =
      DescribedPredicate.describe(
          "in a package that is @NullMarked",
          type ->
              type.getPackage()
                  .tryGetPackageInfo()
                  .map(info -> info.isAnnotatedWith(NullMarked.class))
                  .orElse(false));

  private static final DescribedPredicate<JavaClass> A_FLOATING_POINT_TYPE =
      DescribedPredicate.describe(
          "a floating point type", type -> FLOATING_POINT.contains(type.getName()));

  private static final DescribedPredicate<JavaClass> WORKS_WITH_FLOATING_POINT =
      DescribedPredicate.describe(
          "work with floating point numbers",
          type ->
              type.getCodeUnitCallsFromSelf().stream()
                      .anyMatch(
                          call ->
                              A_FLOATING_POINT_TYPE.test(call.getTarget().getRawReturnType())
                                  || call.getTarget().getRawParameterTypes().stream()
                                      .anyMatch(A_FLOATING_POINT_TYPE))
                  || type.getCodeUnits().stream()
                      .anyMatch(
                          unit ->
                              A_FLOATING_POINT_TYPE.test(unit.getRawReturnType())
                                  || unit.getRawParameterTypes().stream()
                                      .anyMatch(A_FLOATING_POINT_TYPE))
                  || type.getFields().stream()
                      .anyMatch(field -> A_FLOATING_POINT_TYPE.test(field.getRawType())));

  @ArchTest
  static final ArchRule MONEY_IS_NEVER_FLOATING_POINT =
      noClasses().should(be(WORKS_WITH_FLOATING_POINT));

  @ArchTest
  static final ArchRule FEATURES_FORM_NO_CYCLES =
      slices().matching("dev.signalbox.cost.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule ADAPTERS_ARE_LEAVES =
      noClasses()
          .that()
          .resideOutsideOfPackages("..cost.web..", "..cost.kafka..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.signalbox.cost.web..", "dev.signalbox.cost.kafka..");

  @ArchTest
  static final ArchRule THE_DOMAIN_KNOWS_NO_WEB_NO_KAFKA_AND_NO_JPA =
      noClasses()
          .that()
          .resideOutsideOfPackages("..cost.web..", "..cost.kafka..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.springframework.web..",
              "org.springframework.http..",
              "org.springframework.kafka..",
              "jakarta.servlet..",
              "jakarta.persistence..");

  @ArchTest
  static final ArchRule USAGE_AND_CHARGES_KNOW_NO_DATABASE =
      noClasses()
          .that()
          .resideInAnyPackage("..cost.usage..", "..cost.charge..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.springframework.jdbc..", "java.sql..");

  @ArchTest
  static final ArchRule EVERY_PACKAGE_IS_NULL_MARKED =
      classes().should(be(IN_A_NULL_MARKED_PACKAGE));
}
