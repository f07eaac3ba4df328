package linum.networks;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// The directions of the packages: `layers → linen → nnx`, `optax → nnx, training`; `checkpoint`
/// and `data` need none of them.
@AnalyzeClasses(
    packages = {
      "linum.layers",
      "linum.linen",
      "linum.nnx",
      "linum.optax",
      "linum.training",
      "linum.checkpoint",
      "linum.data"
    },
    importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule packagesHaveNoCycles = slices().matching("(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule layersKnowNoModules =
      leavesAlone("linum.layers..", "linum.linen..", "linum.nnx..", "linum.optax..");

  @ArchTest
  static final ArchRule optimizersKnowNoModules =
      leavesAlone("linum.optax..", "linum.linen..", "linum.nnx..", "linum.layers..");

  @ArchTest
  static final ArchRule linenKnowsNoOptimizers =
      leavesAlone("linum.linen..", "linum.nnx..", "linum.optax..", "linum.training..");

  @ArchTest
  static final ArchRule checkpointsKnowNoNetworks =
      leavesAlone(
          "linum.checkpoint..",
          "linum.linen..",
          "linum.nnx..",
          "linum.optax..",
          "linum.training..",
          "linum.data..");

  @ArchTest
  static final ArchRule dataKnowNoNetworks =
      leavesAlone(
          "linum.data..",
          "linum.linen..",
          "linum.nnx..",
          "linum.optax..",
          "linum.training..",
          "linum.checkpoint..");

  @ArchTest
  static final ArchRule noBackendIsImported =
      noClasses()
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("linum.llvm..", "linum.reference..", "linum.xla.."))
          .because("a backend is found by ServiceLoader");

  private static ArchRule leavesAlone(String from, String... others) {
    return noClasses()
        .that(resideInAPackage(from))
        .should()
        .dependOnClassesThat(resideInAnyPackage(others))
        .allowEmptyShould(true);
  }
}
