package dev.signalbox.standalone;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.jspecify.annotations.NullMarked;

@AnalyzeClasses(
    packages = "dev.signalbox.standalone",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {
  @ArchTest
  static final ArchRule FEATURES_HAVE_NO_CYCLES =
      slices().matching("dev.signalbox.standalone.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule NOTHING_KNOWS_THE_COMMANDS =
      noClasses()
          .that()
          .resideOutsideOfPackage("..command..")
          .and()
          .doNotHaveSimpleName("Launcher")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("..command..");

  @ArchTest
  static final ArchRule ONLY_THE_BROKER_KNOWS_KAFKA =
      noClasses()
          .that()
          .doNotHaveSimpleName("KafkaBroker")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("kafka..", "org.apache.kafka..", "scala..");

  @ArchTest
  static void everyPackageIsNullMarked(JavaClasses classes) {
    assertThat(classes.stream().map(found -> found.getPackage()).distinct())
        .allMatch((JavaPackage found) -> found.isAnnotatedWith(NullMarked.class), "is @NullMarked");
  }
}
