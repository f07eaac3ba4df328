package linum.xla;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "linum.xla", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule packagesHaveNoCycles = slices().matching("(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule onlyProgramsAndArraysAreNeeded =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "linum.xla..", "linum.ir..", "linum.core..", "java..", "org.jspecify..")
          .because("a backend needs what programs and arrays are, and nothing else");
}
