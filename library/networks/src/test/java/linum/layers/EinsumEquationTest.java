package linum.layers;

import static linum.random.PrngKey.key;
import static linum.testing.ArrayAssertions.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import linum.core.Array;
import linum.ir.DType;
import linum.ir.Dims;
import linum.numpy.Jnp;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EinsumEquationTest {
  // Flax's own table: the equation, the shapes of input and kernel, of the bias, and of the bias
  // against the result.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          abc,cde->abde        | 3 4 5     | 5 6 7     | 6 7     | 1 1 6 7
          abcd,abcd->abcd      | 3 4 5 6   | 3 4 5 6   | 3 4 5 6 | 3 4 5 6
          abcd,abcd->abd       | 3 4 5 6   | 3 4 5 6   | 3 4 6   | 3 4 6
          abcd,cdef->abef      | 3 4 5 6   | 5 6 7 8   | 7 8     | 1 1 7 8
          abcd,eafc->bfed      | 3 4 5 6   | 7 3 8 5   | 8 7     | 1 8 7 1
          abcd,cbedf->abfe     | 3 4 5 6   | 5 4 7 6 8 | 4 8 7   | 1 4 8 7
          ab...,bc...->ac...   | 3 4 6     | 4 5 6     | 5 6     | 1 5 6
          d...ab,bc...->ad...c | 8 6 7 3 4 | 4 5 6 7   | 6 7 5   | 1 1 6 7 5
          d...ab,bc...->adc    | 8 6 7 3 4 | 4 5 6 7   | 5       | 1 1 5
          abd...,bc...->ac...  | 3 4 6     | 4 5 6     | 5 6     | 1 5 6
          a...d,ej...f->adef   | 3 4 5 6   | 7 4 5 8   | 7 8     | 1 1 7 8
          ab...d,ej...f->ad...f| 3 4 5 6   | 7 4 5 8   | 5 8     | 1 1 5 8
          """)
  void biasHasTheKernelsAxesOfTheResult(
      String equation, String x, String kernel, String bias, String spread) {
    Array input = key(0).normal(dims(x), DType.FLOAT32);
    Array weights = key(1).normal(dims(kernel), DType.FLOAT32);
    EinsumEquation layer = EinsumEquation.of(equation);
    assertThat(layer.biasShape(dims(kernel), input.ndim())).isEqualTo(dims(bias));
    Array b = key(2).normal(dims(bias), DType.FLOAT32);
    Array expected = Jnp.einsum(equation, input, weights).add(b.reshape(dims(spread)));
    assertClose(expected, layer.apply(input, weights, b, null, null, null), 1e-6, 1e-6);
  }

  private static Dims dims(String text) {
    return Dims.of(java.util.Arrays.stream(text.trim().split(" ")).mapToInt(Integer::parseInt));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          abc,cde            | the einsum layer "abc,cde" must say its result, as in "ab,bc->ac"
          abc->              | the einsum layer "abc->" must have two operands, the input and the kernel, but has 1
          abc,cde,efg->abdfg | the einsum layer "abc,cde,efg->abdfg" must have two operands, the input and the kernel, but has 3
          """)
  void equationsHaveTwoOperandsAndAResult(String equation, String message) {
    assertThatThrownBy(() -> EinsumEquation.of(equation)).hasMessage(message);
  }
}
