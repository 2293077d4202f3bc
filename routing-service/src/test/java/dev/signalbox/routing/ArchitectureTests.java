package dev.signalbox.routing;

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
    packages = "dev.signalbox.routing",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

  @ArchTest
  static final ArchRule nobodyImportsTheWeb =
      noClasses()
          .that()
          .resideOutsideOfPackage("..routing.web..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("..routing.web..");

  @ArchTest
  static final ArchRule nobodyImportsTheKafkaAdapter =
      noClasses()
          .that()
          .resideOutsideOfPackage("..agent.kafka..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("..agent.kafka..");

  @ArchTest
  static final ArchRule theDomainKnowsNoTransport =
      noClasses()
          .that()
          .resideInAnyPackage(
              "..routing.agent",
              "..routing.decision..",
              "..routing.embedding..",
              "..routing.conversation..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.springframework.web..",
              "org.springframework.http..",
              "org.springframework.kafka..",
              "org.springframework.ai..",
              "org.apache.kafka..",
              "jakarta.persistence..",
              "jakarta.servlet..");

  @ArchTest
  static final ArchRule onlyTheEmbeddingKnowsItsRuntime =
      noClasses()
          .that()
          .resideOutsideOfPackage("..routing.embedding..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("ai.onnxruntime..");

  @ArchTest
  static final ArchRule reactorStaysWhereSpringAiHandsItOut =
      noClasses()
          .that()
          .resideOutsideOfPackage("..routing.model..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("reactor..");

  @ArchTest
  static final ArchRule featuresHaveNoCycles =
      slices().matching("dev.signalbox.routing.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule everyPackageIsNullMarked =
      classes().that(are(notPackageInfo())).should(liveInANullMarkedPackage());

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
