package dev.signalbox.eventstore;

import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;

@AnalyzeClasses(
    packages = "dev.signalbox.eventstore",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

  @ArchTest
  static final ArchRule nobodyImportsTheWeb =
      noClasses()
          .that()
          .resideOutsideOfPackage("..eventstore..web..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("..eventstore..web..");

  @ArchTest
  static final ArchRule webPackagesStandApart =
      slices().matching("dev.signalbox.eventstore.(**).web..").should().notDependOnEachOther();

  @ArchTest static final ArchRule nobodyImportsTheKafkaAdapters = leaf("kafka");

  @ArchTest
  static final ArchRule theDomainKnowsNoTransport =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "..eventstore..web..", "..eventstore..kafka..", "..eventstore.http..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.springframework.web..",
              "org.springframework.http..",
              "org.springframework.kafka..",
              "org.apache.kafka..",
              "jakarta.persistence..",
              "jakarta.servlet..");

  @ArchTest
  static final ArchRule theLogStandsAlone =
      noClasses()
          .that()
          .resideInAPackage("..eventstore.log..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "..eventstore.ingest..",
              "..eventstore.web..",
              "..eventstore.projection..",
              "..eventstore.state..",
              "..eventstore.schema..",
              "..eventstore.evolution..",
              "..eventstore.privacy..",
              "..eventstore.subscription..",
              "..eventstore.audit..",
              "..eventstore.archive..",
              "..eventstore.replay..");

  @ArchTest
  static final ArchRule featuresHaveNoCycles =
      slices().matching("dev.signalbox.eventstore.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule everyPackageIsNullMarked =
      classes().that(are(notPackageInfo())).should(liveInANullMarkedPackage());

  private static ArchRule leaf(String kind) {
    return noClasses()
        .should(
            new ArchCondition<>("import another package's " + kind) {
              @Override
              public void check(JavaClass type, ConditionEvents events) {
                type.getDirectDependenciesFromSelf().stream()
                    .map(dependency -> dependency.getTargetClass().getPackageName())
                    .filter(target -> target.startsWith("dev.signalbox.eventstore."))
                    .filter(target -> target.endsWith("." + kind))
                    .filter(target -> !target.equals(type.getPackageName()))
                    .forEach(
                        target ->
                            events.add(
                                SimpleConditionEvent.satisfied(
                                    type, type.getName() + " imports " + target)));
              }
            });
  }

  private static DescribedPredicate<JavaClass> notPackageInfo() {
    return DescribedPredicate.describe(
        "not package-info", type -> !type.getSimpleName().equals("package-info"));
  }

  private static ArchCondition<JavaClass> liveInANullMarkedPackage() {
    return new ArchCondition<>("live in a package that is @NullMarked") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        boolean marked = type.getPackage().tryGetAnnotationOfType(NullMarked.class).isPresent();
        events.add(
            new SimpleConditionEvent(
                type, marked, type.getName() + " has a package-info: " + marked));
      }
    };
  }
}
