package linum.nn;

import static linum.Linum.grad;
import static linum.numpy.Jnp.arange;
import static linum.numpy.Jnp.array;
import static linum.numpy.Jnp.inf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import linum.core.Array;
import linum.core.Over;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NnTest {
  private static Arguments row(String name, UnaryOperator<Array> f, double... expected) {
    return arguments(name, f, expected);
  }

  // Expected values are the formulas in double precision at -2, -0.5, 0, 0.5 and 3.
  @ParameterizedTest(name = "{0}")
  @MethodSource
  void hasItsFormula(String name, UnaryOperator<Array> f, double[] expected) {
    double[] actual = f.apply(array(-2.0, -0.5, 0.0, 0.5, 3.0)).toDoubleArray();
    assertThat(actual).as(name).containsExactly(expected, within(2e-6));
  }

  static Stream<Arguments> hasItsFormula() {
    return Stream.of(
        row("relu", Nn::relu, 0.0, 0.0, 0.0, 0.5, 3.0),
        row("relu6", Nn::relu6, 0.0, 0.0, 0.0, 0.5, 3.0),
        row(
            "sigmoid",
            Nn::sigmoid,
            0.11920292202211755,
            0.3775406687981454,
            0.5,
            0.6224593312018546,
            0.9525741268224334),
        row(
            "softplus",
            Nn::softplus,
            0.1269280110429725,
            0.4740769841801067,
            0.6931471805599453,
            0.9740769841801067,
            3.048587351573742),
        row(
            "softSign",
            Nn::softSign,
            -0.6666666666666666,
            -0.3333333333333333,
            0.0,
            0.3333333333333333,
            0.75),
        row(
            "silu",
            Nn::silu,
            -0.2384058440442351,
            -0.1887703343990727,
            0.0,
            0.3112296656009273,
            2.8577223804673),
        row(
            "logSigmoid",
            Nn::logSigmoid,
            -2.1269280110429727,
            -0.9740769841801068,
            -0.6931471805599453,
            -0.47407698418010663,
            -0.04858735157374191),
        row("elu", Nn::elu, -0.8646647167633873, -0.3934693402873666, 0.0, 0.5, 3.0),
        row("leakyRelu", Nn::leakyRelu, -0.02, -0.005, 0.0, 0.5, 3.0),
        row("hardTanh", Nn::hardTanh, -1.0, -0.5, 0.0, 0.5, 1.0),
        row("celu", x -> Nn.celu(x, 2), -1.2642411176571153, -0.44239843385719024, 0.0, 0.5, 3.0),
        row(
            "selu",
            Nn::selu,
            -1.520166468595695,
            -0.6917581878028713,
            0.0,
            0.5253504936777402,
            3.1521029620664414),
        row(
            "gelu",
            Nn::gelu,
            -0.04540230591222494,
            -0.15428599017485606,
            0.0,
            0.34571400982514394,
            2.996362607918227),
        row(
            "exact gelu",
            x -> Nn.gelu(x, false),
            -0.04550026389635844,
            -0.15426876936299344,
            0.0,
            0.34573123063700656,
            2.99595030590511),
        row(
            "hardSigmoid",
            Nn::hardSigmoid,
            0.16666666666666666,
            0.4166666666666667,
            0.5,
            0.5833333333333334,
            1.0),
        row(
            "hardSilu",
            Nn::hardSilu,
            -0.3333333333333333,
            -0.20833333333333334,
            0.0,
            0.2916666666666667,
            3.0),
        row(
            "squareplus",
            Nn::squareplus,
            0.41421356237309515,
            0.7807764064044151,
            1.0,
            1.2807764064044151,
            3.302775637731995),
        row(
            "mish",
            Nn::mish,
            -0.2525014826957089,
            -0.22074377465173,
            0.0,
            0.3752452113048951,
            2.9865350049679575),
        row("sparsePlus", Nn::sparsePlus, 0.0, 0.0625, 0.25, 0.5625, 3.0),
        row("sparseSigmoid", Nn::sparseSigmoid, 0.0, 0.25, 0.5, 0.75, 1.0),
        row(
            "softmax",
            Nn::softmax,
            0.005764805231382055,
            0.02583606459811265,
            0.042596469254090885,
            0.07022970491594366,
            0.8555729560004707),
        row(
            "logSoftmax",
            Nn::logSoftmax,
            -5.155983910501031,
            -3.655983910501031,
            -3.155983910501031,
            -2.655983910501031,
            -0.155983910501031),
        row(
            "log1mexp",
            x -> Nn.log1mexp(x.abs().add(0.1)),
            -0.13062867046229942,
            -0.7958703683463196,
            -2.3521684610440907,
            -0.7958703683463196,
            -0.04609546065960099));
  }

  @Test
  void theDerivativeOfReluAtZeroIsZero() {
    assertThat(grad((Array x) -> Nn.relu(x).sum()).apply(array(-1.0, 0.0, 2.0)))
        .hasToString("[0. 0. 1.]");
  }

  @Test
  void derivativesAreNumbersWhereTheOtherBranchOverflows() {
    assertThat(grad((Array x) -> Nn.elu(x).sum()).apply(array(1000.0, -1000.0)))
        .hasToString("[1. 0.]");
    assertThat(grad((Array x) -> Nn.softplus(x).sum()).apply(array(1000.0, 0.0, -1000.0)))
        .hasToString("[1.  0.5 0. ]");
  }

  @Test
  void softmaxDoesNotOverflow() {
    assertThat(Nn.softmax(array(1000.0, 1000.0))).hasToString("[0.5 0.5]");
    assertThat(Nn.logSoftmax(array(0.0, -1000.0))).hasToString("[    0. -1000.]");
    assertThat(Nn.logsumexp(array(-inf, -inf))).hasToString("-inf");
  }

  @Test
  void softmaxLeavesOutWhatIsMasked() {
    assertThat(Nn.softmax(array(1.0, 5.0, 1.0), array(true, false, true), 0))
        .hasToString("[0.5 0.  0.5]");
  }

  @Test
  void weightsTheExponentials() {
    Array out = Nn.logsumexp(array(0.0, 0.0), array(3.0, 1.0), Over.over(0));
    assertThat(out.item()).isCloseTo(Math.log(4), within(1e-6));
  }

  @Test
  void marksClasses() {
    assertThat(Nn.oneHot(array(2, 0, 3), 3)).hasToString("[[0. 0. 1.]\n [1. 0. 0.]\n [0. 0. 0.]]");
    assertThat(Nn.oneHot(array(1, 0), 2, linum.ir.DType.INT32, 0)).hasToString("[[0 1]\n [1 0]]");
  }

  @Test
  void standardizesTheLastAxis() {
    assertThat(Nn.standardize(array(1.0, 3.0), 0.0, -1)).hasToString("[-1.  1.]");
  }

  @Test
  void gluNeedsAnEvenAxis() {
    assertThatThrownBy(() -> Nn.glu(arange(3.0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("glu: axis 0 of float32[3] has size 3, which is odd");
  }

  @Test
  void attendsOnlyBackwardIfCausal() {
    Array q = arange(8.0).reshape(1, 2, 2, 2);
    Array first = Nn.dotProductAttention(q, q, q, Attention.DEFAULT.isCausal(true));
    assertThat(first.get(0, 0)).hasToString("[[0. 1.]\n [2. 3.]]");
    Array all = Nn.dotProductAttention(q, q, q, Attention.DEFAULT.scale(0));
    assertThat(all.get(0, 0)).hasToString("[[2. 3.]\n [4. 5.]]");
  }

  @Test
  void headsOfKeyAndValueServeSeveralQueries() {
    Array q = arange(16.0).reshape(1, 2, 4, 2);
    Array k = arange(8.0).reshape(1, 2, 2, 2);
    assertThat(Nn.dotProductAttention(q, k, k, Attention.DEFAULT.scale(0)).get(0, 0))
        .hasToString("[[2. 3.]\n [2. 3.]\n [4. 5.]\n [4. 5.]]");
  }
}
