package linum.laws;

import static linum.testing.ArrayAssertions.assertClose;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import linum.Linum;
import linum.core.Array;
import linum.core.Ops;
import linum.core.Scan;
import linum.ir.Config;
import linum.ir.DType;
import linum.ir.Dims;
import linum.testing.Gradients;
import linum.transform.Conditional;
import linum.transform.ScanLoop;
import linum.transform.ScanOptions;
import linum.transform.Vmap;
import linum.transform.VmapOptions;
import linum.transform.WhileLoop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Transformations of transformations of loops and branches, against the same written out.
class CompositionsTest {
  @BeforeEach
  void wide() {
    Config.ENABLE_X64.set(true);
  }

  @AfterEach
  void narrow() {
    Config.ENABLE_X64.set(false);
  }

  private static final Array X = Operand.real(4).as(DType.FLOAT64).draw(new java.util.Random(1));
  private static final Array ROWS =
      Operand.real(3, 4).as(DType.FLOAT64).draw(new java.util.Random(2));

  // y ← sin(y · x_i) + x_i, step by step.
  private static Array scanned(Array xs) {
    Scan<Array, Array> out =
        ScanLoop.scan(
            (Array y, Array x) -> {
              Array next = y.mul(x).sin().add(x);
              return new Scan<>(next, next);
            },
            Ops.scalar(0.5, DType.FLOAT64),
            xs,
            -1,
            ScanOptions.DEFAULT);
    return out.carry().add(out.ys().mul(out.ys()).sum());
  }

  private static Array unrolled(Array xs) {
    Array y = Ops.scalar(0.5, DType.FLOAT64);
    Array sum = Ops.scalar(0.0, DType.FLOAT64);
    for (int i = 0; i < xs.shape(0); i++) {
      Array x = Operand.example(xs, 0, i);
      y = y.mul(x).sin().add(x);
      sum = sum.add(y.mul(y));
    }
    return y.add(sum);
  }

  private static Array branching(Array x) {
    return Conditional.cond(
        x.sum().gt(0), (Array a) -> a.mul(a).sin().sum(), (Array a) -> a.exp().mul(2).sum(), x);
  }

  private static UnaryOperator<Array> vmap(UnaryOperator<Array> f) {
    return x -> (Array) Vmap.call(args -> f.apply((Array) args[0]), VmapOptions.DEFAULT, x);
  }

  private static Array stacked(UnaryOperator<Array> f, Array xs) {
    List<Array> all = new ArrayList<>();
    for (int i = 0; i < xs.shape(0); i++) {
      Array y = f.apply(Operand.example(xs, 0, i));
      all.add(Ops.reshape(y, y.shape().insert(0, 1)));
    }
    return Ops.concatenate(all, 0);
  }

  private static void assertEqual(Array expected, Array actual) {
    assertClose(expected, actual, 1e-9, 1e-9);
  }

  @Test
  void gradOfVmapOfScan() {
    UnaryOperator<Array> loss = rows -> vmap(CompositionsTest::scanned).apply(rows).sum();
    UnaryOperator<Array> plain = rows -> stacked(CompositionsTest::unrolled, rows).sum();
    assertEqual(Linum.grad(plain).apply(ROWS), Linum.grad(loss).apply(ROWS));
  }

  @Test
  void vmapOfGradOfCond() {
    UnaryOperator<Array> grad = Linum.grad(CompositionsTest::branching);
    assertEqual(stacked(grad, ROWS), vmap(grad).apply(ROWS));
    Gradients.check(CompositionsTest::branching, X, 2);
  }

  @Test
  void jitOfHessian() {
    UnaryOperator<Array> hessian = Linum.hessian(CompositionsTest::scanned);
    Array expected = Linum.hessian(CompositionsTest::unrolled).apply(X);
    assertEqual(expected, hessian.apply(X));
    assertEqual(expected, Linum.jit(hessian).apply(X));
  }

  @Test
  void vmapOfJitOfHessian() {
    UnaryOperator<Array> hessian = Linum.hessian(CompositionsTest::branching);
    UnaryOperator<Array> compiled = Linum.jit(hessian)::apply;
    assertEqual(stacked(hessian, ROWS), vmap(compiled).apply(ROWS));
  }

  @Test
  void gradOfCheckpointOfScan() {
    UnaryOperator<Array> kept = Linum.checkpoint((UnaryOperator<Array>) CompositionsTest::scanned);
    assertEqual(Linum.grad(CompositionsTest::scanned).apply(X), Linum.grad(kept).apply(X));
    assertEqual(
        stacked(Linum.grad(CompositionsTest::scanned), ROWS), vmap(Linum.grad(kept)).apply(ROWS));
  }

  @Test
  void gradOfScanOfCheckpoint() {
    UnaryOperator<Array> step = Linum.checkpoint((UnaryOperator<Array>) y -> y.sin().mul(y));
    UnaryOperator<Array> loop = x -> ScanLoop.foriLoop(0, 3, (i, y) -> step.apply(y), x).sum();
    UnaryOperator<Array> plain = x -> step.apply(step.apply(step.apply(x))).sum();
    assertEqual(Linum.grad(plain).apply(X), Linum.grad(loop).apply(X));
    assertEqual(Linum.grad(plain).apply(X), Linum.jit(Linum.grad(loop)).apply(X));
  }

  @Test
  void gradOfScanOfCond() {
    UnaryOperator<Array> loop =
        xs ->
            ScanLoop.scan(
                    (Array c, Array x) ->
                        new Scan<>(
                            Conditional.cond(
                                x.gt(0), (Array a) -> a.mul(x), (Array a) -> a.sin().add(x), c),
                            c),
                    Ops.scalar(0.7, DType.FLOAT64),
                    xs,
                    -1,
                    ScanOptions.DEFAULT)
                .carry();
    Gradients.check(loop, X, 2);
    assertEqual(stacked(Linum.grad(loop), ROWS), vmap(Linum.grad(loop)).apply(ROWS));
  }

  @Test
  void gradOfCondOfScan() {
    Function<Array, Array> f =
        x ->
            Conditional.cond(
                x.sum().lt(100), (Array a) -> scanned(a), (Array a) -> unrolled(a).mul(3), x);
    UnaryOperator<Array> plain = CompositionsTest::unrolled;
    assertEqual(Linum.grad(plain).apply(X), Linum.grad(f).apply(X));
  }

  @Test
  void scanOfVmapOfGrad() {
    UnaryOperator<Array> descend =
        rows -> rows.sub(vmap(Linum.grad(CompositionsTest::unrolled)).apply(rows).mul(0.1));
    UnaryOperator<Array> loop = rows -> ScanLoop.foriLoop(0, 2, (i, r) -> descend.apply(r), rows);
    assertEqual(descend.apply(descend.apply(ROWS)), loop.apply(ROWS));
    UnaryOperator<Array> sum = rows -> loop.apply(rows).sum();
    UnaryOperator<Array> plain = rows -> descend.apply(descend.apply(rows)).sum();
    assertEqual(Linum.grad(plain).apply(ROWS), Linum.grad(sum).apply(ROWS));
  }

  @Test
  void jvpOfVmapOfWhile() {
    UnaryOperator<Array> loop =
        x -> WhileLoop.whileLoop(y -> y.abs().sum().lt(20), (Array y) -> y.mul(1.5), x);
    Gradients.ofOrder(2).forward().check(vmap(loop), ROWS);
    assertEqual(stacked(loop, ROWS), vmap(loop).apply(ROWS));
  }

  @Test
  void jitOfVmapOfVmapOfGrad() {
    Array xs = Operand.real(2, 3, 4).as(DType.FLOAT64).draw(new java.util.Random(3));
    UnaryOperator<Array> grad = Linum.grad(CompositionsTest::scanned);
    Array expected = stacked(rows -> stacked(grad, rows), xs);
    UnaryOperator<Array> both = vmap(vmap(grad));
    assertEqual(expected, Linum.jit(both).apply(xs));
  }

  @Test
  void gradOfGradOfJit() {
    UnaryOperator<Array> f = Linum.jit((Array x) -> x.sin().mul(x).sum())::apply;
    UnaryOperator<Array> second = Linum.grad(x -> Linum.grad(f).apply(x).mul(x).sum());
    // d/dx [x (sin x + x cos x)] = sin x + 3 x cos x - x² sin x
    Array expected = X.sin().add(X.mul(3).mul(X.cos())).sub(X.mul(X).mul(X.sin()));
    assertEqual(expected, second.apply(X));
  }

  @Test
  void functionsCloseOverValuesOfEveryOuterTransformation() {
    UnaryOperator<Array> f =
        x ->
            Linum.grad(
                    (Array y) -> vmap(z -> z.mul(y.sum()).add(x).sin().sum()).apply(x.mul(y)).sum())
                .apply(x.add(1));
    Gradients.check(f, X, 1);
    assertEqual(f.apply(X), Linum.jit(f).apply(X));
    assertEqual(Dims.of(3, 4), f, ROWS);
  }

  private static void assertEqual(Dims shape, UnaryOperator<Array> f, Array rows) {
    Array all = vmap(f).apply(rows);
    assertEqual(Ops.reshape(stacked(f, rows), shape), all);
  }
}
