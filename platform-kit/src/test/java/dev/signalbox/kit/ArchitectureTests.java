package dev.signalbox.kit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.ComponentScan;

class ArchitectureTests {
  private static final JavaClasses KIT =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.signalbox.kit");

  @Test
  void packagesHaveNoCycles() {
    slices().matching("dev.signalbox.kit.(*)..").should().beFreeOfCycles().check(KIT);
  }

  @Test
  void nothingIsScanned() {
    ArchRule rule = noClasses().should().beAnnotatedWith(ComponentScan.class);

    rule.check(KIT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "id",
        "money",
        "problem",
        "context",
        "event",
        "outbox",
        "kafka",
        "http",
        "json",
        "observability",
        "schema",
        "time",
        "supervision",
        "housekeeping",
        "token"
      })
  void whatTheGatewayUsesNeedsNoServlet(String feature) {
    noClasses()
        .that()
        .resideInAPackage("dev.signalbox.kit." + feature)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("jakarta.servlet..", "org.springframework.web.servlet..")
        .check(KIT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"id", "money", "problem", "supervision", "token"})
  void whatTheSimulatorUsesNeedsNoSpring(String feature) {
    DescribedPredicate<JavaClass> plain =
        DescribedPredicate.describe(
            "are no Spring listeners", type -> !type.getSimpleName().equals("SupervisionListener"));
    noClasses()
        .that(plain)
        .and()
        .resideInAPackage("dev.signalbox.kit." + feature)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.springframework..")
        .check(KIT);
  }

  @Test
  void everyPackageIsNullMarked() {
    List<String> unmarked =
        KIT.stream()
            .map(JavaClass::getPackage)
            .distinct()
            .filter(tree -> !tree.isAnnotatedWith(NullMarked.class))
            .map(tree -> tree.getName())
            .filter(name -> !name.equals("dev.signalbox.kit"))
            .toList();

    assertThat(unmarked).isEmpty();
  }

  @Test
  void namesSayWhatThingsAre() {
    classes().should().haveNameNotMatching(".*(Util|Utils|Manager|Helper|Impl)").check(KIT);
  }
}
