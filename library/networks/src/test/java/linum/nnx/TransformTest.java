package linum.nnx;

import static linum.Linum.NONE;
import static linum.numpy.Jnp.array;
import static linum.numpy.Jnp.ones;
import static linum.numpy.Jnp.zeros;
import static linum.testing.ArrayAssertions.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import linum.Linum;
import linum.Pair;
import linum.WithAux;
import linum.core.Array;
import linum.nnx.Models.Box;
import linum.nnx.Models.Counting;
import linum.numpy.Jnp;
import linum.transform.JitOptions;
import org.junit.jupiter.api.Test;

/// Transformations of functions over modules.
class TransformTest {
  private static final Array X = ones(2, 3);
  private final Counting model = new Counting(3, new Nnx.Rngs(0));

  @Test
  void jitPutsIntoVariablesWhatTheFunctionPutThere() {
    Array expected = model.call(X);
    var f = Nnx.jit((Counting m, Array x) -> m.call(x));
    for (int i = 0; i < 3; i++) {
      assertClose(expected, f.apply(model, X), 1e-6, 1e-6);
    }
    assertThat(model.calls.get().item()).isEqualTo(4);
    assertThat(f.cacheSize()).isEqualTo(1);
  }

  @Test
  void jitIsTracedAgainForAnotherStructureAndNotForOtherValues() {
    int[] traced = new int[1];
    var f =
        Nnx.jit((Nnx.Dropout d, Array x) -> {
          traced[0]++;
          return d.call(x);
        });
    Nnx.Dropout dropout = new Nnx.Dropout(0.5, new Nnx.Rngs(0));
    Array first = f.apply(dropout, X);
    assertThat(Jnp.arrayEqual(first, f.apply(dropout, X)).item()).isZero();
    assertThat(f.apply(new Nnx.Dropout(0.5, new Nnx.Rngs(1)), X).shape()).isEqualTo(X.shape());
    assertThat(traced[0]).isEqualTo(1);
    dropout.deterministic = true;
    assertClose(X, f.apply(dropout, X), 0, 0);
    assertThat(traced[0]).isEqualTo(2);
  }

  static class Growing extends Nnx.Module {
    final List<Nnx.Linear> layers = new ArrayList<>();
    String note = "old";

    Array call(Array x) {
      Array y = x;
      for (Nnx.Linear l : layers) {
        y = l.call(y);
      }
      sow("out", y);
      return y;
    }
  }

  @Test
  void jitChangesTheObjectsThemselvesInEveryCall() {
    var grow =
        Nnx.jit((Growing g, Nnx.Rngs rngs) -> {
          g.layers.add(new Nnx.Linear(2, 2, rngs));
          g.note = "new";
        });
    for (int i = 0; i < 2; i++) {
      Growing g = new Growing();
      Nnx.Rngs rngs = new Nnx.Rngs(0);
      grow.accept(g, rngs);
      assertThat(g.note).isEqualTo("new");
      assertThat(g.layers).hasSize(1);
      assertClose(
          new Nnx.Linear(2, 2, new Nnx.Rngs(0)).kernel.get(),
          g.layers.getFirst().kernel.get(),
          1e-6,
          1e-6);
      Array y = Nnx.jit((Growing m, Array x) -> m.call(x)).apply(g, ones(1, 2));
      assertClose(
          y,
          (Array) ((List<?>) Nnx.pop(g, Nnx.Intermediate.class).variable("out").value()).getFirst(),
          0,
          0);
    }
    assertThat(grow.cacheSize()).isEqualTo(1);
  }

  @Test
  void jitMakesObjectsAndDonates() {
    Box made = Nnx.jit(() -> new Box(ones(2))).get();
    assertClose(ones(2), made.w.get(), 0, 0);
    Array before = made.w.get();
    var step =
        Nnx.jit(
            (Box b, Array x) -> {
              b.w.update(w -> w.add(x));
              return b;
            },
            JitOptions.DEFAULT.donate(0));
    assertThat(step.apply(made, ones(2))).isSameAs(made);
    assertClose(array(2.0, 2.0), made.w.get(), 0, 0);
    assertThat(((linum.core.ConcreteArray) before).isDeleted()).isTrue();
  }

  @Test
  void anErrorLeavesTheModelAsItWas() {
    Growing g = new Growing();
    assertThatThrownBy(() ->
            Nnx.jit(
                    (Growing m) -> {
                      m.note = "new";
                      m.layers.add(new Nnx.Linear(1, 1, new Nnx.Rngs(0)));
                      throw new IllegalStateException("stop");
                    })
                .apply(g))
        .hasMessage("stop");
    assertThat(g.note).isEqualTo("old");
    assertThat(g.layers).isEmpty();
  }

  @Test
  void aVariableOfAnOuterTraceCannotBeChanged() {
    assertThatThrownBy(() -> Linum.jit(x -> model.call(x)).apply(X))
        .isInstanceOf(Nnx.TraceContextError.class)
        .hasMessageContaining("cannot change a BatchStat of type float32[] here");
    assertThatThrownBy(() -> Linum.jit((Counting m) -> m.call(X)).apply(model))
        .hasMessageContaining("Counting owns variables");
    assertThat(model.calls.get().item()).isZero();
  }

  @Test
  void gradientsAreThoseOfTheFunctionOfArrays() {
    Array kernel = model.linear.kernel.get();
    Array expected = Linum.grad(k -> Jnp.tanh(X.matmul(k)).square().sum()).apply(kernel);
    Nnx.State g = Nnx.grad((Counting m, Array x) -> m.call(x).square().sum()).apply(model, X);
    assertClose(expected, g.get("linear", "kernel"), 1e-5, 1e-6);
    assertThat(model.calls.get().item()).isEqualTo(1);
    assertThat(g.flat()).hasSize(2);
    var both = Nnx.valueAndGrad(model, m -> m.call(X).square().sum());
    assertClose(Jnp.tanh(X.matmul(kernel)).square().sum(), both.value(), 1e-5, 1e-6);
  }

  @Test
  void gradientsInArgumentsAndFilters() {
    Array gx = Nnx.grad((Counting m, Array x) -> m.call(x).sum(), 1).apply(model, X);
    assertThat(gx.shape()).isEqualTo(X.shape());
    Nnx.Grads both = Nnx.grad((Counting m, Array x) -> m.call(x).sum(), 0, 1).apply(model, X);
    assertClose(gx, both.array(1), 0, 0);
    assertThat(both.state(0).size()).isEqualTo(2);
    Pair<Nnx.State, Array> aux =
        Nnx.gradAux((Counting m, Array x) -> new WithAux<>(m.call(x).sum(), x.add(1)))
            .apply(model, X);
    assertClose(X.add(1), aux.second(), 0, 0);
    assertThatThrownBy(() -> Nnx.grad((Nnx.Rngs r) -> r.normal().sum()).apply(new Nnx.Rngs(0)))
        .hasMessageContaining("no variable that OfType(Param) takes");
    assertThatThrownBy(
            () -> Nnx.grad((Nnx.Module m, Nnx.Module n) -> ones(1).sum()).apply(model, model))
        .hasMessageContaining("argument 0 at linear/kernel: true")
        .hasMessageContaining("argument 1 at linear/kernel: false");
  }

  @Test
  void vmapMakesAndMapsModels() {
    Counting five = Nnx.vmap((Nnx.Rngs r) -> new Counting(3, r)).apply(new Nnx.Rngs(0).split(5));
    assertThat(five.linear.kernel.shape().toArray()).containsExactly(5, 3, 3);
    Array y = Nnx.vmap((Counting m, Array x) -> m.call(x), 0, NONE).apply(five, X);
    for (int i = 0; i < 5; i++) {
      assertClose(
          Jnp.tanh(X.matmul(five.linear.kernel.get().at(i).get())), y.at(i).get(), 1e-5, 1e-6);
    }
    assertClose(ones(5), five.calls.get(), 0, 0);
    Array shared =
        Nnx.vmap(
                (Counting m, Array x) -> m.call(x),
                new Nnx.StateAxes(Nnx.Param.class, NONE, true, 0),
                0)
            .apply(new CountingFive(model).model, ones(5, 3));
    assertThat(shared.shape().toArray()).containsExactly(5, 3);
    assertThatThrownBy(
            () -> Nnx.vmap((Counting m, Counting n) -> m.calls.get(), 0, 1).apply(five, five))
        .hasMessageContaining("argument 0 at linear/kernel: 0")
        .hasMessageContaining("argument 1 at linear/kernel: 1");
  }

  // One set of parameters, five counts.
  private record CountingFive(Counting model) {
    CountingFive {
      model.calls.set(zeros(5));
    }
  }

  @Test
  void scanStepsThroughLayers() {
    Counting five = Nnx.vmap((Nnx.Rngs r) -> new Counting(3, r)).apply(new Nnx.Rngs(0).split(5));
    Array expected = X;
    for (int i = 0; i < 5; i++) {
      expected = Jnp.tanh(expected.matmul(five.linear.kernel.get().at(i).get()));
    }
    var forward = Nnx.scan((Array x, Counting m) -> m.call(x), Nnx.ScanAxes.DEFAULT.out(Nnx.CARRY));
    assertClose(expected, forward.apply(X, five), 1e-5, 1e-6);
    assertClose(ones(5), five.calls.get(), 0, 0);
    Nnx.State g = Nnx.jit((Counting m) -> Nnx.grad(m, n -> forward.apply(X, n).sum())).apply(five);
    assertThat(g.get("linear", "kernel").shape().toArray()).containsExactly(5, 3, 3);
    assertThatThrownBy(() ->
            Nnx.scan(
                    (Array x, Counting m) -> m.call(x),
                    Nnx.ScanAxes.DEFAULT
                        .in(Nnx.CARRY, new Nnx.StateAxes(Nnx.Param.class, 0, true, NONE))
                        .out(Nnx.CARRY))
                .apply(X, five))
        .hasMessageContaining("a step changed the BatchStat of argument 1 at calls");
  }

  private record Loop(Counting model, Array x) {}

  @Test
  void controlFlowChangesVariables() {
    Array once = model.call(X);
    var onTrue = (java.util.function.BiFunction<Counting, Array, Array>) Counting::call;
    var onFalse = (java.util.function.BiFunction<Counting, Array, Array>) (_, x) -> x;
    assertClose(once, Nnx.cond(array(true), onTrue, onFalse, model, X), 1e-6, 1e-6);
    assertClose(X, Nnx.cond(array(false), onTrue, onFalse, model, X), 0, 0);
    assertThat(model.calls.get().item()).isEqualTo(2);
    assertClose(X, Nnx.switchCase(array(1), List.of(onTrue, onFalse), model, X), 0, 0);
    Loop end =
        Nnx.whileLoop(
            (Loop l) -> l.model().calls.get().lt(5),
            l -> new Loop(l.model(), l.model().call(l.x())),
            new Loop(model, X));
    assertThat(end.model()).isSameAs(model);
    assertThat(model.calls.get().item()).isEqualTo(5);
    Array expected = X;
    for (int i = 0; i < 3; i++) {
      expected = Jnp.tanh(expected.matmul(model.linear.kernel.get()));
    }
    assertClose(expected, end.x(), 1e-5, 1e-6);
    Loop counted =
        Nnx.foriLoop(
            0, 3, (_, l) -> new Loop(l.model(), l.model().call(l.x())), new Loop(model, X));
    assertClose(expected, counted.x(), 1e-5, 1e-6);
    assertThat(model.calls.get().item()).isEqualTo(8);
    assertClose(once, Nnx.remat((Counting m, Array x) -> m.call(x)).apply(model, X), 1e-6, 1e-6);
    assertThat(model.calls.get().item()).isEqualTo(9);
  }

  @Test
  void evalShapeMakesAModelWithoutValues() {
    Counting types = Nnx.evalShape(() -> new Counting(3, new Nnx.Rngs(0)));
    assertThat(types.linear.kernel.get())
        .hasToString("ShapeDtypeStruct(shape=(3, 3), dtype=float32)");
    Nnx.update(types, Nnx.state(model));
    assertClose(model.call(X), types.call(X), 0, 0);
    assertThat(Nnx.makeJaxpr((Counting m, Array x) -> m.call(x), model, X).toString())
        .startsWith("{ lambda ; a:f32[3,3] b:f32[3] c:f32[] d:f32[2,3]. let")
        .contains("add c 1.0:f32[]");
    assertThat(model.calls.get().item()).isEqualTo(1);
  }

  @Test
  void directionsAndTheirTranspose() {
    Nnx.State params = Nnx.state(model, Nnx.Param.class);
    var pushed = Nnx.jvp((Counting m, Array x) -> m.call(x).sum(), model, X, params, X.mul(0));
    var pulled = Nnx.vjp((Counting m, Array x) -> m.call(x).sum(), model, X);
    Nnx.State g = pulled.pullback().apply(array(1.0)).first();
    Array expected =
        g.get("linear", "kernel")
            .mul(params.get("linear", "kernel"))
            .sum()
            .add(g.get("linear", "bias").mul(params.get("linear", "bias")).sum());
    assertClose(expected, pushed.tangent(), 1e-5, 1e-6);
  }

  @Test
  void aFunctionMayHaveAReverseRuleOfItsOwn() {
    var f =
        Nnx.customVjp(
            (Box b, Array x) -> b.w.mul(x),
            (b, x) -> new Pair<>(b.w.mul(x), x),
            (Array x, Array ct) -> new Pair<>(Nnx.State.of(Map.of("w", x.mul(ct).mul(100))), ct));
    Nnx.State g =
        Nnx.grad((Box b, Array x) -> f.apply(b, x).sum()).apply(new Box(array(2.0)), array(3.0));
    assertThat(g.get("w").item()).isEqualTo(300);
  }

  @Test
  void keysAreSplitForAWhile() {
    Nnx.Rngs rngs = new Nnx.Rngs(0).with("dropout", 1);
    try (var _ = Nnx.splitRngs(rngs, "dropout", 4)) {
      assertThat(rngs.stream("dropout").key.shape().toArray()).containsExactly(4);
      assertThat(rngs.stream("params").key.ndim()).isZero();
    }
    assertThat(rngs.stream("dropout").count.get().item()).isEqualTo(1);
    Nnx.reseed(rngs, Map.of("dropout", 1));
    assertThat(rngs.stream("dropout").count.get().item()).isZero();
    assertThatThrownBy(() -> new Nnx.Rngs().with("a", 0).params())
        .hasMessageContaining("there is no random stream params and no default, but [a]");
  }
}
