package linum;

import static linum.Linum.grad;
import static linum.Linum.jit;
import static linum.Linum.makeJaxpr;
import static linum.Linum.vmap;
import static linum.nn.Nn.relu;
import static linum.nn.Nn.softmax;
import static linum.numpy.Jnp.array;
import static linum.numpy.Jnp.where;
import static linum.numpy.Jnp.zeros;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.UnaryOperator;
import linum.core.Array;
import linum.ir.Call;
import linum.ir.Jaxpr;
import linum.ir.PrintStyle;
import linum.nn.Nn;
import linum.numpy.Jnp;
import linum.random.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Functions of the library in programs: calls under JAX's names, with JAX's equations inside.
class LibraryProgramsTest {
  private final Array x = array(-1.0, 0.0, 2.0);
  private final Array table = zeros(2, 3);

  private static void assertPrints(Jaxpr jaxpr, String expected) {
    assertThat(jaxpr.toString(PrintStyle.MODERN)).isEqualTo(expected.strip());
  }

  @Test
  void whereIsACall() {
    assertPrints(
        makeJaxpr(v -> where(v.gt(0), v, 0), x),
        """
        { lambda ; a:f32[3]. let
            b:bool[3] = gt a 0.0:f32[]
            c:f32[3] = jit[
              name=_where
              jaxpr={ lambda ; b:bool[3] a:f32[3] d:i32[]. let
                  e:f32[] = convert_element_type[new_dtype=float32 weak_type=False] d
                  f:f32[3] = broadcast_in_dim e
                  c:f32[3] = select_n b f a
                in (c,) }
            ] b a 0:i32[]
          in (c,) }
        """);
  }

  @Test
  void reluHasARuleOfItsOwn() {
    assertPrints(
        makeJaxpr(v -> relu(v), x),
        """
        { lambda ; a:f32[3]. let
            b:f32[3] = custom_jvp_call[
              name=relu
              call_jaxpr={ lambda ; c:f32[3]. let
                  d:f32[3] = jit[
                    name=relu
                    jaxpr={ lambda ; c:f32[3]. let d:f32[3] = max c 0.0:f32[] in (d,) }
                  ] c
                in (d,) }
              jvp=jvp
              symbolic_zeros=False
            ] a
          in (b,) }
        """);
  }

  @Test
  void aSoftmaxStartsFromMinusInfinityAndStretches() {
    assertPrints(
        makeJaxpr(v -> softmax(v), table),
        """
        { lambda ; a:f32[2,3]. let
            b:f32[2,3] = custom_jvp_call[
              name=_softmax
              call_jaxpr={ lambda ; c:f32[2,3] d:f32[]. let
                  e:f32[2] = reduce_max[axes=(1,) out_sharding=None] c
                  f:f32[] = convert_element_type[new_dtype=float32 weak_type=False] d
                  g:f32[2] = max f e
                  h:f32[2,1] = broadcast_in_dim[broadcast_dimensions=(0,)] g
                  i:f32[2,3] = sub c h
                  j:f32[2,3] = exp i
                  k:f32[2] = reduce_sum[axes=(1,) out_sharding=None] j
                  l:f32[2,1] = broadcast_in_dim[broadcast_dimensions=(0,)] k
                  m:f32[2,3] = div j l
                in (m,) }
              jvp=_softmax_jvp
              symbolic_zeros=False
            ] a -inf:f32[]
          in (b,) }
        """);
  }

  @Test
  void aBiasGetsAnAxisInFrontAndStretches() {
    assertPrints(
        makeJaxpr((v, b) -> v.add(b), table, x),
        """
        { lambda ; a:f32[2,3] b:f32[3]. let
            c:f32[1,3] = broadcast_in_dim[broadcast_dimensions=(1,)] b
            d:f32[2,3] = add a c
          in (d,) }
        """);
  }

  @Test
  void theGradientOfABiasSumsOverWhatWasStretched() {
    assertPrints(
        makeJaxpr(grad(b -> table.sub(b).sum()), x),
        """
        { lambda ; a:f32[3]. let
            b:f32[1,3] = broadcast_in_dim[broadcast_dimensions=(1,)] a
            c:f32[2,3] = sub [...]:f32[2,3] b
            _:f32[] = reduce_sum[axes=(0, 1) out_sharding=None] c
            d:f32[2,3] = broadcast_in_dim 1.0:f32[]
            e:f32[3] = reduce_sum[axes=(0,) out_sharding=None] d
            f:f32[1,3] = reshape[dimensions=None new_sizes=(1, 3) sharding=None] e
            g:f32[1,3] = neg f
            h:f32[3] = reduce_sum[axes=(0,) out_sharding=None] g
          in (h,) }
        """);
  }

  @Test
  void whatIsTheSameForAllExamplesGetsAnAxisInFront() {
    assertPrints(
        makeJaxpr((v, b) -> vmap((Array row) -> row.mul(b)).apply(v), table, x),
        """
        { lambda ; a:f32[2,3] b:f32[3]. let
            c:f32[1,3] = broadcast_in_dim[broadcast_dimensions=(1,)] b
            d:f32[2,3] = mul a c
          in (d,) }
        """);
  }

  @Test
  void boundsAreOperands() {
    assertPrints(
        makeJaxpr(v -> v.clip(0, 1), x),
        """
        { lambda ; a:f32[3]. let
            b:f32[3] = jit[
              name=clip
              jaxpr={ lambda ; a:f32[3] c:i32[] d:i32[]. let
                  e:f32[] = convert_element_type[new_dtype=float32 weak_type=False] c
                  f:f32[3] = max e a
                  g:f32[] = convert_element_type[new_dtype=float32 weak_type=False] d
                  b:f32[3] = min g f
                in (b,) }
            ] a 0:i32[] 1:i32[]
          in (b,) }
        """);
  }

  @Test
  void aFunctionThatIsCalledTwiceIsShownOnce() {
    assertPrints(
        makeJaxpr(v -> Nn.silu(Nn.silu(v)), x),
        """
        let silu = { lambda ; a:f32[3]. let
            b:f32[3] = logistic a
            c:f32[3] = mul a b
          in (c,) } in
        { lambda ; d:f32[3]. let
            e:f32[3] = jit[name=silu jaxpr=silu] d
            f:f32[3] = jit[name=silu jaxpr=silu] e
          in (f,) }
        """);
  }

  static Object[][] named() {
    return new Object[][] {
      call("silu", Nn::silu),
      call("softplus", Nn::softplus),
      call("soft_sign", Nn::softSign),
      call("log_sigmoid", Nn::logSigmoid),
      call("elu", Nn::elu),
      call("leaky_relu", Nn::leakyRelu),
      call("hard_tanh", Nn::hardTanh),
      call("celu", Nn::celu),
      call("selu", Nn::selu),
      call("hard_sigmoid", Nn::hardSigmoid),
      call("hard_silu", Nn::hardSilu),
      call("squareplus", Nn::squareplus),
      call("mish", Nn::mish),
      call("sparse_plus", Nn::sparsePlus),
      call("sparse_sigmoid", Nn::sparseSigmoid),
      call("log_softmax", v -> Nn.logSoftmax(v)),
      call("standardize", v -> Nn.standardize(v)),
      call("glu", v -> Nn.glu(v, 0)),
      call("_one_hot", v -> Nn.oneHot(v.astype(Jnp.int32), 3)),
      call("_var", v -> v.var()),
      call("_std", v -> v.std()),
      call("round", v -> v.round(2)),
      call("clip", v -> v.clip(0.0, null)),
      call("remainder", v -> v.rem(2)),
      call("floor_divide", v -> v.floorDivide(2)),
      call("sort", v -> v.sort()),
      call("argsort", v -> v.argsort()),
      call("searchsorted", v -> v.searchsorted(v)),
      call("cumsum", v -> v.cumsum()),
      call("_take", v -> v.take(array(1, 2))),
      call("_ptp", v -> v.ptp()),
      call("diff", v -> Jnp.diff(v)),
      call("median", v -> Jnp.median(v)),
      call("quantile", v -> Jnp.quantile(v, 0.3)),
      call("percentile", v -> Jnp.percentile(v, 30)),
      call("nanmean", v -> Jnp.nanmean(v)),
      call("nanmax", v -> Jnp.nanmax(v)),
      call("nan_to_num", v -> Jnp.nanToNum(v)),
      call("isinf", v -> Jnp.isinf(v)),
      call("isclose", v -> Jnp.isclose(v, v)),
      call("allclose", v -> Jnp.allclose(v, v)),
      call("hypot", v -> Jnp.hypot(v, v)),
      call("sinc", v -> Jnp.sinc(v)),
      call("trunc", v -> Jnp.trunc(v)),
      call("fmax", v -> Jnp.fmax(v, v)),
      call("count_nonzero", v -> Jnp.countNonzero(v)),
      call("tril", v -> Jnp.tril(v.reshape(2, 2))),
      call("_flip", v -> Jnp.flip(v)),
      call("_roll_static", v -> Jnp.roll(v, 1, 0)),
      call("_diag", v -> Jnp.diag(v)),
      call("_pad", v -> Jnp.pad(v, 1)),
      call("cov", v -> Jnp.cov(v)),
      call("convolve", v -> Jnp.convolve(v, v)),
      call("kron", v -> Jnp.kron(v, v)),
      call("digitize", v -> Jnp.digitize(v, array(0.0, 1.0))),
    };
  }

  private static Object[] call(String name, UnaryOperator<Array> f) {
    return Arguments.of(name, f).get();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("named")
  void functionsAppearUnderTheirNames(String name, UnaryOperator<Array> f) {
    Array v = array(-1.5, -0.5, 0.25, 3.0);
    assertThat(makeJaxpr(w -> f.apply(w), v).eqns())
        .extracting(e -> e.primitive() instanceof Call.Jit jit ? jit.name() : "")
        .contains(name);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("named")
  void aCallGivesWhatTheFunctionGives(String name, UnaryOperator<Array> f) {
    Array v = array(-1.5, -0.5, 0.25, 3.0);
    assertThat(jit((Array w) -> f.apply(w)).apply(v).toDoubleArray())
        .as(name)
        .usingComparatorWithPrecision(1e-6)
        .containsExactly(f.apply(v).toDoubleArray());
  }

  @Test
  void theSumOfExponentialsHasARuleThatIsFiniteAtInfinities() {
    assertThat(makeJaxpr(v -> Jnp.logaddexp(v, v), x).toString())
        .contains("custom_jvp_call[", "name=logaddexp\n", "jvp=_logaddexp_jvp\n");
    Array low = array(Double.NEGATIVE_INFINITY, 0.0);
    assertThat(grad((Array v) -> Jnp.logaddexp(v, 0).sum()).apply(low)).hasToString("[0.  0.5]");
  }

  @Test
  void randomNumbersAreCallsInCalls() {
    assertThat(makeJaxpr(k -> Random.normal(k, 3), Random.key(0)).toString())
        .contains("name=_normal\n", "name=_normal_real\n", "name=_uniform ");
  }

  @Test
  void theDerivativeOfReluAtZeroIsZero() {
    assertThat(grad((Array v) -> relu(v).sum()).apply(x)).hasToString("[0. 0. 1.]");
    assertThat(jit(grad((Array v) -> relu(v).sum())).apply(x)).hasToString("[0. 0. 1.]");
  }

  @Test
  void nothingRemainsOfADivisionByAnIntegerZero() {
    assertThat(array(5, -7).rem(array(0, 0))).hasToString("[0 0]");
  }
}
