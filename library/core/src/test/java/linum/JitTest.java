package linum;

import static linum.Linum.disableJit;
import static linum.Linum.enableX64;
import static linum.Linum.explainRecompiles;
import static linum.Linum.grad;
import static linum.Linum.jit;
import static linum.Linum.makeJaxpr;
import static linum.Linum.vmap;
import static linum.numpy.Jnp.array;
import static linum.numpy.Jnp.ones;
import static linum.numpy.Jnp.sin;
import static linum.numpy.Jnp.zeros;
import static linum.testing.ArrayAssertions.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import linum.core.Array;
import linum.core.ConcretizationException;
import linum.core.UnexpectedTracerException;
import linum.ir.DType;
import linum.transform.JitEvents;
import linum.transform.JitOptions;
import org.junit.jupiter.api.Test;

class JitTest {
  record Params(Array w, double rate) {}

  private final Array x = array(1.0, 2.0, 3.0);
  private int traces;

  private UnaryOperator<Array> counted(UnaryOperator<Array> f) {
    return v -> {
      traces++;
      return f.apply(v);
    };
  }

  @Test
  void tracesOnceForArgumentsOfOneType() {
    var f = jit(counted(v -> v.add(1)));
    f.apply(x);
    assertClose(array(2.0, 3.0, 4.0), f.apply(x));
    assertThat(traces).isEqualTo(1);
    assertThat(f.cacheSize()).isEqualTo(1);
  }

  private record Marked(Set<String> marks, Array x) {}

  @Test
  void tracesAgainForAStaticValueThatWasChanged() {
    var f = jit((Marked m) -> m.x().mul(m.marks().size()));
    Set<String> marks = new HashSet<>(Set.of("first"));
    assertClose(array(1.0, 2.0, 3.0), f.apply(new Marked(marks, x)));
    assertClose(array(1.0, 2.0, 3.0), f.apply(new Marked(marks, x)));
    marks.add("second");
    assertClose(array(2.0, 4.0, 6.0), f.apply(new Marked(marks, x)));
  }

  @Test
  void programsOfSeveralStructuresAreToldApartCallByCall() {
    var f = jit((List<Array> xs) -> xs.stream().reduce(Array::add).orElseThrow());
    for (int i = 0; i < 3; i++) {
      assertClose(array(1.0, 2.0, 3.0), f.apply(List.of(x)));
      assertClose(array(2.0, 4.0, 6.0), f.apply(List.of(x, x)));
      assertClose(array(3.0, 4.0, 5.0), f.apply(List.of(x, array(2.0))));
    }
    assertThat(f.cacheSize()).isEqualTo(3);
  }

  @Test
  void tracesAgainForAnotherShapeOrType() {
    var f = jit(counted(v -> v.add(1)));
    f.apply(x);
    f.apply(array(1.0, 2.0));
    f.apply(array(1, 2, 3));
    assertThat(traces).isEqualTo(3);
  }

  @Test
  void tellsWeakTypesApart() {
    var f = jit(counted(v -> v.add(array(1, 2))));
    assertThat(f.apply(array(1.0f).astype(DType.FLOAT16)).dtype()).isEqualTo(DType.FLOAT16);
    assertThat(f.cacheSize()).isEqualTo(1);
    f.apply(linum.core.Types.weak(1.0));
    f.apply(linum.core.Types.weak(1.0).astype(DType.FLOAT32));
    assertThat(traces).isEqualTo(3);
  }

  @Test
  void takesWhatIsNoArrayAsStatic() {
    var f =
        jit((Params p) -> {
          traces++;
          return p.rate() > 1 ? p.w() : p.w().mul(p.rate());
        });
    assertClose(x.mul(0.5), f.apply(new Params(x, 0.5)));
    assertClose(x, f.apply(new Params(x, 2)));
    f.apply(new Params(x, 2));
    assertThat(traces).isEqualTo(2);
  }

  @Test
  void tracesAgainUnderOtherSettings() {
    var f = jit(counted(v -> v.add(1)));
    f.apply(x);
    enableX64(true, () -> f.apply(x));
    assertThat(traces).isEqualTo(2);
  }

  @Test
  void keepsArraysThatItRefersToAsConstants() {
    Array c = array(10.0, 20.0, 30.0);
    var f = jit(v -> v.add(c));
    assertClose(array(11.0, 22.0, 33.0), f.apply(x));
    assertThat(f.jaxpr(x).inputs()).hasSize(1);
  }

  @Test
  void takesValuesOfOuterTransformationsAsOperands() {
    Array g = grad(v -> jit(w -> w.mul(v)).apply(v.add(1)).sum()).apply(x);
    assertClose(x.mul(2).add(1), g);
  }

  @Test
  void tracesAgainWhenTheOuterTransformationHasEnded() {
    Array[] outer = new Array[1];
    var inner = jit(counted(w -> w.mul(outer[0])));
    UnaryOperator<Array> f =
        v -> {
          outer[0] = v;
          return inner.apply(v).add(inner.apply(v)).sum();
        };
    assertClose(x.mul(4), grad(f).apply(x));
    assertClose(x.mul(4), grad(f).apply(x));
    assertThat(traces).isEqualTo(2);
    assertThat(inner.cacheSize()).isEqualTo(1);
  }

  @Test
  void refersToValuesAtAnyDepth() {
    var f =
        jit(a ->
            vmap(b -> jit(c -> grad(d -> d.mul(a).mul(b).mul(c).sum()).apply(c)).apply(b))
                .apply(x));
    assertClose(x.mul(x).mul(5), f.apply(array(5.0)));
  }

  @Test
  void sharesTheProgramOfEqualCalls() {
    var f = jit(counted(v -> sin(v)));
    var jaxpr = makeJaxpr(v -> f.apply(f.apply(v)), x);
    assertThat(jaxpr.eqns().get(0).primitive()).isEqualTo(jaxpr.eqns().get(1).primitive());
    assertThat(traces).isEqualTo(1);
  }

  @Test
  void transformsABodyOnceHoweverOftenItsGradientIsTaken() {
    var f = jit(v -> sin(v).mul(v).sum(), JitOptions.DEFAULT.name("f"));
    List<String> programs = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      for (var e : makeJaxpr(grad(v -> f.apply(v)), x).eqns()) {
        programs.add(System.identityHashCode(e.primitive().jaxprs().getFirst()) + "");
      }
    }
    assertThat(programs).hasSize(6);
    assertThat(programs.stream().distinct()).hasSize(2);
  }

  @Test
  void runsAsWrittenWhereItIsDisabled() {
    var f = jit(counted(v -> v.add(1)));
    disableJit(() -> {
      f.apply(x);
      return f.apply(x);
    });
    assertThat(traces).isEqualTo(2);
    assertThat(f.cacheSize()).isZero();
  }

  @Test
  void forgetsItsProgramsOnRequest() {
    var f = jit(counted(v -> v.add(1)));
    f.apply(x);
    Linum.clearCaches();
    f.apply(x);
    assertThat(traces).isEqualTo(2);
  }

  @Test
  void saysWhyItTracesAgain() {
    List<String> said = new ArrayList<>();
    explainRecompiles(said::add);
    try {
      var f = jit((Params p, Array v) -> p.w().mul(v), JitOptions.DEFAULT.name("scale"));
      f.apply(new Params(x, 1), x);
      f.apply(new Params(x, 1), array(1.0, 2.0, 3.0).astype(DType.FLOAT16));
      f.apply(new Params(x, 2), x);
      f.apply(new Params(array(2.0), 1), x);
    } finally {
      explainRecompiles(false);
    }
    assertThat(said)
        .containsExactly(
            "jit: tracing scale for the first time",
            "jit: tracing scale again:\n  argument 1 was float32[3], now float16[3]",
            "jit: tracing scale again:\n  argument 0 had the structure"
                + " PyTreeDef(CustomNode(Params[(1.0,)], [*])), now"
                + " PyTreeDef(CustomNode(Params[(2.0,)], [*]))",
            "jit: tracing scale again:\n  argument 0 at .w was float32[3], now float32[] (weakly"
                + " typed)");
  }

  @Test
  void tellsListenersHowLongItTakes() {
    List<String> heard = new ArrayList<>();
    JitEvents listener =
        new JitEvents() {
          @Override
          public void traced(String name, long nanos) {
            heard.add("traced " + name);
          }

          @Override
          public void compiled(String name, long nanos) {
            heard.add("compiled " + name);
          }

          @Override
          public void ran(String name, long nanos) {
            heard.add("ran " + name);
          }
        };
    var f = jit(v -> v.add(1), JitOptions.DEFAULT.name("heard"));
    try (var _ = JitEvents.listen(listener)) {
      f.apply(x);
      f.apply(x);
    }
    f.apply(x);
    assertThat(heard.stream().filter(h -> h.endsWith(" heard")))
        .containsExactly("traced heard", "compiled heard", "ran heard", "ran heard");
  }

  @Test
  void tellsOfTracingWithoutWhatIsTracedInside() {
    List<Long> times = new ArrayList<>();
    JitEvents listener =
        new JitEvents() {
          @Override
          public void traced(String name, long nanos) {
            times.add(nanos);
          }

          @Override
          public void compiled(String name, long nanos) {}

          @Override
          public void ran(String name, long nanos) {}
        };
    var inner = jit(v -> slowly(v));
    var outer = jit(v -> inner.apply(v).add(1));
    long start = System.nanoTime();
    try (var _ = JitEvents.listen(listener)) {
      outer.apply(x);
    }
    long all = System.nanoTime() - start;
    assertThat(times).hasSize(2);
    assertThat(times.stream().mapToLong(t -> t).sum()).isLessThanOrEqualTo(all);
  }

  private static Array slowly(Array v) {
    LockSupport.parkNanos(200_000_000);
    return v.sin();
  }

  @Test
  void givesDonatedArraysAway() {
    var f = jit(v -> v.add(1), JitOptions.DEFAULT.donate(0));
    Array given = ones(4);
    assertClose(ones(4).add(1), f.apply(given));
    assertThatThrownBy(() -> given.add(1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("an array of type float32[4] was donated to a compiled function");
  }

  @Test
  void givesDonatedTreesAway() {
    var f = jit((Params p, Array v) -> p.w().add(v), JitOptions.DEFAULT.donate(0));
    Params p = new Params(ones(2), 1);
    Array v = ones(2);
    f.apply(p, v);
    assertThatThrownBy(() -> p.w().neg()).isInstanceOf(IllegalStateException.class);
    assertClose(ones(2).neg(), v.neg());
  }

  @Test
  void refusesToShowNumbersWhileTracing() {
    assertThatThrownBy(() -> jit(v -> v.mul(v.sum().item())).apply(x))
        .isInstanceOf(ConcretizationException.class)
        .hasMessageContaining("item");
  }

  @Test
  void noticesValuesThatLeftTheirTransformation() {
    Array[] leaked = new Array[1];
    jit(
            v -> {
              leaked[0] = v;
              return v;
            })
        .apply(x);
    assertThatThrownBy(() -> leaked[0].add(1))
        .isInstanceOf(UnexpectedTracerException.class)
        .hasMessage(
            "a traced array of type float32[3] was used after its transformation had ended."
                + "\nA function given to jit, grad or vmap must return its results;"
                + " do not keep them in a field, a list or a variable outside.");
  }

  @Test
  void returnsTreesOfAnyForm() {
    var f = jit((Array v) -> List.of(v, List.of(v.sum(), zeros(2))));
    assertThat(f.apply(x)).hasSize(2);
  }

  @Test
  void worksWithoutArguments() {
    assertClose(ones(3), jit(() -> ones(3)).get());
  }

  @Test
  void showsTheUsersLineOfEachEquation() {
    var source = makeJaxpr(v -> v.add(1), x).eqns().getFirst().source();
    assertThat(source.file()).isEqualTo("JitTest.java");
    assertThat(source.method()).contains("showsTheUsersLineOfEachEquation");
  }

  @Test
  void namesScopes() {
    var jaxpr =
        makeJaxpr(
            v -> Linum.namedScope("outer", () -> Linum.namedScope("inner", () -> v.add(1))), x);
    assertThat(jaxpr.eqns().getFirst().source().scope()).isEqualTo("outer/inner");
  }
}
