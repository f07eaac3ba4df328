package linum.laws;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import linum.core.Array;
import linum.core.Ops;
import linum.core.Scan;
import linum.core.Trace;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.Movement;
import linum.transform.Conditional;
import linum.transform.ScanLoop;
import linum.transform.ScanOptions;

/// A small program of smooth operations that somebody might write, of vectors of four numbers; the
/// same for the same seed.
///
/// @param steps which operation each step does, and on which of the values made before
record RandomProgram(List<Step> steps) {
  private static final int VECTOR = 4;

  private record Step(Kind kind, int first, int second) {}

  private enum Kind {
    ADD,
    SUB,
    MUL,
    DIV,
    SIN,
    TANH,
    EXP,
    SQUARE,
    REVERSE,
    ROLL,
    CUMSUM,
    SORT,
    MAXIMUM,
    WHERE,
    SUM,
    MATMUL,
    SCAN,
    COND,
    CLAMP
  }

  static RandomProgram of(RandomGenerator random) {
    List<Step> steps = new ArrayList<>();
    int n = random.nextInt(3, 9);
    for (int i = 0; i < n; i++) {
      Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
      steps.add(new Step(kind, random.nextInt(i + 2), random.nextInt(i + 2)));
    }
    return new RandomProgram(steps);
  }

  /// The last value, from two vectors.
  Array run(Array x, Array y) {
    List<Array> values = new ArrayList<>(List.of(x, y));
    for (Step s : steps) {
      values.add(run(s.kind(), values.get(s.first()), values.get(s.second())));
    }
    return values.getLast();
  }

  // Results stay within a few units, so that differences remain sharp.
  private static Array run(Kind kind, Array a, Array b) {
    return switch (kind) {
      case ADD -> a.add(b).mul(0.5);
      case SUB -> a.sub(b);
      case MUL -> a.mul(b).tanh();
      case DIV -> a.div(b.mul(b).add(1));
      case SIN -> a.sin();
      case TANH -> a.tanh();
      case EXP -> a.tanh().exp();
      case SQUARE -> a.sin().square();
      case REVERSE -> Ops.mul(rev(a), b.cos());
      case ROLL -> Ops.concatenate(List.of(part(a, 1, VECTOR), part(b, 0, 1)), 0);
      case CUMSUM -> a.cumsum(0).mul(0.3);
      case SORT -> a.sort().mul(b);
      case MAXIMUM -> a.maximum(b);
      case WHERE -> Ops.select(a.gt(b), a.mul(2), b.sin());
      case SUM -> a.add(b.mean());
      case MATMUL -> outer(a, b).matmul(a).tanh();
      case SCAN -> scan(a, b);
      case COND ->
          Conditional.cond(a.sum().gt(b.sum()), (Array v) -> v.sin(), (Array v) -> v.mul(b), a);
      case CLAMP -> a.clip(-0.7, 0.8).add(b);
    };
  }

  private static Array rev(Array a) {
    return Trace.bind(new Movement.Rev(Dims.of(0)), a);
  }

  private static Array part(Array a, int from, int to) {
    return Ops.sliceInDim(a, 0, from, to);
  }

  private static Array outer(Array a, Array b) {
    Dims square = Dims.of(VECTOR, VECTOR);
    return Ops.mul(
        Ops.broadcastInDim(a, square, Dims.of(0)), Ops.broadcastInDim(b, square, Dims.of(1)));
  }

  private static Array scan(Array a, Array b) {
    return ScanLoop.scan(
            (Array c, Array x) -> {
              Array next = c.mul(x).add(x).tanh();
              return new Scan<>(next, next.mul(c));
            },
            Ops.scalar(0.3, DType.FLOAT64).mul(b.sum()),
            a,
            -1,
            ScanOptions.DEFAULT)
        .ys();
  }
}
