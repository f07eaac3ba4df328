package linum.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.Adler32;
import linum.core.Array;
import linum.ir.Config;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.ThreefryMode;
import linum.numpy.Jnp;
import linum.testing.Ulps;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/// Numbers that JAX is known to draw.
class DrawsTest {

  @ParameterizedTest(name = "{0} | {1} | {2} | {3}")
  @CsvFileSource(resources = "draws.csv", delimiter = '|')
  void samplersDrawWhatJaxDraws(
      String call, String key, String shape, ThreefryMode mode, String tolerance, String values) {
    Array drawn =
        Config.ENABLE_X64.with(
            call.endsWith("64"),
            () -> Random.withThreefry(mode, () -> draw(call, key(key), dims(shape))));
    String[] expected = values.split(" ");
    assertThat(drawn.size()).isEqualTo(expected.length);
    for (int i = 0; i < expected.length; i++) {
      check(expected[i], Host.element(drawn, i), drawn.dtype(), tolerance);
    }
  }

  @ParameterizedTest
  @CsvFileSource(resources = "seeds.csv", delimiter = '|')
  void aSeedIsTheWordsOfItsKey(long seed, boolean x64, String words) {
    Array data = Config.ENABLE_X64.with(x64, () -> Random.keyData(Random.key(seed)));
    long[] expected = Arrays.stream(words.split(" ")).mapToLong(Long::parseLong).toArray();
    assertThat(Host.longs(data)).containsExactly(expected);
  }

  private static void check(String expected, Number actual, DType dtype, String tolerance) {
    if (!dtype.isFloating()) {
      long value =
          expected.startsWith("-") ? Long.parseLong(expected) : Long.parseUnsignedLong(expected);
      assertThat(actual.longValue()).isEqualTo(value);
    } else if (tolerance.equals("exact") || tolerance.equals("ulp")) {
      float value = Float.parseFloat(expected);
      assertThat(Ulps.distance(value, actual.floatValue()))
          .as("%s against %s", actual, expected)
          .isLessThanOrEqualTo(tolerance.equals("ulp") ? 2 : 0);
    } else {
      double value = Double.parseDouble(expected);
      double allowed = Double.parseDouble(tolerance) * (1 + Math.abs(value));
      assertThat(Math.abs(actual.doubleValue() - value))
          .as("%s against %s", actual, expected)
          .isLessThanOrEqualTo(allowed);
    }
  }

  private static Array draw(String call, Array key, Dims shape) {
    String[] words = call.split(" ");
    return switch (words[0]) {
      case "bits" -> Random.bits(key, shape, dtype(words[1]));
      case "split" -> Random.keyData(Random.split(key, shape.toArray()));
      case "foldIn" -> Random.keyData(Random.foldIn(key, Long.parseLong(words[1])));
      case "randint" ->
          Random.randint(
              key, shape, Long.parseLong(words[1]), Long.parseLong(words[2]), dtype(words[3]));
      case "permutation" -> Random.permutation(key, Integer.parseInt(words[1]));
      case "uniform" -> Random.uniform(key, shape, number(words[1]), number(words[2]));
      case "normal" -> Random.normal(key, shape.toArray());
      case "bernoulli" -> Random.bernoulli(key, number(words[1]), shape.toArray());
      case "rademacher" -> Random.rademacher(key, shape.toArray());
      case "gumbel" -> Random.gumbel(key, shape.toArray());
      case "cauchy" -> Random.cauchy(key, shape.toArray());
      case "weibullMin" ->
          Random.weibullMin(key, number(words[1]), number(words[2]), shape.toArray());
      case "truncatedNormal" ->
          Random.truncatedNormal(key, number(words[1]), number(words[2]), shape.toArray());
      case "doubleSidedMaxwell" ->
          Random.doubleSidedMaxwell(key, number(words[1]), number(words[2]), shape.toArray());
      case "beta" -> Random.beta(key, number(words[1]), number(words[2]), shape.toArray());
      case "gamma" -> Random.gamma(key, number(words[1]), shape.toArray());
      case "loggamma" -> Random.loggamma(key, number(words[1]), shape.toArray());
      case "poisson" -> Random.poisson(key, number(words[1]), shape.toArray());
      case "dirichlet" ->
          Random.dirichlet(key, Host.float32(words[1].split(",")), shape, DType.FLOAT32);
      case "multivariateNormal" ->
          Random.multivariateNormal(
              key, Jnp.ones(1, 3), Jnp.eye(3), shape.slice(0, 1), DType.FLOAT32);
      default -> throw new IllegalArgumentException(call);
    };
  }

  private static Array key(String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      return Random.key(Long.parseLong(text));
    }
    String[] words = text.substring(colon + 1).split(",");
    return switch (text.substring(0, colon)) {
      case "name" -> Random.key(adler32(words[0] + "threefry2x32"));
      case "words" ->
          Random.wrapKeyData(Host.uint32(Long.parseLong(words[0]), Long.parseLong(words[1])));
      case "fold" -> Random.foldIn(Random.key(Long.parseLong(words[0])), Long.parseLong(words[1]));
      default -> throw new IllegalArgumentException(text);
    };
  }

  private static long adler32(String name) {
    Adler32 sum = new Adler32();
    sum.update(name.getBytes(StandardCharsets.UTF_8));
    return sum.getValue();
  }

  private static Dims dims(String shape) {
    return shape == null
        ? Dims.NONE
        : Dims.of(Arrays.stream(shape.split(" ")).mapToInt(Integer::parseInt));
  }

  private static double number(String word) {
    return Double.parseDouble(word);
  }

  private static DType dtype(String word) {
    return DType.valueOf(word.toUpperCase(java.util.Locale.ROOT));
  }
}
