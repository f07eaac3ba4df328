package linum.optax;

import static linum.optax.Optax.*;
import static linum.testing.ArrayAssertions.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import linum.core.Array;
import linum.ir.DType;
import linum.numpy.Jnp;
import linum.random.PrngKey;
import linum.random.Random;
import linum.tree.Tree;
import org.junit.jupiter.api.Test;

class OptaxTreeTest {
  private static final List<Array> X = List.of(Jnp.array(3.0, -4), Jnp.array(12.0));
  private static final List<Array> Y = List.of(Jnp.array(1.0, 2), Jnp.array(0.5));

  @Test
  void arithmetic() {
    assertClose(Jnp.array(4.0, -2), OptaxTree.add(X, Y).getFirst(), 0, 0);
    assertClose(Jnp.array(2.0, -6), OptaxTree.sub(X, Y).getFirst(), 0, 0);
    assertClose(Jnp.array(3.0, -8), OptaxTree.mul(X, Y).getFirst(), 0, 0);
    assertClose(Jnp.array(3.0, -2), OptaxTree.div(X, Y).getFirst(), 0, 0);
    assertClose(Jnp.array(6.0, -8), OptaxTree.scale(2, X).getFirst(), 0, 0);
    assertClose(Jnp.array(5.0, 0), OptaxTree.addScale(X, 2, Y).getFirst(), 0, 0);
    assertClose(Jnp.array(5.0, 0), OptaxTree.addScale(X, Jnp.array(2.0), Y).getFirst(), 0, 0);
    assertClose(Jnp.array(1.0, -1), OptaxTree.clip(X, -1, 1).getFirst(), 0, 0);
    assertClose(Jnp.array(1.0, 2), OptaxTree.where(Jnp.array(false), X, Y).getFirst(), 0, 0);
  }

  @Test
  void ofAllArraysTogether() {
    assertThat(OptaxTree.vdot(X, Y).item()).isEqualTo(1);
    assertThat(OptaxTree.sum(X).item()).isEqualTo(11);
    assertThat(OptaxTree.max(X).item()).isEqualTo(12);
    assertThat(OptaxTree.min(X).item()).isEqualTo(-4);
    assertThat(OptaxTree.size(X)).isEqualTo(3);
    assertThat(globalNorm(X).item()).isEqualTo(13);
    assertThat(OptaxTree.norm(X, 1).item()).isEqualTo(19);
    assertThat(OptaxTree.norm(X, Double.POSITIVE_INFINITY).item()).isEqualTo(12);
    assertThat(OptaxTree.allclose(X, X, 0, 0).itemBoolean()).isTrue();
    assertThat(OptaxTree.allclose(X, Y, 0, 0).itemBoolean()).isFalse();
  }

  @Test
  void nothingIsATreeToo() {
    Map<String, Array> none = Map.of();
    assertThat(OptaxTree.sum(none).item()).isZero();
    assertThat(OptaxTree.max(none).item()).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(OptaxTree.norm(none).item()).isZero();
    assertThat(OptaxTree.allclose(none, none, 0, 0).itemBoolean()).isTrue();
  }

  @Test
  void typesAndShapes() {
    List<Array> mixed = List.of(Jnp.ones(DType.BFLOAT16, 2), Jnp.ones(3));
    assertThat(OptaxTree.lowestDtype(mixed)).isEqualTo(DType.BFLOAT16);
    assertThat(OptaxTree.highestDtype(mixed)).isEqualTo(DType.FLOAT32);
    assertThat(OptaxTree.castLike(mixed, List.of(Jnp.ones(1), Jnp.array(1))).get(1).dtype())
        .isEqualTo(DType.INT32);
    assertThat(OptaxTree.cast(mixed, DType.FLOAT16).get(0).dtype()).isEqualTo(DType.FLOAT16);
    assertThat(OptaxTree.batchShape(mixed, 4, 5).get(1).shape().toArray()).containsExactly(4, 5, 3);
    assertThat(OptaxTree.onesLike(mixed).get(0).dtype()).isEqualTo(DType.BFLOAT16);
  }

  @Test
  void moments() {
    Array one = Jnp.array(2.0);
    assertThat(OptaxTree.updateMoment(one, Jnp.array(1.0), 0.75, 2).item()).isEqualTo(1.75);
    assertThat(OptaxTree.biasCorrection(Jnp.array(0.75), 0.5, Jnp.array(2)).item()).isEqualTo(1);
    assertThat(
            OptaxTree.updateInfinityMoment(one, Jnp.array(10.0), Scalar.of(0.5), Scalar.of(1))
                .item())
        .isEqualTo(5);
  }

  @Test
  void everyArrayHasNumbersOfItsOwn() {
    PrngKey key = PrngKey.key(0);
    List<Array> drawn = OptaxTree.randomLike(key, X, Random::normal);
    assertClose(key.split(2).get(0).normal(2), drawn.getFirst(), 0, 0);
    assertThat(OptaxTree.randomLike(key, X, Random::normal, DType.BFLOAT16).get(1).dtype())
        .isEqualTo(DType.BFLOAT16);
    assertThat(OptaxTree.unwrapRandomKeyData(OptaxTree.splitKeyLike(key, X)).get(0).dtype())
        .isEqualTo(DType.UINT32);
  }

  @Test
  void valuesOfStatesHaveNames() {
    Object state = chain(trace(0.9), adam(1e-3)).init(Map.of("w", Jnp.ones(2)));
    Array count = OptaxTree.get(state, "count");
    assertThat(count).isNotNull();
    assertThat(count.itemLong()).isZero();
    assertThat(OptaxTree.<Object>get(state, "nothing")).isNull();
    assertThat(OptaxTree.getAllWithPath(state, "w").stream().map(f -> f.path().toString()))
        .containsExactly("[0].trace['w']", "[1][0].mu['w']", "[1][0].nu['w']");
    Array set = OptaxTree.get(OptaxTree.set(state, "count", Jnp.array(7)), "count");
    assertThat(set).isNotNull();
    assertThat(set.item()).isCloseTo(7, within(0.0));
    assertThat(Tree.leaves(state)).hasSize(4);
  }
}
