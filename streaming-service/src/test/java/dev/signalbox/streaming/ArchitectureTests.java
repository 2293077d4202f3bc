package dev.signalbox.streaming;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;

@AnalyzeClasses(
    packages = "dev.signalbox.streaming",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

  @ArchTest
  static final ArchRule FEATURES_HAVE_NO_CYCLES =
      slices().matching("dev.signalbox.streaming.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule NOBODY_NEEDS_THE_WEB =
      noClasses()
          .that()
          .resideOutsideOfPackage("..web..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.signalbox.streaming.web..", "jakarta.servlet..", "org.springframework.web..");

  @ArchTest
  static final ArchRule CODECS_ARE_PURE =
      noClasses()
          .that()
          .resideInAPackage("..wire..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.springframework..", "java.net.http..", "java.sql..", "dev.signalbox.kit..");

  @ArchTest
  static final ArchRule WIRE_STANDS_ALONE =
      noClasses()
          .that()
          .resideInAPackage("..wire..")
          .should()
          .dependOnClassesThat(
              DescribedPredicate.describe(
                  "belong to other features",
                  (JavaClass other) ->
                      other.getPackageName().startsWith("dev.signalbox.streaming.")
                          && !other.getPackageName().startsWith("dev.signalbox.streaming.wire")));

  @ArchTest
  static final ArchRule NO_OTHERS_HAVE_A_DATABASE =
      noClasses()
          .that()
          .resideOutsideOfPackages("..meter..", "..limit..", "..resume..", "..cache..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.springframework.jdbc..", "java.sql..");

  @ArchTest
  static final ArchRule EVERY_PACKAGE_IS_NULL_MARKED =
      classes()
          .should(
              new ArchCondition<JavaClass>("be in a null-marked package") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                  JavaPackage home = type.getPackage();
                  events.add(
                      new SimpleConditionEvent(
                          type,
                          home.isAnnotatedWith(NullMarked.class),
                          home.getName() + " needs a @NullMarked package-info"));
                }
              });
}
