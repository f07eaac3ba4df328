package linum;

import static linum.Linum.grad;
import static linum.Linum.jit;
import static linum.Linum.vectorize;
import static linum.numpy.Jnp.arange;
import static linum.numpy.Jnp.array;
import static linum.numpy.Jnp.concatenate;
import static linum.numpy.Jnp.ones;
import static linum.testing.ArrayAssertions.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import linum.core.Array;
import linum.ir.DType;
import linum.ir.Dims;
import org.junit.jupiter.api.Test;

class VectorizeTest {
  private final Array m = arange(24).reshape(4, 2, 3).astype(DType.FLOAT32);
  private final Array v = arange(3).astype(DType.FLOAT32);
  private final BinaryOperator<Array> matvec = vectorize((a, x) -> a.matmul(x), "(n,m),(m)->(n)");

  @Test
  void scalarsBroadcast() {
    List<Dims> seen = new ArrayList<>();
    BinaryOperator<Array> f =
        vectorize((x, y) -> {
          seen.add(x.shape().concat(y.shape()));
          return x.mul(y);
        });
    assertClose(m.mul(v), f.apply(m, v));
    assertThat(seen).containsExactly(Dims.NONE);
    assertClose(m.mul(m.at(":, :1").get()), f.apply(m, m.at(":, :1").get()));
    assertThat(f.apply(ones(1, 2), ones(3, 1, 1)).shape()).isEqualTo(Dims.of(3, 1, 2));
  }

  @Test
  void axesInFrontOfTheSignatureAreMapped() {
    assertClose(m.matmul(v), matvec.apply(m, v));
    assertClose(m.at(0).get().matmul(v), matvec.apply(m.at(0).get(), v));
    Array vs = ones(5, 1, 3);
    assertThat(matvec.apply(m, vs).shape()).isEqualTo(Dims.of(5, 4, 2));
    assertThat(matvec.apply(m.at(":1").get(), v).shape()).isEqualTo(Dims.of(1, 2));
  }

  @Test
  void aValueMayHaveAxesOfItsOwn() {
    var twice = vectorize(x -> concatenate(x, x), "(n)->(k)");
    assertThat(twice.apply(m).shape()).isEqualTo(Dims.of(4, 2, 6));
    assertThat(vectorize(x -> ones(2), "()->(k)").apply(v).shape()).isEqualTo(Dims.of(3, 2));
  }

  @Test
  void itTransformsAndTakesThreeAndFour() {
    assertClose(m.matmul(v), jit(matvec).apply(m, v));
    assertClose(m.sum(0, 1), grad(x -> matvec.apply(m, x).sum()).apply(v));
    assertClose(v.mul(3), vectorize((a, b, c) -> a.add(b).add(c)).apply(v, v, v));
    assertClose(
        array(13.0f),
        vectorize((a, b, c, d) -> a.dot(b).add(c.dot(d)), "(n),(n),(n),(n)->()")
            .apply(v.add(1), v, v, v));
  }

  @Test
  void whatDoesNotFitIsSaid() {
    assertThatThrownBy(() -> matvec.apply(m, ones(4)))
        .hasMessage("vectorize: the axis m of \"(n,m),(m)->(n)\" has size 3 and, in argument 1, 4");
    assertThatThrownBy(() -> matvec.apply(v, v))
        .hasMessage(
            "vectorize: argument 0 has at least the axes (n,m) in \"(n,m),(m)->(n)\", got float32[3]");
    assertThatThrownBy(() -> vectorize(x -> x.sum(), "(n)->(n)").apply(v))
        .hasMessage(
            "vectorize: the function returned float32[], but its signature is \"(n)->(n)\"");
    assertThatThrownBy(() -> vectorize(x -> x, "n->n").apply(v))
        .hasMessageStartingWith("vectorize: \"n->n\" is no signature\nWrite the axes");
    assertThatThrownBy(() -> vectorize(x -> x, "(n),(n)->(n)").apply(v))
        .hasMessage(
            "vectorize: the signature \"(n),(n)->(n)\" has 2 arguments, but the function has 1");
  }
}
