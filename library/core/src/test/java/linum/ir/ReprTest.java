package linum.ir;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ReprTest {
  @ParameterizedTest
  @CsvSource({
    "0.0, 0.0",
    "-0.0, -0.0",
    "1.0, 1.0",
    "2.5, 2.5",
    "100000.0, 100000.0",
    "1234567890123456.0, 1234567890123456.0",
    "1e16, 1e+16",
    "1.5e300, 1.5e+300",
    "0.0001, 0.0001",
    "0.00001, 1e-05",
    "-1.25e-7, -1.25e-07",
    "NaN, nan",
    "-Infinity, -inf"
  })
  void writesRealNumbersAsPythonDoes(double x, String text) {
    assertThat(Repr.real(x)).isEqualTo(text);
  }

  static List<Arguments> values() {
    return List.of(
        Arguments.of(null, "None"),
        Arguments.of(true, "True"),
        Arguments.of("it", "'it'"),
        Arguments.of("it's", "\"it's\""),
        Arguments.of("a\\b\n", "'a\\\\b\\n'"),
        Arguments.of('c', "'c'"),
        Arguments.of(2.5f, "2.5"),
        Arguments.of(List.of(), "()"),
        Arguments.of(List.of(1), "(1,)"),
        Arguments.of(Arrays.asList("a", null), "('a', None)"),
        Arguments.of(DType.BFLOAT16, "bfloat16"));
  }

  @ParameterizedTest
  @MethodSource("values")
  void writesOtherValuesAsPythonDoes(@Nullable Object value, String text) {
    assertThat(Repr.of(value)).isEqualTo(text);
  }
}
