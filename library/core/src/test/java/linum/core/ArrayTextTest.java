package linum.core;

import static linum.numpy.Jnp.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import linum.random.PrngKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ArrayTextTest {
  @ParameterizedTest
  @MethodSource
  void printsAsNumPy(Array x, String expected) {
    assertThat(x).hasToString(expected);
  }

  static Stream<Arguments> printsAsNumPy() {
    return Stream.of(
        arguments(
            array(1.3333334f, 2f, 2.6666667f),
            """
            [1.3333334 2.        2.6666667]\
            """),
        arguments(
            array(true, false),
            """
            [ True False]\
            """),
        arguments(
            arange(12).reshape(3, 4),
            """
            [[ 0  1  2  3]
             [ 4  5  6  7]
             [ 8  9 10 11]]\
            """),
        arguments(
            arange(8).reshape(2, 2, 2),
            """
            [[[0 1]
              [2 3]]

             [[4 5]
              [6 7]]]\
            """),
        arguments(
            array(-1, 10, 100),
            """
            [ -1  10 100]\
            """),
        arguments(
            array(1.0, nan, inf, -inf),
            """
            [  1.  nan  inf -inf]\
            """),
        arguments(
            array(nan, 1.5),
            """
            [nan 1.5]\
            """),
        arguments(
            array(nan, nan),
            """
            [nan nan]\
            """),
        arguments(
            array(1e-5, 1.0),
            """
            [1.e-05 1.e+00]\
            """),
        arguments(
            array(1e10, 1.0),
            """
            [1.e+10 1.e+00]\
            """),
        arguments(
            array(0.001, 2.0),
            """
            [1.e-03 2.e+00]\
            """),
        arguments(
            array(1234567.0, 1.0),
            """
            [1.234567e+06 1.000000e+00]\
            """),
        arguments(
            array(-0.0, 0.1),
            """
            [-0.   0.1]\
            """),
        arguments(
            array(1e-30, -1e30, nan),
            """
            [ 1.e-30 -1.e+30     nan]\
            """),
        arguments(
            arange(2000),
            """
            [   0    1    2 ... 1997 1998 1999]\
            """),
        arguments(
            arange(1200.0).reshape(30, 40),
            """
            [[0.000e+00 1.000e+00 2.000e+00 ... 3.700e+01 3.800e+01 3.900e+01]
             [4.000e+01 4.100e+01 4.200e+01 ... 7.700e+01 7.800e+01 7.900e+01]
             [8.000e+01 8.100e+01 8.200e+01 ... 1.170e+02 1.180e+02 1.190e+02]
             ...
             [1.080e+03 1.081e+03 1.082e+03 ... 1.117e+03 1.118e+03 1.119e+03]
             [1.120e+03 1.121e+03 1.122e+03 ... 1.157e+03 1.158e+03 1.159e+03]
             [1.160e+03 1.161e+03 1.162e+03 ... 1.197e+03 1.198e+03 1.199e+03]]\
            """),
        arguments(
            arange(40),
            """
            [ 0  1  2  3  4  5  6  7  8  9 10 11 12 13 14 15 16 17 18 19 20 21 22 23
             24 25 26 27 28 29 30 31 32 33 34 35 36 37 38 39]\
            """),
        arguments(
            arange(40.0).div(7),
            """
            [0.         0.14285715 0.2857143  0.42857143 0.5714286  0.71428573
             0.85714287 1.         1.1428572  1.2857143  1.4285715  1.5714285
             1.7142857  1.8571428  2.         2.142857   2.2857144  2.4285715
             2.5714285  2.7142856  2.857143   3.         3.142857   3.2857144
             3.4285715  3.5714285  3.7142856  3.857143   4.         4.142857
             4.285714   4.428571   4.571429   4.714286   4.857143   5.
             5.142857   5.285714   5.428571   5.571429  ]\
            """),
        arguments(
            zeros(2, 0),
            """
            []\
            """),
        arguments(
            array(3.0),
            """
            3.0\
            """),
        arguments(
            array(12.666667),
            """
            12.666667\
            """),
        arguments(
            array(1e20),
            """
            1e+20\
            """),
        arguments(
            array(0.00001),
            """
            1e-05\
            """),
        arguments(
            array(7),
            """
            7\
            """),
        arguments(
            array(true),
            """
            True\
            """),
        arguments(
            array(nan),
            """
            nan\
            """),
        arguments(
            array(1.5, 0.1, 100.0).astype(float16),
            """
            [  1.5   0.1 100. ]\
            """),
        arguments(
            array(3, 200).astype(uint8),
            """
            [  3 200]\
            """),
        arguments(
            arange(24.0).reshape(2, 3, 4).sub(5),
            """
            [[[-5. -4. -3. -2.]
              [-1.  0.  1.  2.]
              [ 3.  4.  5.  6.]]

             [[ 7.  8.  9. 10.]
              [11. 12. 13. 14.]
              [15. 16. 17. 18.]]]\
            """),
        arguments(
            array(0.1, 0.25, 1.0 / 3),
            """
            [0.1        0.25       0.33333334]\
            """),
        arguments(
            array(16777216.0, 3.0),
            """
            [1.6777216e+07 3.0000000e+00]\
            """),
        arguments(
            array(123456.7),
            """
            123456.7\
            """),
        arguments(
            array(1.4e-45),
            """
            1e-45\
            """));
  }

  @Test
  void showsTypeAndWeakness() {
    assertThat(array(0, 1, 3, 6).repr()).isEqualTo("Array([0, 1, 3, 6], dtype=int32)");
    assertThat(array(10).repr()).isEqualTo("Array(10, dtype=int32, weak_type=True)");
    assertThat(array(true).repr()).isEqualTo("Array(True, dtype=bool)");
    assertThat(zeros(0, 3).repr()).isEqualTo("Array([], shape=(0, 3), dtype=float32)");
    assertThat(array(1.5, 2.0).repr()).isEqualTo("Array([1.5, 2. ], dtype=float32)");
  }

  @Test
  void alignsFurtherLinesOfTheRepr() {
    assertThat(arange(6).reshape(2, 3).repr())
        .isEqualTo("Array([[0, 1, 2],\n       [3, 4, 5]], dtype=int32)");
  }

  @Test
  void putsTheTypeBehindALastLineThatIsFull() {
    assertThat(arange(100).astype(int8).repr()).endsWith(" 98, 99],      dtype=int8)");
  }

  @Test
  void fillsUpExponentsWithDigitsOfTheExactValue() {
    assertThat(array(-12.980467, 26.761126, 1e-3))
        .hasToString("[-1.2980467e+01  2.6761126e+01  1.0000000e-03]");
    assertThat(array(123.44, 0.0010004).astype(float16)).hasToString("[1.2344e+02 1.0004e-03]");
    assertThat(array(5.654671, 4.3416104e-3, -9.8995953))
        .hasToString("[ 5.6546712e+00  4.3416102e-03 -9.8995953e+00]");
  }

  @Test
  void printsHalfPrecisionBrainFloatsWithoutAlignment() {
    assertThat(array(1.1, 2.0, 1e10).astype(bfloat16)).hasToString("[1.10156 2 9.99922e+09]");
  }

  @Test
  void showsTheWordsOfKeys() {
    assertThat(PrngKey.key(42).data())
        .hasToString("Array((), dtype=key<fry>) overlaying:\n[ 0 42]");
  }

  @Test
  void printsWithOtherSettings() {
    PrintOptions before = PrintOptions.current();
    try {
      PrintOptions.DEFAULT.precision(3).suppress(true).use();
      assertThat(array(1e-10, 2.0 / 3)).hasToString("[0.    0.667]");
      PrintOptions.DEFAULT.threshold(4).edgeitems(1).use();
      assertThat(arange(6)).hasToString("[0 ... 5]");
      PrintOptions.DEFAULT.linewidth(10).use();
      assertThat(arange(6)).hasToString("[0 1 2 3\n 4 5]");
    } finally {
      before.use();
    }
  }

  @Test
  void printsWithOtherSettingsForAWhile() {
    Array x = array(2.0 / 3, 1.0);
    printoptions(
        PrintOptions.DEFAULT.precision(3), () -> assertThat(x).hasToString("[0.667 1.   ]"));
    assertThat(x).hasToString("[0.6666667 1.       ]");
  }
}
