package linum.linen;

import static linum.numpy.Jnp.array;
import static linum.numpy.Jnp.ones;
import static linum.numpy.Jnp.zeros;
import static linum.random.PrngKey.key;
import static linum.testing.ArrayAssertions.assertClose;
import static linum.testing.ArrayAssertions.assertSame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import linum.Linum;
import linum.core.Array;
import linum.numpy.Jnp;
import linum.optax.GradientTransformation;
import linum.optax.Optax;
import linum.optax.Update;
import linum.tree.KeyPath;
import linum.tree.PathLeaf;
import linum.tree.Tree;
import org.junit.jupiter.api.Test;

class VariablesTest {
  private static Map<String, Object> map(Object... keysAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return map;
  }

  private static final Variables V =
      Variables.of(
          map(
              "params",
              map("encoder", map("kernel", ones(2, 1), "bias", zeros(1)), "scale", array(2.0)),
              "batch_stats",
              map("mean", array(0.5))));

  @Test
  void comeOutOfTransformationsAsTheyWentIn() {
    Variables twice = Linum.jit((Variables v) -> Tree.map(x -> x.mul(2), v)).apply(V);
    assertThat(Tree.structure(twice)).isEqualTo(Tree.structure(V));
    assertThat(twice.names()).containsExactly("batch_stats", "params");
    assertSame(array(4.0), twice.get("params/scale"));
    assertSame(zeros(1), twice.at("params").at("encoder").get("bias"));
    assertThat(Tree.leavesWithPath(twice).stream().map(p -> p.path().toString()))
        .containsExactlyElementsOf(
            Tree.leavesWithPath(V).stream().map(p -> p.path().toString()).toList());
    Variables changed = twice.with("params/encoder/bias", ones(1));
    assertSame(zeros(1), twice.get("params/encoder/bias"));
    assertSame(ones(1), changed.get("params/encoder/bias"));
    assertThat(Tree.structure(changed)).isEqualTo(Tree.structure(V));
    assertThat(twice).isEqualTo(Variables.unflatten(twice.flatten()));
  }

  @Test
  void printsAsFlaxDoes() {
    assertThat(Variables.of(map("a", 1, "b", map("c", 2, "d", map()))))
        .hasToString("{\n    a: 1,\n    b: {\n        c: 2,\n        d: {},\n    },\n}");
    assertThat(Variables.EMPTY).hasToString("{}");
    assertThat(V.at("params/encoder"))
        .hasToString(
            """
            {
                kernel: Array([[1.],
                       [1.]], dtype=float32),
                bias: Array([0.], dtype=float32),
            }\
            """);
  }

  @Test
  void isATreeInTheOrderOfNames() {
    assertThat(Tree.leavesWithPath(V).stream().map(PathLeaf::path).map(KeyPath::toString))
        .containsExactly(
            "['batch_stats']['mean']",
            "['params']['encoder']['bias']",
            "['params']['encoder']['kernel']",
            "['params']['scale']");
    Variables reversed =
        Variables.of(map("batch_stats", V.at("batch_stats"), "params", V.params()));
    assertThat(Tree.structure(reversed)).isEqualTo(Tree.structure(V));
    UnaryOperator<Array> add = x -> x.add(1);
    assertThat(Tree.map(add, V).get("params/scale").item()).isEqualTo(3.0);
    assertThat(Linum.jit((Variables v) -> v.params()).apply(V).names())
        .containsExactly("encoder", "scale");
  }

  @Test
  void branchesAndLeavesAreFoundByPath() {
    assertThat(V.get("params/encoder/kernel").shape().toArray()).containsExactly(2, 1);
    assertThat(V.at("params/encoder").names()).containsExactly("kernel", "bias");
    assertThat(V.value("params/encoder")).isEqualTo(V.at("params/encoder"));
    assertThat(V.contains("params/encoder/bias")).isTrue();
    assertThat(V.contains("params/decoder/bias")).isFalse();
    assertThatThrownBy(() -> V.get("params/encoder/weight"))
        .hasMessage(
            """
            variables: there is nothing at "params/encoder/weight": /params/encoder has [kernel, bias].
            Print them to see all names.\
            """);
    assertThatThrownBy(() -> V.get("params/scale/x"))
        .hasMessageContaining("/params/scale is a leaf, not a branch");
    assertThatThrownBy(() -> V.get("params"))
        .hasMessage(
            """
            get("params"): this is no array but a branch with [encoder, scale].
            Take the branch by at("params"), or an array by a longer path.\
            """);
    assertThatThrownBy(() -> V.at("params/scale"))
        .hasMessage(
            "at(\"params/scale\"): this is no branch but a leaf.\n"
                + "Take it by get(\"params/scale\").");
  }

  @Test
  void copiesDifferInOnePlace() {
    Variables changed = V.with("params/decoder/bias", ones(3)).without("batch_stats");
    assertThat(changed.flatten())
        .containsOnlyKeys(
            "params/encoder/kernel", "params/encoder/bias", "params/scale", "params/decoder/bias");
    assertThat(V.names()).containsExactly("params", "batch_stats");
    assertThatThrownBy(() -> V.without("cache")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Variables.of("params", Map.of(1, ones())))
        .hasMessageContaining("strings, but here is 1");
  }

  @Test
  void partsOfAModelAreFrozen() {
    Variables params = new Sequential(new Dense(3), new Dense(2)).init(key(0), ones(1, 4)).params();
    Variables labels = params.labels(p -> p.startsWith("layers_0") ? "frozen" : "trained");
    GradientTransformation tx =
        Optax.multiTransform(
            Map.of("frozen", Optax.setToZero(), "trained", Optax.adam(0.1)), labels);
    Object state = tx.init(params);
    assertThat(state.toString()).contains("None");
    Variables ones = params.pathAwareMap((_, a) -> Jnp.onesLike(a));
    Update<Variables> u =
        Linum.jit((Variables g, Object s) -> tx.update(g, s, params)).apply(ones, state);
    Variables next = Optax.applyUpdates(params, u.updates());
    assertSame(params.get("layers_0/kernel"), next.get("layers_0/kernel"));
    assertClose(params.get("layers_1/kernel").sub(0.1), next.get("layers_1/kernel"), 1e-4, 1e-5);
    GradientTransformation masked = Optax.masked(Optax.sgd(1), params.mask("layers_1/**"));
    Variables half = masked.update(ones, masked.init(params), params).updates();
    assertThat(half.get("layers_0/bias").sum().item()).isEqualTo(3);
    assertThat(half.get("layers_1/bias").sum().item()).isEqualTo(-2);
  }

  @Test
  void namesMayHaveASlash() {
    Map<String, ?> norm = Map.of("Dense_0/kernel/u", ones(2), "scale", ones(1));
    Variables v = Variables.of("batch_stats", Map.of("Norm_0", norm));
    String path = "batch_stats/Norm_0/Dense_0/kernel/u";
    assertThat(v.get(path).size()).isEqualTo(2);
    assertThat(v.with(path, ones(5)).at("batch_stats/Norm_0").names())
        .containsExactlyInAnyOrder("Dense_0/kernel/u", "scale");
    assertThat(v.without(path).at("batch_stats/Norm_0").names()).containsExactly("scale");
    assertThat(v.select("**/u").at("batch_stats/Norm_0").names())
        .containsExactly("Dense_0/kernel/u");
    assertThat(v.mask("**/u").at("batch_stats/Norm_0").names())
        .containsExactlyInAnyOrder("Dense_0/kernel/u", "scale");
    assertThat(v.rename(p -> p.replace("scale", "s")).at("batch_stats/Norm_0").names())
        .containsExactlyInAnyOrder("Dense_0/kernel/u", "s");
    assertThat(v.contains("batch_stats/Norm_0/Dense_0")).isFalse();
  }

  @Test
  void flatMapsGoThereAndBack() {
    assertThat(Variables.unflatten(V.flatten())).isEqualTo(V);
    assertThat(Variables.unflatten(V.flatten("."), ".")).isEqualTo(V);
    assertThat(V.flatten(".")).containsKey("params.encoder.kernel");
    assertThatThrownBy(() -> Variables.unflatten(map("a", ones(), "a/b", ones())))
        .hasMessage("unflatten: \"a/b\" leads through \"a\", which is a leaf itself.");
  }

  @Test
  void functionsSeePaths() {
    Variables scaled = V.pathAwareMap((path, a) -> path.endsWith("kernel") ? a.mul(3) : a);
    assertThat(scaled.get("params/encoder/kernel").toString()).isEqualTo("[[3.]\n [3.]]");
    assertSame(V.get("params/scale"), scaled.get("params/scale"));
    assertThat(V.rename(p -> p.replace("/encoder/", "/Dense_0/")).params().names())
        .containsExactly("Dense_0", "scale");
    assertThatThrownBy(() -> V.rename(_ -> "x"))
        .hasMessage(
            """
            rename: both params/encoder/kernel and params/encoder/bias would be named x.
            Give them different paths, or drop one by without(path).\
            """);
  }

  @Test
  void patternsSelect() {
    assertThat(V.select("params/**").flatten()).hasSize(3);
    assertThat(V.select("**/kernel").flatten()).containsOnlyKeys("params/encoder/kernel");
    assertThat(V.select("params/*").flatten()).containsOnlyKeys("params/scale");
    assertThat(V.select("params/enc*/b*").flatten()).containsOnlyKeys("params/encoder/bias");
    assertThat(V.params().mask("encoder/**").flatten())
        .isEqualTo(Map.of("encoder/kernel", true, "encoder/bias", true, "scale", false));
    assertThat(V.params().labels(p -> p.startsWith("encoder") ? "frozen" : "trained").flatten())
        .containsEntry("scale", "trained")
        .containsEntry("encoder/bias", "frozen");
  }

  @Test
  void mergingKeepsOneOfTwoOrBoth() {
    Variables other = Variables.unflatten(map("params/scale", array(5.0), "cache/k", ones(2)));
    assertThat(V.merge(other).get("params/scale").item()).isEqualTo(5.0);
    assertThat(V.merge(other).names()).containsExactly("params", "batch_stats", "cache");
    assertThat(V.merge(other, Merge.KEEP_OLD).get("params/scale").item()).isEqualTo(2.0);
    assertThat(V.merge(other, Merge.combine(Array::add)).get("params/scale").item()).isEqualTo(7.0);
    assertThat(V.merge(other).get("params/encoder/bias").size()).isEqualTo(1);
    Variables labels = Variables.unflatten(map("params/scale", "label"));
    assertThatThrownBy(() -> V.merge(labels, Merge.combine(Array::add)))
        .hasMessageStartingWith("merge: params/scale is 2.0 in one and label in the other");
  }

  @Test
  void validationListsAllDifferences() {
    Variables wanted = new Dense(3).init(key(0), ones(1, 2));
    Variables given =
        Variables.unflatten(map("params/kernel", ones(2, 4), "params/scale", ones(3)));
    wanted.validate(wanted);
    assertThatThrownBy(() -> given.validate(wanted))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            """
            validate: the variables do not fit the model.
            missing: params/bias, float32[3]
            extra:   params/scale, float32[3]
            differs: params/kernel is float32[2,4], but the model asks for float32[2,3]
            Rename what has another name by rename(…), drop what is too much by without(path), and make the rest by init.\
            """);
  }

  @Test
  void leavesMayBeTrees() {
    Variables v = Variables.of("carry", map("lstm", List.of(ones(1), zeros(1))));
    assertThat(v.value("carry/lstm")).isInstanceOf(List.class);
    assertThat(Tree.leaves(v)).hasSize(2);
    assertThatThrownBy(() -> v.get("carry/lstm")).hasMessageContaining("Take it by value(");
  }
}
