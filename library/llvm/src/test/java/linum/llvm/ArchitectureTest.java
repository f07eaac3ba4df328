package linum.llvm;

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
import java.util.stream.Stream;

/// What the packages of the CPU compiler may import: `natives` nothing, `emit` nothing of the
/// compiler either, `element` and `plan` only `emit`, and `nest` and `kernel`, which do not know
/// each other, `element`, `plan` and `emit`.
@AnalyzeClasses(packages = "linum.llvm", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule packagesHaveNoCycles = slices().matching("(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule nativesImportNothingOfTheCompiler =
      noClasses()
          .that()
          .resideInAPackage("linum.llvm.natives..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("linum.llvm..").and(not(resideInAPackage("linum.llvm.natives.."))))
          .because("what is bound is of use without programs");

  @ArchTest static final ArchRule emitImportsNothingOfTheCompiler = importsOnly("emit", "emit");

  @ArchTest
  static final ArchRule elementImportsOnlyEmit = importsOnly("element", "element", "emit");

  @ArchTest static final ArchRule planImportsOnlyEmit = importsOnly("plan", "plan", "emit");

  @ArchTest
  static final ArchRule fusionImportsNoFamilies =
      importsOnly("nest", "nest", "plan", "element", "emit");

  @ArchTest
  static final ArchRule familiesImportNoFusion =
      importsOnly("kernel", "kernel", "plan", "element", "emit");

  @ArchTest
  static final ArchRule theCompilerNeedsNoLibraryOfJava =
      classes()
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage("linum..", "java..", "jdk..", "org.jspecify.."))
          .because("linum-llvm binds the native libraries itself");

  private static ArchRule importsOnly(String name, String... allowed) {
    String[] packages = Stream.of(allowed).map(a -> "linum.llvm." + a).toArray(String[]::new);
    return noClasses()
        .that()
        .resideInAPackage("linum.llvm." + name)
        .should()
        .dependOnClassesThat(
            resideInAPackage("linum.llvm..").and(not(resideInAnyPackage(packages))));
  }
}
