package linum;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// The directions of the packages: `ir → core → tree → transform → linum, numpy, lax, random, nn`,
/// each importing only what stands left of it. Aside stand the backends and `npy`, which need `ir`
/// and `core` alone, and `testing`.
@AnalyzeClasses(packages = "linum", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule packagesHaveNoCycles = slices().matching("(**)").should().beFreeOfCycles();

  @ArchTest static final ArchRule irImportsNothingOfLinum = onlyImports("linum.ir..", "linum.ir..");

  @ArchTest
  static final ArchRule coreImportsOnlyIr =
      onlyImports("linum.core..", "linum.core..", "linum.ir..");

  @ArchTest
  static final ArchRule treeImportsOnlyWhatStandsLeftOfIt =
      onlyImports("linum.tree..", "linum.tree..", "linum.core..", "linum.ir..");

  @ArchTest
  static final ArchRule transformImportsOnlyWhatStandsLeftOfIt =
      onlyImports(
          "linum.transform..", "linum.transform..", "linum.tree..", "linum.core..", "linum.ir..");

  @ArchTest
  static final ArchRule theFacadeImportsOnlyWhatStandsLeftOfIt =
      onlyImports(
          "linum", "linum", "linum.transform..", "linum.tree..", "linum.core..", "linum.ir..");

  @ArchTest
  static final ArchRule laxImportsOnlyWhatStandsLeftOfIt =
      onlyImports(
          "linum.lax..",
          "linum.lax..",
          "linum.transform..",
          "linum.tree..",
          "linum.core..",
          "linum.ir..");

  @ArchTest
  static final ArchRule numpyImportsOnlyWhatStandsLeftOfIt =
      onlyImports(
          "linum.numpy..",
          "linum.numpy..",
          "linum.transform..",
          "linum.tree..",
          "linum.core..",
          "linum.ir..");

  @ArchTest
  static final ArchRule randomImportsOnlyWhatStandsLeftOfIt =
      onlyImports(
          "linum.random..",
          "linum.random..",
          "linum.transform..",
          "linum.tree..",
          "linum.core..",
          "linum.ir..");

  @ArchTest
  static final ArchRule nnMayImportNumpyAndRandomToo =
      onlyImports(
          "linum.nn..",
          "linum.nn..",
          "linum.numpy..",
          "linum.random..",
          "linum.transform..",
          "linum.tree..",
          "linum.core..",
          "linum.ir..");

  @ArchTest
  static final ArchRule filesOfArraysNeedOnlyIrAndCore =
      onlyImports("linum.npy..", "linum.npy..", "linum.core..", "linum.ir..");

  @ArchTest
  static final ArchRule testingImportsOnlyWhatStandsLeftOfTheFacade =
      onlyImports(
          "linum.testing..",
          "linum.testing..",
          "linum.transform..",
          "linum.tree..",
          "linum.core..",
          "linum.ir..");

  @ArchTest
  static final ArchRule theReferenceBackendImportsOnlyIrAndCore =
      onlyImports("linum.reference..", "linum.reference..", "linum.core..", "linum.ir..");

  @ArchTest
  static final ArchRule theFilesOfNumpyImportOnlyIrAndCore =
      onlyImports("linum.npy..", "linum.npy..", "linum.core..", "linum.ir..");

  @ArchTest
  static final ArchRule backendsAreFoundByServiceLoaderOnly =
      noClasses()
          .that(not(resideInAPackage("linum.reference..")))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("linum.reference..")
          .because("a backend is found by ServiceLoader and imported by nobody");

  @ArchTest
  static final ArchRule nothingOfTheLibraryNeedsItsTestingPackage =
      noClasses()
          .that(not(resideInAPackage("linum.testing..")))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("linum.testing..")
          .because("linum.testing is published for tests of programs that use Linum");

  @ArchTest
  static final ArchRule coreNeedsNoDependencyButJSpecify =
      classes()
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage("linum..", "java..", "javax..", "jdk..", "org.jspecify.."))
          .because("linum-core has no dependency but JSpecify");

  private static ArchRule onlyImports(String importer, String... imported) {
    return noClasses()
        .that()
        .resideInAPackage(importer)
        .should()
        .dependOnClassesThat(resideInAPackage("linum..").and(not(resideInAnyPackage(imported))))
        .because("each package imports only what stands left of it");
  }
}
