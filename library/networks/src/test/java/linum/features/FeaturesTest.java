package linum.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import linum.features.Feature.Status;
import linum.features.FeatureList.Entry;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class FeaturesTest {

  private static final Path PAGE = Path.of(System.getProperty("linum.root"), "FEATURES.md");

  private static List<FeatureList> lists() {
    return FeatureList.readAll(Path.of("src/test/resources/features"));
  }

  @Test
  void thePageSaysWhatTheCodeHas() throws IOException {
    String page = FeaturePage.render(lists());
    if (Boolean.getBoolean("linum.regenerate")) {
      Files.writeString(PAGE, page);
    }
    assertThat(PAGE)
        .as(
            "FEATURES.md no longer says what the code has. Write it anew:%n"
                + "mvn -Pquick test -pl library/networks -am -Dtest=FeaturesTest"
                + " -Dlinum.regenerate=true -Dsurefire.failIfNoSpecifiedTests=false")
        .hasContent(page);
  }

  @Test
  void everyListNamesANameOnce() {
    assertThat(lists())
        .isNotEmpty()
        .allSatisfy(list ->
            assertThat(list.entries())
                .isNotEmpty()
                .extracting(Entry::name)
                .as(list.title())
                .doesNotHaveDuplicates()
                .doesNotContain(""));
  }

  @Test
  void everyNameWithoutACounterpartSaysWhy() {
    assertThat(lists())
        .allSatisfy(list ->
            assertThat(list.entries())
                .filteredOn(entry -> entry.spelling().equals("-"))
                .allSatisfy(entry -> assertThat(entry.note()).as(entry.name()).isNotEmpty()));
  }

  @Nested
  class Lookup {

    private final List<Feature> features =
        FeaturePage.features(
            FeatureList.parse(
                List.of(
                    "# test",
                    "> java.lang.Math java.lang.Integer java.lang.* linum.NoSuchClass",
                    "StringBuilder",
                    "floor_mod",
                    "max_value",
                    "no_such_method",
                    "remainder | floorMod | takes the sign of the divisor",
                    "round | java.lang.StrictMath#rint | in floating point",
                    "absolute | abs",
                    "rest | noSuchMethod | is spelled so",
                    "register | - | nothing is registered")));

    private Feature feature(String name) {
      return features.stream().filter(f -> f.name().equals(name)).findFirst().orElseThrow();
    }

    @Test
    void findsSnakeCaseAsCamelCase() {
      assertThat(feature("floor_mod"))
          .isEqualTo(new Feature("floor_mod", Status.HAVE, List.of("Math.floorMod"), ""));
    }

    @Test
    void findsConstants() {
      assertThat(feature("max_value").members()).containsExactly("Integer.MAX_VALUE");
    }

    @Test
    void saysNotYetOfWhatIsNotThere() {
      assertThat(feature("no_such_method").status()).isEqualTo(Status.NOT_YET);
    }

    @Test
    void saysWhatDiffers() {
      assertThat(feature("remainder"))
          .isEqualTo(
              new Feature(
                  "remainder",
                  Status.DIFFERS,
                  List.of("Math.floorMod"),
                  "takes the sign of the divisor"));
    }

    @Test
    void findsAClassOfAPackage() {
      assertThat(feature("StringBuilder"))
          .isEqualTo(
              new Feature("StringBuilder", Status.HAVE, List.of("java.lang.StringBuilder"), ""));
    }

    @Test
    void findsAMemberOfAnotherClass() {
      assertThat(feature("round").members()).containsExactly("StrictMath.rint");
    }

    @Test
    void hasWhatIsOnlySpelledDifferently() {
      assertThat(feature("absolute").status()).isEqualTo(Status.HAVE);
    }

    @Test
    void believesNoSpellingThatTheCodeDoesNotHave() {
      assertThat(feature("rest")).isEqualTo(new Feature("rest", Status.NOT_YET, List.of(), ""));
    }

    @Test
    void namesWithoutACounterpartDiffer() {
      assertThat(feature("register").status()).isEqualTo(Status.DIFFERS);
    }
  }

  @Test
  void namesBecomeCamelCase() {
    assertThat(Members.camelCase("value_and_grad")).isEqualTo("valueAndGrad");
    assertThat(Members.camelCase("debug.print")).isEqualTo("debugPrint");
    assertThat(Members.camelCase("bool_")).isEqualTo("bool");
  }

  @Test
  void aLineHasThreePartsAtMost() {
    assertThatThrownBy(() -> Entry.parse("a | b | c | d"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("\"a | b | c | d\" has more than name | spelling | note");
  }
}
