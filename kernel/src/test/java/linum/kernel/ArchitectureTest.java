package linum.kernel;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// The kernel is a kernel for Java: it knows nothing of the library, and neither do its packages
/// depend on each other in circles.
@AnalyzeClasses(packages = "linum", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule theKernelKnowsNothingOfTheLibrary =
      noClasses()
          .that()
          .resideInAPackage("linum.kernel..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("linum..").and(not(resideInAPackage("linum.kernel.."))))
          .because("linum.magics is the one place that knows both the library and the kernel");

  @ArchTest
  static final ArchRule packagesHaveNoCycles = slices().matching("(**)").should().beFreeOfCycles();
}
