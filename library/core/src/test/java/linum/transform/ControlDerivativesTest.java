package linum.transform;

import static linum.Linum.associativeScan;
import static linum.Linum.checkpoint;
import static linum.Linum.cond;
import static linum.Linum.foriLoop;
import static linum.Linum.grad;
import static linum.Linum.hessian;
import static linum.Linum.jit;
import static linum.Linum.jvp;
import static linum.Linum.linearize;
import static linum.Linum.makeJaxpr;
import static linum.Linum.map;
import static linum.Linum.scan;
import static linum.Linum.switchCase;
import static linum.Linum.vmap;
import static linum.Linum.whileLoop;
import static linum.testing.ArrayAssertions.assertClose;
import static linum.transform.TestArrays.at;
import static linum.transform.TestArrays.stack;
import static linum.transform.TestArrays.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import linum.core.Array;
import linum.core.Ops;
import linum.core.Scan;
import linum.ir.Aval;
import linum.ir.Config;
import linum.ir.DType;
import linum.ir.Dims;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Derivatives through control flow, alone and under other transformations.
class ControlDerivativesTest {
  private static final int N = 3;

  /// A function of a vector that returns a scalar.
  record Case(String name, UnaryOperator<Array> f) {
    @Override
    public String toString() {
      return name;
    }
  }

  @BeforeAll
  static void countIn64Bits() {
    Config.ENABLE_X64.set(true);
  }

  @AfterAll
  static void countIn32Bits() {
    Config.ENABLE_X64.set(false);
  }

  private static Array f64(double... values) {
    return TestArrays.of(Aval.of(DType.FLOAT64, values.length), values);
  }

  private static Array scalar(double x) {
    return Ops.scalar(x, DType.FLOAT64);
  }

  static Stream<Case> cases() {
    return Stream.of(
        new Case(
            "scan",
            x -> {
              var out =
                  scan(
                      (Array c, Array v) -> new Scan<>(c.mul(v).sin().add(v), c.mul(c)),
                      scalar(0.5),
                      x);
              return out.carry().add(out.ys().sum());
            }),
        new Case(
            "reverse scan",
            x ->
                scan(
                        (Array c, Array v) -> new Scan<>(c.add(v), c.mul(v)),
                        scalar(1),
                        x,
                        ScanOptions.DEFAULT.reverse(true))
                    .ys()
                    .square()
                    .sum()),
        new Case(
            "scan with constants and what is the same in all steps",
            x -> {
              Array w = x.sum();
              return scan(
                      (Array c, Array v) -> new Scan<>(c.mul(w.exp()).add(v.mul(w)), v),
                      scalar(0.3),
                      x)
                  .carry();
            }),
        new Case(
            "scan with a counter",
            x ->
                scan(
                        (List<Array> c, Array v) ->
                            new Scan<>(List.of(c.get(0).add(1), c.get(1).mul(v).add(c.get(0))), v),
                        List.of(Ops.scalar(0L, DType.INT32), scalar(0.7)),
                        x)
                    .carry()
                    .get(1)),
        new Case(
            "scan whose carry begins without tangent",
            x ->
                scan(
                        (List<Array> c, Array v) ->
                            new Scan<>(List.of(c.get(1), c.get(0).add(v)), c.get(0).mul(v)),
                        List.of(scalar(1), scalar(2)),
                        x)
                    .ys()
                    .cos()
                    .sum()),
        new Case(
            "scan without slices",
            x -> scan((Array c) -> new Scan<>(c.sin().mul(2), c.sum()), x, 3).carry().sum()),
        new Case(
            "nested scan",
            x ->
                scan(
                        (Array c, Array v) ->
                            new Scan<>(
                                scan((Array d, Array u) -> new Scan<>(d.mul(u).add(v), d), c, x)
                                    .carry(),
                                c),
                        scalar(0.2),
                        x)
                    .carry()),
        new Case("cond, true", x -> cond(x.sum().gt(-100), () -> x.square().sum(), () -> x.sum())),
        new Case(
            "cond, false",
            x -> cond(x.sum().gt(100), () -> x.square().sum(), () -> x.mul(x).mul(x).sum())),
        new Case(
            "cond with residuals of several types",
            x ->
                cond(
                    x.sum().gt(0),
                    v -> v.sin().mul(v.sum().cos()).sum(),
                    v -> v.sum().exp().mul(v.exp().sum()),
                    x)),
        new Case(
            "cond of a constant branch",
            x -> cond(x.sum().lt(100), () -> scalar(1), () -> x.sum()).mul(x.sum())),
        new Case(
            "switch",
            x ->
                switchCase(
                    Ops.scalar(1L, DType.INT32),
                    () -> x.sum(),
                    () -> x.sin().sum().square(),
                    () -> x.max())),
        new Case(
            "cond in scan",
            x ->
                scan(
                        (Array c, Array v) ->
                            new Scan<>(cond(v.gt(0), () -> c.mul(v), () -> c.add(v.sin())), c),
                        scalar(1.5),
                        x)
                    .carry()),
        new Case(
            "scan in cond",
            x ->
                cond(
                    x.sum().lt(100),
                    () -> scan((Array c, Array v) -> new Scan<>(c.mul(v), c), scalar(2), x).carry(),
                    () -> scalar(0))),
        new Case("for loop", x -> foriLoop(0, 4, (i, c) -> c.mul(x).sin().add(i), x).sum()),
        new Case("map", x -> map((Array v) -> v.sin().mul(x.sum()), x).sum()),
        new Case("associative scan", x -> associativeScan((a, b) -> a.mul(b), x).sum()),
        new Case(
            "compiled scan",
            x ->
                jit((Array v) ->
                        scan((Array c, Array u) -> new Scan<>(c.mul(u).cos(), c), v.sum(), v)
                            .carry())
                    .apply(x)));
  }

  static Stream<Case> forwardOnly() {
    return Stream.of(
        new Case(
            "while", x -> whileLoop((Array c) -> c.sum().lt(50), c -> c.mul(c).add(1.5), x).sum()),
        new Case(
            "while with constants",
            x ->
                whileLoop(
                        (List<Array> c) -> c.get(0).lt(3),
                        c -> List.of(c.get(0).add(1), c.get(1).mul(x.sum())),
                        List.of(Ops.scalar(0L, DType.INT32), x.sum()))
                    .get(1)),
        new Case(
            "for loop with computed bounds",
            x ->
                foriLoop(
                        Ops.scalar(0L, DType.INT32),
                        Ops.scalar(3L, DType.INT32),
                        (i, c) -> c.mul(x).sin(),
                        x)
                    .sum()));
  }

  static Stream<Case> all() {
    return Stream.concat(cases(), forwardOnly());
  }

  private static final Array X = f64(0.6, -0.4, 0.9);
  private static final Array DX = f64(0.3, 0.8, -0.5);

  private static Array numerical(UnaryOperator<Array> f, Array x) {
    double[] at = values(x);
    double[] out = new double[at.length];
    double h = 1e-5;
    for (int i = 0; i < at.length; i++) {
      double[] up = at.clone();
      double[] down = at.clone();
      up[i] += h;
      down[i] -= h;
      out[i] = (values(f.apply(f64(up)))[0] - values(f.apply(f64(down)))[0]) / (2 * h);
    }
    return f64(out);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void gradientsAreThoseOfDifferences(Case c) {
    assertClose(numerical(c.f(), X), grad(c.f()).apply(X), 1e-6, 1e-7);
  }

  @ParameterizedTest
  @MethodSource("all")
  void forwardModeGivesTheDirectionalDerivative(Case c) {
    Array expected = numerical(c.f(), X).mul(DX).sum();
    assertClose(expected, jvp(c.f(), X, DX).tangent(), 1e-6, 1e-7);
  }

  @ParameterizedTest
  @MethodSource("all")
  void theLinearizedFunctionIsTheDerivative(Case c) {
    Array expected = jvp(c.f(), X, DX).tangent();
    var linear = linearize(c.f(), X);
    assertClose(c.f().apply(X), linear.value(), 1e-12, 1e-12);
    assertClose(expected, linear.derivative().apply(DX), 1e-10, 1e-10);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void secondDerivativesAreThoseOfDifferences(Case c) {
    Array h = hessian(c.f()).apply(X);
    List<Array> rows = new ArrayList<>();
    for (int i = 0; i < N; i++) {
      int row = i;
      rows.add(numerical(x -> at(grad(c.f()).apply(x), row), X));
    }
    assertClose(stack(rows), h, 1e-5, 1e-6);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void reverseOverReverseIsSymmetricToForwardOverReverse(Case c) {
    Array forward = jvp((Array x) -> grad(c.f()).apply(x), X, DX).tangent();
    Array reverse = grad((Array x) -> grad(c.f()).apply(x).mul(DX).sum()).apply(X);
    assertClose(forward, reverse, 1e-8, 1e-8);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void compiledGradientsAreTheSame(Case c) {
    assertClose(grad(c.f()).apply(X), jit(grad(c.f())).apply(X), 1e-12, 1e-12);
    assertClose(grad(c.f()).apply(X), grad(jit(c.f())::apply).apply(X), 1e-12, 1e-12);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void compiledHessiansAreTheSame(Case c) {
    assertClose(hessian(c.f()).apply(X), jit(hessian(c.f())).apply(X), 1e-10, 1e-10);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void checkpointedGradientsAreTheSame(Case c) {
    assertClose(grad(c.f()).apply(X), grad(checkpoint(c.f())).apply(X), 1e-12, 1e-12);
  }

  @ParameterizedTest
  @MethodSource("all")
  void mappedFunctionsAreThoseOfEachExample(Case c) {
    Array xs = stack(List.of(X, DX, X.add(DX)));
    Array each = stack(List.of(c.f().apply(X), c.f().apply(DX), c.f().apply(X.add(DX))));
    assertClose(each, vmap(c.f()).apply(xs), 1e-12, 1e-12);
    assertClose(each, jit(vmap(c.f())).apply(xs), 1e-12, 1e-12);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void mappedGradientsAreThoseOfEachExample(Case c) {
    UnaryOperator<Array> g = grad(c.f());
    Array xs = stack(List.of(X, DX));
    assertClose(stack(List.of(g.apply(X), g.apply(DX))), vmap(g).apply(xs), 1e-10, 1e-10);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void gradientsOfMappedFunctionsAreThoseOfEachExample(Case c) {
    UnaryOperator<Array> g = grad(c.f());
    Array xs = stack(List.of(X, DX));
    assertClose(
        stack(List.of(g.apply(X), g.apply(DX))),
        grad((Array v) -> vmap(c.f()).apply(v).sum()).apply(xs),
        1e-10,
        1e-10);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void twiceMappedGradientsAreThoseOfEachExample(Case c) {
    UnaryOperator<Array> g = grad(c.f());
    Array pairs = stack(List.of(stack(List.of(X, DX)), stack(List.of(DX, X))));
    Array once = stack(List.of(g.apply(X), g.apply(DX)));
    Array swapped = stack(List.of(g.apply(DX), g.apply(X)));
    assertClose(stack(List.of(once, swapped)), vmap(vmap(g)).apply(pairs), 1e-10, 1e-10);
  }

  @ParameterizedTest
  @MethodSource("forwardOnly")
  void reverseModeThroughWhileSaysWhatToUse(Case c) {
    assertThatThrownBy(() -> grad(c.f()).apply(X))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage(
            "reverse mode does not go through whileLoop, nor through foriLoop with bounds that the"
                + " program computes: how many steps there are to remember is not known beforehand."
                + "\nUse scan, or foriLoop(0, 10, …) with int bounds;"
                + " forward mode (jvp, jacfwd) goes through every loop.");
  }

  @Test
  void aLoopThatTheResultDoesNotDependOnHasAReverseMode() {
    UnaryOperator<Array> f =
        x -> x.sum().add(Ops.stopGradient(whileLoop((Array c) -> c.lt(9), c -> c.mul(2), x.max())));
    assertClose(f64(1, 1, 1), grad(f).apply(X));
  }

  @Test
  void whatIsTheSameInAllStepsIsNotStacked() {
    // The residual exp(w) is computed before the loop; stacked are only the carries.
    UnaryOperator<Array> f =
        x ->
            scan(
                    (Array c, Array v) -> new Scan<>(c.mul(x.exp()).add(v), v),
                    Ops.zeros(X.aval()),
                    Ops.ones(Aval.of(DType.FLOAT64, 5)))
                .carry()
                .sum();
    String program = makeJaxpr((Array x) -> grad(f).apply(x), X).toString();
    assertThat(program.split("f64\\[5,3\\] = scan|f64\\[5,3\\] = ", -1).length - 1)
        .as(program)
        .isEqualTo(1);
  }

  @Test
  void theDimensionsOfManyExamplesGoInFrontOfLoops() {
    Array all =
        vmap((Array x) -> scan((Array c, Array v) -> new Scan<>(c.add(v), c), scalar(0), x).ys())
            .apply(stack(List.of(X, DX)));
    assertThat(all.shape()).isEqualTo(Dims.of(2, 3));
  }
}
