package linum.checkpoint;

import static linum.checkpoint.Serialization.fromBytes;
import static linum.checkpoint.Serialization.fromStateDict;
import static linum.checkpoint.Serialization.msgpackRestore;
import static linum.checkpoint.Serialization.msgpackSerialize;
import static linum.checkpoint.Serialization.toBytes;
import static linum.checkpoint.Serialization.toStateDict;
import static linum.numpy.Jnp.arange;
import static linum.numpy.Jnp.array;
import static linum.numpy.Jnp.ones;
import static linum.numpy.Jnp.zeros;
import static linum.testing.ArrayAssertions.assertSame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import linum.core.Array;
import linum.core.HostArrays;
import linum.ir.DType;
import linum.ir.Dims;
import linum.random.PrngKey;
import linum.transform.ShapeDtypeStruct;
import linum.tree.Children;
import linum.tree.Key;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SerializationTest {
  record State(Array step, Map<String, Array> params, UnaryOperator<Array> applyFn, Opt optState) {}

  record Opt(Array count, List<Array> mu) {}

  record Empty() {}

  private static final UnaryOperator<Array> NEG = Array::neg;

  private static State state(double x) {
    return new State(
        array((int) x), Map.of("w", array(x, x)), NEG, new Opt(array(1), List.of(array(x))));
  }

  @SafeVarargs
  @SuppressWarnings("varargs")
  private static Map<String, Object> ordered(Map.Entry<String, ?>... entries) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (Map.Entry<String, ?> e : entries) {
      map.put(e.getKey(), e.getValue());
    }
    return map;
  }

  private static Array weights() {
    return array(1.0, 2.0, 3.0, 4.0, 5.0, 6.0).reshape(2, 3);
  }

  @Nested
  class BytesOfFlax {
    @Test
    void whatAMaskLeftOutStaysLeftOut() {
      Map<String, @Nullable Object> target = new TreeMap<>();
      target.put("kept", ones(2));
      target.put("masked", null);
      Map<String, ?> saved = Map.of("kept", zeros(2), "masked", Map.of());
      Map<String, @Nullable Object> restored = Serialization.fromStateDict(target, saved);
      assertThat(restored.get("masked")).isNull();
      assertThat(restored.get("kept")).hasToString("[0. 0.]");
    }

    @Test
    void mapsKeepTheirOrder() {
      Object dense = ordered(Map.entry("kernel", weights()), Map.entry("bias", zeros(3)));
      assertThat(toBytes(Map.of("params", Map.of("Dense_0", dense))))
          .isEqualTo(FlaxBytes.of("dense"));
    }

    @ParameterizedTest
    @EnumSource(
        mode = EnumSource.Mode.EXCLUDE,
        names = {"COMPLEX64", "COMPLEX128", "KEY", "FLOAT0", "TOKEN"})
    void arraysOfEveryType(DType dtype) {
      double[] values =
          switch (dtype) {
            case BOOL -> new double[] {0, 1, 1, 0};
            case INT8, UINT8 -> new double[] {0, 1, 127, 100};
            case BFLOAT16 -> new double[] {0, 1, 1024, 3};
            default -> new double[] {0, 1, 1000, 3};
          };
      Array x = HostArrays.fromDoubles(values, dtype, Dims.of(2, 2));
      byte[] flax = FlaxBytes.of(dtype.toString());
      assertThat(toBytes(Map.of("x", x))).isEqualTo(flax);
      Array restored = fromBytes(Map.of("x", zeros()), flax).get("x");
      assertSame(restored, x);
      assertThat(restored.dtype()).isEqualTo(dtype);
    }

    @Test
    void emptyArraysAndScalars() {
      assertThat(toBytes(ordered(Map.entry("x", zeros(0, 3)), Map.entry("s", array(2.5)))))
          .isEqualTo(FlaxBytes.of("empty"));
    }

    @Test
    void numbersTextAndBytes() {
      Object values = msgpackRestore(FlaxBytes.of("scalars"));
      assertThat(values)
          .asInstanceOf(
              org.assertj.core.api.InstanceOfAssertFactories.map(String.class, Object.class))
          .containsEntry("b", true)
          .containsEntry("c", false)
          .containsEntry("l", 1L << 32)
          .containsEntry("m", -(1L << 31) - 1)
          .containsEntry("n", 1.5)
          .containsEntry("p", "x".repeat(40))
          .containsEntry("q", new byte[] {0, 1})
          .containsEntry("r", Long.MAX_VALUE)
          .containsEntry("t", Long.MIN_VALUE)
          .containsEntry("a", null);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"scalars", "raw_list", "list", "many", "unicode", "dense_sorted", "bias"})
    void whatIsReadIsWrittenAgainTheSame(String name) {
      assertThat(msgpackSerialize(msgpackRestore(FlaxBytes.of(name))))
          .isEqualTo(FlaxBytes.of(name));
    }

    @Test
    void listsBecomeMapsOfPositions() {
      Object tree = List.of(array(1).reshape(1), Map.of("a", List.of(array(2).reshape(1))));
      assertThat(toBytes(tree)).isEqualTo(FlaxBytes.of("list"));
      List<Object> restored =
          fromBytes(List.of(zeros(), Map.of("a", List.of(zeros()))), FlaxBytes.of("list"));
      assertThat(restored).hasToString("[[1], {a=[[2]]}]");
    }

    @Test
    void scalarsOfNumPyAreArraysWithoutAxes() {
      assertSame(fromBytes(Map.of("x", zeros()), FlaxBytes.of("npscalar")).get("x"), array(1.5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"complex", "complex_array"})
    void complexNumbersAreRefused(String name) {
      assertThatThrownBy(() -> msgpackRestore(FlaxBytes.of(name)))
          .isExactlyInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("complex");
    }

    @Test
    void largeArraysAreCut() throws IOException {
      Array x = HostArrays.fromDoubles(ones(100).toDoubleArray(), DType.FLOAT64, Dims.of(10, 10));
      Array y = HostArrays.fromDoubles(arange(100).toDoubleArray(), DType.FLOAT64, Dims.of(4, 25));
      assertThat(chunked(Map.of("a", x))).isEqualTo(FlaxBytes.of("chunked"));
      assertThat(chunked(y)).isEqualTo(FlaxBytes.of("chunked_root"));
      assertSame((Array) msgpackRestore(FlaxBytes.of("chunked_root")), y);
      assertSame(fromBytes(Map.of("a", zeros()), FlaxBytes.of("chunked")).get("a"), x);
    }

    private static byte[] chunked(Object state) throws IOException {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      new Msgpack(91 * 8).write(state, out);
      return out.toByteArray();
    }
  }

  @Nested
  class States {
    @Test
    void aRecordIsItsComponentsByTheirNamesInPython() {
      assertThat(toStateDict(state(2)))
          .hasToString("{step=2, params={w=[2. 2.]}, opt_state={count=1, mu={0=2.0}}}");
      assertThat(toStateDict(new Empty())).isEqualTo(Map.of());
    }

    @Test
    void theTargetKeepsWhatIsNoState() {
      State restored = fromBytes(state(0), toBytes(state(7)));
      assertThat(restored.applyFn()).isSameAs(NEG);
      assertThat(toStateDict(restored)).hasToString(toStateDict(state(7)).toString());
    }

    @Test
    void numbersOfPythonBecomeTheArraysOfTheTarget() {
      Map<String, ?> flax = ordered(Map.entry("count", 3L), Map.entry("mu", Map.of()));
      Opt restored = fromStateDict(new Opt(array(1), List.of()), flax);
      assertSame(restored.count(), array(3));
    }

    @Test
    void onlyTheTypeOfATargetIsNeeded() {
      Opt like = new Opt(new ShapeDtypeStruct(DType.INT32), List.of());
      assertThat(fromBytes(like, toBytes(new Opt(array(5), List.of()))).count().item())
          .isEqualTo(5.0);
    }

    @Test
    void mapsOfTheTargetKeepOrderAndKeys() {
      Map<Object, Object> target = new LinkedHashMap<>();
      target.put(2, zeros());
      target.put(1, 7);
      Map<Object, Object> restored =
          fromStateDict(target, ordered(Map.entry("1", 8L), Map.entry("2", array(3))));
      assertThat(restored).hasToString("{2=3, 1=8}");
      assertThat(restored.get(1)).isEqualTo(8);
    }

    @Test
    void registeredNodesOfTreesAreNodes() {
      Tree.register(
          Named.class,
          n -> new Children(List.of(new Key.DictKey(n.name)), List.of(n.value), null),
          (_, parts) -> new Named("restored", (Array) parts.getFirst()));
      assertThat(toStateDict(new Named("w", array(1)))).hasToString("{w=1}");
      assertThat(fromStateDict(new Named("w", array(1)), Map.of("w", array(2))).value.item())
          .isEqualTo(2.0);
    }

    static final class Named {
      final String name;
      final Array value;

      Named(String name, Array value) {
        this.name = name;
        this.value = value;
      }
    }

    record Layer(Array w, List<Integer> sizes, Config config) {}

    record Config(double rate, UnaryOperator<Array> activation) {}

    @Test
    void recordsOfNumbersAloneBelongToTheStructure() {
      Layer layer = new Layer(array(1), List.of(8, 4), new Config(0.1, NEG));
      assertThat(toStateDict(layer)).hasToString("{w=1}");
      assertThat(fromStateDict(layer, Map.of("w", array(2))).config()).isSameAs(layer.config());
      assertThat(toStateDict(Map.of("sizes", List.of(8, 4)))).hasToString("{sizes={0=8, 1=4}}");
    }

    @Test
    void whatIsEmptyMayBeMissing() {
      record Chained(Array x, Empty y) {}
      Chained target = new Chained(array(1), new Empty());
      assertThat(toStateDict(target)).hasToString("{x=1, y={}}");
      assertThat(fromStateDict(target, Map.of("x", array(2))).x().item()).isEqualTo(2.0);
      assertThat(
              fromStateDict(new Opt(array(1), List.of()), Map.of("count", array(2), "z", Map.of())))
          .isNotNull();
    }

    record Counter(int hits, double best) {}

    @Test
    void aClassMaySayWhatItsStateIs() {
      Serialization.registerSerializationState(
          Counter.class,
          c -> Map.of("hits", c.hits(), "best", c.best()),
          (_, s) -> new Counter((Integer) s.get("hits"), (Double) s.get("best")));
      record Holder(Counter counter, Array x) {}
      Holder restored =
          fromBytes(
              new Holder(new Counter(0, 0), zeros()),
              toBytes(new Holder(new Counter(3, 1.5), array(1))));
      assertThat(restored.counter()).isEqualTo(new Counter(3, 1.5));
    }

    @Test
    void theOldFormOfTuplesWithNamesIsRead() {
      Map<String, ?> old =
          Map.of(
              "name", "Opt",
              "fields", Map.of("0", "count", "1", "mu"),
              "values", Map.of("0", array(4), "1", Map.of()));
      assertThat(fromStateDict(new Opt(array(1), List.of()), old).count().item()).isEqualTo(4.0);
    }
  }

  @Nested
  class Differences {
    @Test
    void allOfThemAreTold() {
      Map<String, Object> target =
          ordered(
              Map.entry("a", zeros()),
              Map.entry("b", List.of(zeros(), zeros())),
              Map.entry("c", "text"),
              Map.entry("d", state(1)));
      Map<String, ?> state =
          Map.of(
              "b",
              Map.of("0", array(1)),
              "c",
              3L,
              "d",
              Map.of("step", Map.of(), "params", Map.of("w", "x"), "more", array(1)));
      assertThatThrownBy(() -> fromStateDict(target, state))
          .hasMessage(
              """
              fromStateDict: the target and what was saved differ in 7 places:
                ['a']: not in the saved tree
                ['b'][1]: not in the saved tree
                ['c']: the target has the text 'text', the saved tree 3
                ['d'].step: the target has int32[], the saved tree a node with the keys []
                ['d'].params['w']: the target has float32[2], the saved tree the text 'x'
                ['d'].optState: not in the saved tree
                ['d']['more']: not in the target
              Give a target of the structure that was saved.\
              """);
    }

    @Test
    void mapsOfTheStateMayHaveMore() {
      assertThat(fromStateDict(Map.of("a", zeros()), Map.of("a", array(1), "b", array(2))))
          .containsOnlyKeys("a");
    }

    @Test
    void whatHasNoStateIsNamed() {
      assertThatThrownBy(() -> toStateDict(Map.of("f", new StringBuilder())))
          .hasMessage(
              """
              toStateDict: a StringBuilder at ['f'] has no state that can be saved
              Only arrays, numbers, text, lists, maps and records do; say what the state is with registerSerializationState.\
              """);
      assertThatThrownBy(() -> toStateDict(Map.of("1", 1, 1, 1)))
          .hasMessage("toStateDict: two keys at the root are both written '1'");
    }

    @Test
    void keysOfRandomNumbersAreWrittenAsWords() {
      assertThatThrownBy(() -> toBytes(PrngKey.key(0)))
          .hasMessage(
              """
              an array of type key<fry>[] cannot be written: Flax writes the words of keys
              Give them: Random.keyData(key), and wrap them again with Random.wrapKeyData(words).\
              """);
      Array words = PrngKey.key(42).words();
      assertSame(fromBytes(Map.of("k", words), toBytes(Map.of("k", words))).get("k"), words);
    }
  }
}
