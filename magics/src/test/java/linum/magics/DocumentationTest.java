package linum.magics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import linum.kernel.jshell.DocIndex;
import linum.kernel.jshell.Inspection;
import linum.kernel.jshell.Session;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What a notebook shows about the library where the user asks.
class DocumentationTest {
  private static final DocIndex DOCS = new LinumExtension().docs();
  private static Session session;

  @BeforeAll
  static void start() {
    List<String> warnings = new ArrayList<>();
    session = new Session(DOCS, warnings::add);
    session.declare(new LinumExtension().imports());
    assertThat(warnings).isEmpty();
  }

  @AfterAll
  static void close() {
    session.close();
  }

  private static Inspection inspect(String code) {
    return session.assistance().inspect(code, code.length()).orElseThrow();
  }

  @Test
  void aFunctionThatTakesFunctionsIsShownWithItsDocumentation() {
    assertThat(inspect("grad(").markdown())
        .contains("UnaryOperator<Array> Linum.grad(UnaryOperator<Array> f)")
        .contains("The gradient of a function that returns a scalar.")
        .contains("- throws `IllegalArgumentException` when it is called")
        .contains("Linum.<A, B, C>grad(Fn3<A,B,C,Array> f)\n```\n\nThe gradient in the first");
  }

  @Test
  void everyOverloadIsShownWithItsDocumentation() {
    assertThat(inspect("arange(").markdown().split("```java", -1))
        .filteredOn(overload -> overload.contains("arange("))
        .hasSizeGreaterThan(3)
        .allSatisfy(overload -> assertThat(overload.strip()).doesNotEndWith("```"));
  }

  @Test
  void parametersWithAnnotationsAndRepetitionAreFound() {
    assertThat(DOCS.find("Indexer Array.at(@org.jspecify.annotations.Nullable Object... index)"))
        .isPresent();
  }

  @Test
  void typesAndConstructorsOfRecordsAreFound() {
    assertThat(inspect("Array").text()).startsWith("linum.core.Array").contains("\n\n");
    assertThat(inspect("new JitOptions(").text()).startsWith("JitOptions(").contains("\n\n");
  }

  @Test
  void overloadsWithoutACommentHaveTheOneAboveThem() {
    assertThat(DOCS.find("Array Jnp.quantile(Array x, Number q, int axis)"))
        .isEqualTo(DOCS.find("Array Jnp.quantile(Array x, Number q)"))
        .hasValueSatisfying(text -> assertThat(text).startsWith("Quantiles of the elements."));
  }

  @Test
  void referencesAndTagsAreMarkdown() {
    assertThat(DOCS.find("Jnp.quantile(Array x, Array q, Over over, String method)"))
        .hasValueSatisfying(
            text -> assertThat(text).contains("- `q`: from 0 to 1").doesNotContain("@param"));
  }
}
