package linum.linen;

import static linum.Linum.grad;
import static linum.Linum.jit;
import static linum.Linum.scan;
import static linum.Linum.vmap;
import static linum.nn.Nn.relu;
import static linum.numpy.Jnp.arange;
import static linum.numpy.Jnp.array;
import static linum.numpy.Jnp.ones;
import static linum.numpy.Jnp.zeros;
import static linum.random.PrngKey.key;
import static linum.testing.ArrayAssertions.assertSame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.BiFunction;
import linum.Linum;
import linum.core.Array;
import linum.core.Scan;
import linum.ir.DType;
import linum.transform.ShapeDtypeStruct;
import org.junit.jupiter.api.Test;

class LifeCycleTest {
  private record MLP(int hidden, int out) implements Layer {
    @Override
    public Array call(Array x) {
      Array y = relu(new Dense(hidden).apply(x));
      return new Dense(out).apply(y);
    }
  }

  private static final MLP MODEL = new MLP(5, 3);
  private static final Array X = arange(8).reshape(2, 4).astype(DType.FLOAT32);

  @Test
  void initIsApplyWithNothingAndAllCollectionsMutable() {
    Applied<Array> applied = MODEL.apply(Variables.EMPTY, X, Mutable.ALL.rngs("params", key(1)));
    Variables made = MODEL.init(key(1), X);
    assertThat(applied.variables().flatten().keySet()).isEqualTo(made.flatten().keySet());
    assertSame(made.get("params/Dense_1/kernel"), applied.variables().get("params/Dense_1/kernel"));
    assertSame(MODEL.apply(made, X), applied.value());
    Applied<Array> both = MODEL.initWithOutput(key(1), X);
    assertSame(applied.value(), both.value());
    assertThat(both.variables().names()).containsExactly("params");
  }

  @Test
  void applyTakesMethodReferences() {
    BiFunction<Variables, Array, Array> applyFn = MODEL::apply;
    Variables v = MODEL.init(key(1), X);
    assertSame(MODEL.apply(v, X), applyFn.apply(v, X));
  }

  private record Counter() implements Layer {
    @Override
    public Array call(Array x) {
      boolean initialized = hasVariable("counter", "count");
      Variable<Array> count = variable("counter", "count", () -> zeros(DType.INT32));
      if (initialized) {
        count.set(count.value().add(1));
      }
      return count.value();
    }
  }

  @Test
  void mutableCollectionsComeBack() {
    Variables v = new Counter().init(key(0), X);
    assertThat(v)
        .hasToString("{\n    counter: {\n        count: Array(0, dtype=int32),\n    },\n}");
    Applied<Array> out = new Counter().apply(v, X, Mutable.of("counter"));
    assertThat(out.value().item()).isEqualTo(1);
    assertThat(out.variables().get("counter/count").item()).isEqualTo(1);
    assertThat(v.get("counter/count").item()).as("the old ones stay").isEqualTo(0);
  }

  private record RunningMean(double decay) implements Layer {
    @Override
    public Array call(Array x) {
      Variable<Array> mean = variable("batch_stats", "mean", () -> array(0.0));
      if (!isInitializing()) {
        mean.update(m -> m.mul(decay).add(x.mean().mul(1 - decay)));
      }
      return x.sub(mean.value());
    }
  }

  @Test
  void aRunningMeanRunsFromCallToCall() {
    RunningMean model = new RunningMean(0.99);
    Variables v = model.init(key(0), ones(3));
    double[] means = new double[3];
    for (int i = 0; i < 3; i++) {
      v = model.apply(v, ones(3).mul(i + 1), Mutable.of("batch_stats")).variables();
      means[i] = v.get("batch_stats/mean").item();
    }
    Close.assertClose(array(means), 0.01, 0.0299, 0.059601);
  }

  private record AutoEncoder(Dense encoder, Dense decoder) implements Layer {
    Array encode(Array x) {
      return encoder.apply(x);
    }

    @Override
    public Array call(Array x) {
      return decoder.apply(encode(x));
    }
  }

  private static final AutoEncoder CODER = new AutoEncoder(new Dense(2), new Dense(4));

  @Test
  void anyMethodCanBeRun() {
    Variables v = CODER.init(key(0), X);
    Array code = CODER.apply(v, () -> CODER.encode(X));
    assertSame(new Dense(2).apply(Variables.of("params", v.at("params/encoder")), X), code);
    Variables half = CODER.init(key(0), () -> CODER.encode(X));
    assertThat(half.flatten()).containsOnlyKeys("params/encoder/kernel", "params/encoder/bias");
  }

  private record Attention() implements Layer3<Array, Array, Boolean, List<Array>> {
    @Override
    public List<Array> call(Array q, Array kv, Boolean causal) {
      Array a = new Dense(3).named("query").apply(q);
      Array b = new Dense(3).named("value").apply(kv);
      return causal ? List.of(a) : List.of(a, b);
    }
  }

  @Test
  void modulesMayTakeAndGiveSeveralValues() {
    Variables v = new Attention().init(key(0), X, X, true);
    assertThat(v.params().names()).containsExactly("query", "value");
    assertThat(new Attention().apply(v, X, X, true)).hasSize(1);
    assertThat(new Attention().apply(v, X, X, false)).hasSize(2);
  }

  @Test
  void shapesAreInferredWithoutComputing() {
    Variables shapes = Linum.evalShape((Array x) -> MODEL.init(key(0), x), X);
    assertThat(shapes.get("params/Dense_0/kernel"))
        .isEqualTo(new ShapeDtypeStruct(DType.FLOAT32, 4, 5));
    MODEL.init(key(3), X).validate(shapes);
  }

  @Test
  void variablesCanBeMadeFromTypesOfInputs() {
    Variables lazy = MODEL.lazyInit(key(1), new ShapeDtypeStruct(DType.FLOAT32, 2, 4));
    assertSame(
        MODEL.init(key(1), X).get("params/Dense_1/kernel"), lazy.get("params/Dense_1/kernel"));
    assertThatThrownBy(
            () -> new Depending().lazyInit(key(0), new ShapeDtypeStruct(DType.FLOAT32, 8, 4)))
        .isInstanceOf(LazyInitError.class)
        .hasMessage(
            """
            lazyInit: variable "params/kernel" (float32[8,4]) depends on the values of an input of which only the type was given.
            Pass the input itself, or make the variable from its shape and type alone.\
            """);
  }

  private record Depending() implements Layer {
    @Override
    public Array call(Array x) {
      Array kernel = param("kernel", _ -> x);
      return x.mul(kernel);
    }
  }

  @Test
  void aBoundModuleIsUsedPartByPart() {
    Variables v = CODER.init(key(0), X);
    Bound<AutoEncoder> bound = Linen.bind(CODER, v);
    assertSame(CODER.apply(v, X), bound.apply(m -> m.call(X)));
    Bound.Unbound<Dense> encoder = bound.part(AutoEncoder::encoder).unbind();
    assertSame(bound.apply(m -> m.encode(X)), encoder.module().apply(encoder.variables(), X));
    assertThat(bound.unbind().variables()).isEqualTo(v);
    Bound<Counter> counter =
        Linen.bind(
            new Counter(),
            Variables.unflatten(java.util.Map.of("counter/count", array(4))),
            Mutable.ALL);
    assertThat(counter.apply(m -> m.call(X)).item()).isEqualTo(5);
    assertThat(counter.apply(m -> m.call(X)).item()).isEqualTo(6);
    assertThat(counter.variables().get("counter/count").item()).isEqualTo(6);
  }

  @Test
  void transformationsTakeModelsAndVariables() {
    Variables v = MODEL.init(key(0), X);
    Array y = MODEL.apply(v, X);
    assertSame(y, jit((Variables w, Array x) -> MODEL.apply(w, x)).apply(v, X));
    Variables grads = grad((Variables w) -> MODEL.apply(w, X).sum()).apply(v);
    Close.assertClose(grads.get("params/Dense_1/bias"), 2, 2, 2);
    Array mapped = vmap((Array x) -> MODEL.apply(v, x)).apply(X);
    Close.assertClose(mapped.sub(y), 0, 0, 0, 0, 0, 0);
    Scan<Array, Array> scanned = scan((c, x) -> new Scan<>(c, MODEL.apply(v, x)), array(0.0), X);
    Close.assertClose(scanned.ys().sub(y), 0, 0, 0, 0, 0, 0);
    Variables made = jit((Array x) -> MODEL.init(key(0), x)).apply(X);
    assertThat(made.flatten().keySet()).containsExactlyInAnyOrderElementsOf(v.flatten().keySet());
  }

  @Test
  void functionsAreModulesToo() {
    Layer model = x -> new Dense(2).apply(relu(x));
    Variables v = model.init(key(0), X);
    assertThat(v.params().names()).containsExactly("Dense_0");
    assertThat(model.apply(v, X).shape().toArray()).containsExactly(2, 2);
  }

  private static final class Net implements Layer {
    private final Dense hidden = new Dense(3);
    private final Dense[] heads = {new Dense(1), new Dense(2)};

    @Override
    public Array call(Array x) {
      Array h = hidden.apply(x);
      return heads[0].apply(h).add(heads[1].apply(h));
    }
  }

  @Test
  void classesAreModulesToo() {
    assertThat(new Net().init(key(0), X).params().names())
        .containsExactly("hidden", "heads_0", "heads_1");
  }
}
