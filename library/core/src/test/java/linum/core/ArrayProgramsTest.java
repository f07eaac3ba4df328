package linum.core;

import static linum.Linum.grad;
import static linum.Linum.jit;
import static linum.Linum.makeJaxpr;
import static linum.numpy.Jnp.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.UnaryOperator;
import linum.ir.PrintStyle;
import org.junit.jupiter.api.Test;

/// The programs that array methods are: JAX's.
class ArrayProgramsTest {
  private static String program(UnaryOperator<Array> f, Array x) {
    return makeJaxpr(f, x).toString();
  }

  @Test
  void numbersAreScalarLiterals() {
    assertThat(program(x -> x.add(2).pow(2).add(3).mean(), arange(3.0)))
        .isEqualTo(
            """
            { lambda ; a:f32[3]. let
                b:f32[3] = add a 2.0:f32[]
                c:f32[3] = integer_pow[y=2] b
                d:f32[3] = add c 3.0:f32[]
                e:f32[] = reduce_sum[axes=(0,) out_sharding=None] d
                f:f32[] = div e 3.0:f32[]
              in (f,) }\
            """);
  }

  @Test
  void theTutorialsStyleLeavesTheTypesAway() {
    assertThat(
            makeJaxpr((Array x) -> x.pow(2).sum().sqrt(), arange(3.0)).toString(PrintStyle.CLASSIC))
        .isEqualTo(
            """
            { lambda ; a:f32[3]. let
                b:f32[3] = integer_pow[y=2] a
                c:f32[] = reduce_sum[axes=(0,)] b
                d:f32[] = sqrt c
              in (d,) }\
            """);
  }

  @Test
  void numbersAtTheLeftAreLiteralsToo() {
    assertThat(program(x -> multiply(2, x), arange(3)))
        .isEqualTo("{ lambda ; a:i32[3]. let b:i32[3] = mul 2:i32[] a in (b,) }");
  }

  @Test
  void staticSlicesAreSlices() {
    assertThat(program(x -> x.get(1), arange(6.0).reshape(2, 3)))
        .isEqualTo(
            """
            { lambda ; a:f32[2,3]. let
                b:f32[1,3] = slice[limit_indices=(2, 3) start_indices=(1, 0) strides=None] a
                c:f32[3] = squeeze[dimensions=(0,)] b
              in (c,) }\
            """);
  }

  @Test
  void placesThatAreComputedAreDynamicSlices() {
    String program =
        makeJaxpr((Array x, Array i) -> x.get(i), arange(6.0).reshape(2, 3), array(1)).toString();
    assertThat(program)
        .contains(
            "lt b 0:i32[]",
            "add b 2:i32[]",
            "select_n",
            "dynamic_slice[slice_sizes=(1, 3)]",
            "squeeze[dimensions=(0,)]");
  }

  @Test
  void arraysOfPlacesAreGathersAndUpdatesAreScatters() {
    assertThat(program(x -> x.get(array(0, 2)), arange(3.0)))
        .contains("gather[", "PROMISE_IN_BOUNDS");
    assertThat(program(x -> x.at(0).set(1), arange(3.0))).contains("scatter[", "FILL_OR_DROP");
    assertThat(program(x -> x.at(0).add(1), arange(3.0))).contains("scatter-add[");
  }

  @Test
  void oneNumberAtTracedPlacesOfAMaskIsASelection() {
    Array result = jit((Array x) -> x.at(x.gt(1)).set(0)).apply(arange(4.0));
    assertThat(result).hasToString("[0. 1. 0. 0.]");
  }

  @Test
  void whatIsSelectedCanBeDifferentiated() {
    assertThat(grad((Array x) -> x.get("::-1, 0").mul(array(1.0, 2.0)).sum()).apply(ones(2, 2)))
        .hasToString("[[2. 0.]\n [1. 0.]]");
    assertThat(grad((Array x) -> x.get(array(0, 0, 2)).sum()).apply(ones(3)))
        .hasToString("[2. 0. 1.]");
  }
}
