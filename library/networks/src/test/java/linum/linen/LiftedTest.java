package linum.linen;

import static linum.nn.Initializer.ONES;
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
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import linum.Linum;
import linum.Pair;
import linum.Pushed;
import linum.ValueAndGrad;
import linum.core.Array;
import linum.core.Scan;
import linum.ir.DType;
import org.junit.jupiter.api.Test;

/// Transformations inside of models.
class LiftedTest {
  private static final Array X = arange(6).reshape(2, 3).astype(DType.FLOAT32);

  private static void assertClose(Array expected, Array actual) {
    linum.testing.ArrayAssertions.assertClose(expected, actual, 1e-5, 1e-6);
  }

  // vmap

  @Test
  void automaticNamesTellTheTransformation() {
    VmapLift lift = VmapLift.DEFAULT.variableAxes("params", 0).splitRngs("params", true);
    Layer model =
        x ->
            Linen.vmap(new Dense(2), lift)
                .apply(x)
                .add(Linen.jit(Linen.remat(new Dense(2))).apply(x));
    assertThat(model.init(key(0), X).params().names())
        .containsExactly("VmapDense_0", "JitCheckpointDense_0");
  }

  @Test
  void copiesWorkOnTheirOwnSlices() {
    VmapLift lift = VmapLift.DEFAULT.variableAxes("params", 1).splitRngs("params", true);
    Layer model = Linen.vmap(new Dense(2), lift.inAxes(1).outAxes(1));
    Variables v = model.init(key(0), X);
    assertThat(v.get("params/kernel").shape().toArray()).containsExactly(2, 3, 2);
    Array y = model.apply(v, X);
    assertThat(y.shape().toArray()).containsExactly(2, 3);
  }

  private record Heads(int n) implements Layer2<Array, Array, Array> {
    @Override
    public Array call(Array q, Array kv) {
      Layer2<Array, Array, Array> one =
          (a, b) -> new Dense(3).named("query").apply(a).add(new Dense(3).named("value").apply(b));
      return Linen.vmap(
              one,
              VmapLift.DEFAULT
                  .variableAxes("params", 0)
                  .splitRngs("params", true)
                  .inAxes(Linen.BROADCAST, Linen.BROADCAST)
                  .outAxes(2)
                  .axisSize(n))
          .apply(q, kv);
    }
  }

  @Test
  void aPieceOfABodyMayBeMapped() {
    Variables v = new Heads(4).init(key(0), X, X);
    assertThat(v.get("params/query/kernel").shape().toArray()).containsExactly(4, 3, 3);
    assertThat(new Heads(4).apply(v, X, X).shape().toArray()).containsExactly(2, 3, 4);
    VmapLift none = VmapLift.DEFAULT.inAxes(Linen.BROADCAST);
    assertThatThrownBy(() -> Linen.vmap((Layer) x -> x, none).init(key(0), X))
        .hasMessageStartingWith("vmap: no argument and no variable says how many copies");
  }

  @Test
  void statisticsAreSharedOverANamedAxis() {
    BatchNorm norm = new BatchNorm().useRunningAverage(false).axisName("batch");
    VmapLift lift =
        VmapLift.DEFAULT
            .variableAxes("params", Linen.BROADCAST)
            .variableAxes("batch_stats", Linen.BROADCAST)
            .axisName("batch");
    Layer model = Linen.vmap((Layer) norm, lift.splitRngs("params", false));
    Array x = arange(24).reshape(2, 4, 3).astype(DType.FLOAT32);
    Variables v = model.init(key(0), x);
    Applied<Array> mapped = model.apply(v, x, Mutable.of("batch_stats"));
    Applied<Array> whole = new BatchNorm().apply(v, x, false, Mutable.of("batch_stats"));
    assertClose(whole.value(), mapped.value());
    assertClose(
        whole.variables().get("batch_stats/mean"), mapped.variables().get("batch_stats/mean"));
  }

  // scan

  private record Cell() implements Layer2<Array, Array, Scan<Array, Array>> {
    @Override
    public Scan<Array, Array> call(Array carry, Array x) {
      Array h = new Dense(2).apply(x).add(carry);
      return new Scan<>(h, h.mul(2));
    }
  }

  private record Recurrent(Cell cell, boolean reverse) implements Layer {
    @Override
    public Array call(Array x) {
      ScanLift lift =
          ScanLift.DEFAULT
              .variableBroadcast("params")
              .splitRngs("params", false)
              .inAxes(1)
              .outAxes(1)
              .reverse(reverse);
      return Linen.scan(cell, lift).apply(zeros(x.shape(0), 2), x).ys();
    }
  }

  @Test
  void aCellRunsStepByStepWithTheSameParameters() {
    Array x = arange(12).reshape(2, 3, 2).astype(DType.FLOAT32);
    Recurrent model = new Recurrent(new Cell(), false);
    Variables v = model.init(key(0), x);
    assertThat(v.flatten())
        .containsOnlyKeys("params/cell/Dense_0/kernel", "params/cell/Dense_0/bias");
    Variables dense = Variables.of("params", v.at("params/cell/Dense_0"));
    Array h = zeros(2, 2);
    for (int t = 0; t < 3; t++) {
      h = h.add(new Dense(2).apply(dense, x.take(t, 1)));
      assertClose(h.mul(2), model.apply(v, x).take(t, 1));
    }
    Array back = new Recurrent(new Cell(), true).apply(v, x);
    assertClose(h.mul(2), back.take(0, 1));
    Variables g = Linum.grad((Variables w) -> model.apply(w, x).sum()).apply(v);
    assertClose(array(24.0, 24.0), g.get("params/cell/Dense_0/bias"));
  }

  private record Counting() implements Layer {
    @Override
    public Array call(Array x) {
      Variable<Array> n = variable("state", "n", () -> zeros(DType.FLOAT32));
      if (!isInitializing()) {
        n.set(n.value().add(1));
      }
      return x.add(n.value());
    }
  }

  @Test
  void stepsHandVariablesOn() {
    Layer model = Linen.scan(new Counting(), ScanLift.DEFAULT.variableCarry("state").length(4));
    Variables start = new Counting().init(key(0), X);
    Applied<Array> out = model.apply(start, X, Mutable.of("state"));
    assertThat(out.variables().get("state/n").item()).isEqualTo(4.0);
    assertSame(X.add(1 + 2 + 3 + 4), out.value());
  }

  @Test
  void stepsMayNotDisagreeAboutWhatTheyShare() {
    Layer model =
        Linen.scan(
            new Dense(3),
            ScanLift.DEFAULT.variableBroadcast("params").splitRngs("params", true).length(2));
    assertThatThrownBy(() -> model.init(key(0), X))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "scan: a shared variable or an output with the axis BROADCAST depends on the step.");
  }

  private record Residual() implements Layer {
    @Override
    public Array call(Array x) {
      return x.add(relu(new Dense(x.shape(-1)).apply(x)));
    }
  }

  @Test
  void stacksOfBlocksAreOneLoopOrMany() {
    Layer loop =
        Linen.scan(
            new Residual(),
            ScanLift.DEFAULT.variableAxes("params", 0).splitRngs("params", true).length(6));
    Variables v = loop.init(key(0), X);
    assertThat(v.get("params/Dense_0/kernel").shape().toArray()).containsExactly(6, 3, 3);
    Array x = X;
    for (int i = 0; i < 6; i++) {
      int at = i;
      x = new Residual().apply(v.pathAwareMap((_, a) -> a.take(at, 0)), x);
    }
    assertClose(x, loop.apply(v, X));
    Layer nested = Linen.rematScan(new Residual(), 2, 3);
    Variables w = nested.init(key(0), X);
    assertThat(w.get("params/Dense_0/bias").shape().toArray()).containsExactly(2, 3, 3);
    Variables same =
        v.pathAwareMap((_, a) ->
            a.reshape(w.get("params/Dense_0/" + (a.ndim() == 2 ? "bias" : "kernel")).shape()));
    assertClose(x, nested.apply(same, X));
    Variables g = Linum.grad((Variables p) -> loop.apply(p, X).sum()).apply(v);
    Variables h = Linum.grad((Variables p) -> nested.apply(p, X).sum()).apply(same);
    assertClose(g.get("params/Dense_0/kernel"), h.get("params/Dense_0/kernel").reshape(6, 3, 3));
  }

  // jit, remat, foldRngs

  private record Traced(AtomicInteger traces) implements Layer {
    @Override
    public Array call(Array x) {
      traces.incrementAndGet();
      return new Dropout(0.5).apply(new Dense(3).apply(x), false);
    }
  }

  private record Jitting(AtomicInteger traces) implements Layer {
    @Override
    public Array call(Array x) {
      return Linen.jit(new Traced(traces)).apply(x);
    }
  }

  @Test
  void equalModulesAreCompiledOnce() {
    AtomicInteger traces = new AtomicInteger();
    Jitting model = new Jitting(traces);
    Variables v = model.init(Rngs.params(key(0)).with("dropout", key(1)), X);
    int atInit = traces.get();
    Array first = model.apply(v, X, Rngs.of("dropout", key(2)));
    Array second = model.apply(v, X, Rngs.of("dropout", key(2)));
    assertThat(traces.get() - atInit).isEqualTo(1);
    assertSame(first, second);
    assertThat(model.apply(v, X, Rngs.of("dropout", key(3))).sub(first).square().sum().item())
        .isNotEqualTo(0.0);
  }

  private record Holder(Layer part) implements Layer {
    @Override
    public Array call(Array x) {
      return part.apply(x);
    }
  }

  @Test
  void compiledModulesDrawAsThoseWithFoldedKeys() {
    Variables jitted = new Holder(Linen.jit(new Dense(3))).init(key(0), X);
    Variables folded = new Holder(Linen.foldRngs(new Dense(3))).init(key(0), X);
    Variables plain = new Holder(new Dense(3)).init(key(0), X);
    Array kernel = jitted.get("params/part/kernel");
    assertClose(folded.get("params/part/kernel"), kernel);
    assertThat(plain.get("params/part/kernel").sub(kernel).square().sum().item()).isNotZero();
  }

  @Test
  void checkpointsChangeNothingButMemory() {
    Layer plain = x -> new Dense(2).apply(new Dense(4).named("a").apply(x)).tanh();
    Layer remat = x -> Linen.remat(plain).apply(x);
    Variables v = plain.init(key(0), X);
    assertSame(v.get("params/a/kernel"), remat.init(key(0), X).get("params/a/kernel"));
    assertClose(plain.apply(v, X), remat.apply(v, X));
    assertClose(
        Linum.grad((Variables w) -> plain.apply(w, X).sum()).apply(v).get("params/a/kernel"),
        Linum.grad((Variables w) -> remat.apply(w, X).sum()).apply(v).get("params/a/kernel"));
  }

  // mapVariables

  @Test
  void variablesMayBeStoredOtherwise() {
    UnaryOperator<Variables> transpose =
        v -> v.pathAwareMap((path, a) -> path.endsWith("kernel") ? a.transpose() : a);
    Layer tied =
        Linen.mapVariables(new Dense(4), MapLift.of("params", transpose, transpose).init(true));
    Variables v = tied.init(key(0), X);
    assertThat(v.get("params/kernel").shape().toArray()).containsExactly(4, 3);
    assertClose(new Dense(4).apply(transpose.apply(v), X), tied.apply(v, X));
    Layer doubled =
        Linen.mapVariables(
            new Dense(4), MapLift.of("params", p -> p.pathAwareMap((_, a) -> a.mul(2)), p -> p));
    Variables w = new Dense(4).init(key(0), X);
    assertClose(new Dense(4).apply(w, X).mul(2), doubled.apply(w, X));
  }

  // branches and loops

  private record Choosing() implements Layer2<Array, Array, Array> {
    @Override
    public Array call(Array x, Array which) {
      Dense a = part(new Dense(2));
      Dense b = part(new Dense(2));
      Dense c = part(new Dense(2));
      if (isInitializing()) {
        return a.apply(x).add(b.apply(x)).add(c.apply(x));
      }
      return Linen.switchCase(which, () -> a.apply(x), () -> b.apply(x), () -> c.apply(x));
    }
  }

  @Test
  void oneOfSeveralPartsIsChosenWhenTheProgramRuns() {
    Variables v = new Choosing().init(key(0), X, array(0));
    for (int i = 0; i < 3; i++) {
      Variables part = Variables.of("params", v.at("params/Dense_" + i));
      assertClose(new Dense(2).apply(part, X), new Choosing().apply(v, X, array(i)));
    }
  }

  private record Halving() implements Layer {
    @Override
    public Array call(Array x) {
      variable("state", "steps", () -> zeros(DType.INT32));
      Array factor = param("factor", ONES);
      if (isInitializing()) {
        return x.mul(factor);
      }
      return Linen.whileLoop(
          v -> v.sum().gt(1),
          v -> {
            Variable<Array> n = this.<Array>variable("state", "steps");
            n.set(n.value().add(1));
            return v.mul(this.<Array>apply(() -> param("factor", ONES))).div(2);
          },
          x,
          CollectionFilter.of("state"),
          CollectionFilter.of("params"),
          Map.of());
    }
  }

  @Test
  void loopsCarryVariables() {
    Variables v = new Halving().init(key(0), X);
    Applied<Array> out = new Halving().apply(v, X, Mutable.of("state"));
    assertThat(out.variables().get("state/steps").item()).isEqualTo(4);
    assertSame(X.div(16), out.value());
  }

  // derivatives

  @Test
  void bodiesHaveDerivatives() {
    Layer1<Array, Array> square = x -> new Dense(1).apply(x).square().sum();
    Layer1<Array, List<Array>> model =
        x -> {
          Array y = square.call(x);
          ValueAndGrad<Array> vg = Linen.valueAndGrad(square, x);
          LinenPulled<Array, Array> pulled = Linen.vjp(square, x);
          Pair<Variables, Array> back = pulled.pullback().apply(array(1.0));
          Array grad = Linen.grad(square, x);
          return List.of(y, vg.value(), vg.grad(), grad, back.second());
        };
    Variables v = ((Layer) x -> square.call(x)).init(key(0), X);
    Variables all =
        Variables.of(
            "params",
            Map.of(
                "Dense_0", v.at("params/Dense_0"),
                "Dense_1", v.at("params/Dense_0"),
                "Dense_2", v.at("params/Dense_0"),
                "Dense_3", v.at("params/Dense_0")));
    List<Array> out = model.apply(all, X);
    Array expected =
        Linum.grad((Array x) ->
                new Dense(1)
                    .apply(Variables.of("params", v.at("params/Dense_0")), x)
                    .square()
                    .sum())
            .apply(X);
    assertClose(out.get(0), out.get(1));
    for (int i = 2; i < 5; i++) {
      assertClose(expected, out.get(i));
    }
  }

  private record Scaling() implements Layer {
    @Override
    public Array call(Array x) {
      Array scale = param("scale", ONES);
      return x.mul(scale).sum();
    }
  }

  @Test
  void cotangentsAndTangentsOfParametersAreKnown() {
    Variables v = Variables.of("params", Map.of("Scaling_0", Map.of("scale", array(3.0))));
    Layer1<Array, List<Array>> model =
        x -> {
          LinenPulled<Array, Array> pulled = Linen.vjp(new Scaling(), x);
          return List.of(pulled.pullback().apply(array(1.0)).first().get("params/scale"));
        };
    assertSame(X.sum(), model.apply(v, X).getFirst());
    Layer1<Array, Pushed<Array>> pushed =
        x ->
            Linen.jvp(
                new Scaling(), x, x.mul(0), Variables.of("params", Map.of("scale", array(2.0))));
    assertSame(X.sum().mul(2), pushed.apply(v, X).tangent());
    assertSame(X.sum().mul(3), pushed.apply(v, X).value());
  }

  private record Clipped() implements Layer {
    @Override
    public Array call(Array x) {
      Layer1<Array, Array> f = a -> new Dense(2).named("d").apply(a);
      Layer1<Array, Pair<Array, Pair<Variables, Array>>> forward =
          a -> {
            LinenPulled<Array, Array> p = Linen.vjp(f, a);
            Pair<Variables, Array> back = p.pullback().apply(ones(2, 2));
            return new Pair<>(p.value(), back);
          };
      return Linen.customVjp(
              f,
              forward,
              (kept, ct) ->
                  new Pair<>(
                      kept.first().pathAwareMap((_, a) -> a.mul(0).add(7)),
                      kept.second().mul(0).add(ct.sum())))
          .apply(x);
    }
  }

  @Test
  void bodiesMayHaveABackwardRuleOfTheirOwn() {
    Variables v = Variables.of("params", Map.of("d", new Dense(2).init(key(0), X).params()));
    Variables g = Linum.grad((Variables w) -> new Clipped().apply(w, X).sum()).apply(v);
    assertSame(array(7.0, 7.0), g.get("params/d/bias"));
    Array gx = Linum.grad((Array x) -> new Clipped().apply(v, x).sum()).apply(X);
    assertSame(ones(2, 3).mul(4), gx);
  }

  // parts of others

  private record Adding(Dense shared) implements Layer {
    @Override
    public Array call(Array x) {
      return shared.apply(x).add(new Dense(3).apply(x));
    }
  }

  @Test
  void transformedModulesMayUsePartsOfOthers() {
    Layer model =
        x -> {
          Dense shared = Scope.running().module().part(new Dense(3));
          return shared.apply(Linen.remat(new Adding(shared)).apply(x));
        };
    Variables v = model.init(key(0), X);
    assertThat(v.select("**/bias").flatten())
        .containsOnlyKeys("params/Dense_0/bias", "params/CheckpointAdding_0/Dense_0/bias");
    Layer plain =
        x -> {
          Dense shared = Scope.running().module().part(new Dense(3));
          return shared.apply(new Adding(shared).named("CheckpointAdding_0").apply(x));
        };
    assertClose(plain.apply(v, X), model.apply(v, X));
  }
}
