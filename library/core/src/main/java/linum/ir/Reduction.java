package linum.ir;

import static linum.ir.DType.Kind.BOOL;
import static linum.ir.DType.Kind.FLOATING;
import static linum.ir.DType.Kind.SIGNED;
import static linum.ir.DType.Kind.UNSIGNED;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Operations that combine the elements along axes.
///
/// `Reduction = Reduce | ArgReduce | Cumulative | GeneralReduce`
public sealed interface Reduction extends Primitive {

  /// How elements are combined.
  enum Kind {
    SUM,
    PROD,
    MAX,
    MIN,
    /// Of booleans or bits.
    AND,
    OR,
    XOR;

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// `reduce_sum`, `reduce_max`, …: the axes disappear.
  record Reduce(Kind kind, Dims axes) implements Reduction {
    @Override
    public String label() {
      return "reduce_" + kind.label();
    }

    @Override
    public List<Aval> infer(List<Aval> in) {
      Aval x = Typing.operands(this, in, 1).getFirst();
      switch (kind) {
        case SUM, PROD -> Typing.require(this, x, SIGNED, UNSIGNED, FLOATING, DType.Kind.COMPLEX);
        case MAX, MIN -> Typing.require(this, x, BOOL, SIGNED, UNSIGNED, FLOATING);
        case AND, OR, XOR -> Typing.require(this, x, BOOL, SIGNED, UNSIGNED);
      }
      Typing.axes(this, axes, x);
      return List.of(x.withShape(x.shape().without(axes)));
    }

    @Override
    public List<Param> params() {
      return kind == Kind.SUM || kind == Kind.MAX || kind == Kind.MIN
          ? Param.of("axes", axes, "out_sharding", null)
          : Param.of("axes", axes);
    }
  }

  /// `argmax`, `argmin`: the position of the first extreme element along an axis, which disappears.
  /// NaN counts as extreme.
  record ArgReduce(boolean max, int axis, DType indexDtype) implements Reduction {
    @Override
    public String label() {
      return max ? "argmax" : "argmin";
    }

    @Override
    public List<Aval> infer(List<Aval> in) {
      Aval x =
          Typing.require(
              this, Typing.operands(this, in, 1).getFirst(), BOOL, SIGNED, UNSIGNED, FLOATING);
      Typing.axis(this, axis, x);
      if (!indexDtype.isInteger()) {
        throw new IllegalArgumentException(
            "%s: positions are integers, but %s was asked for".formatted(label(), indexDtype));
      }
      if (x.shape().get(axis) == 0) {
        throw new IllegalArgumentException(
            "%s: axis %d of %s is empty, so it has no extreme element".formatted(label(), axis, x));
      }
      return List.of(new Aval(indexDtype, x.shape().without(axis)));
    }

    @Override
    public List<Param> params() {
      return Param.of("axes", Dims.of(axis), "index_dtype", indexDtype);
    }
  }

  /// How running combinations are made.
  enum Running {
    SUM,
    PROD,
    MAX,
    MIN,
    LOGSUMEXP
  }

  /// `cumsum`, `cummax`, …: each element combined with all before it along an axis, or with all
  /// after it if `reverse`.
  record Cumulative(Running kind, int axis, boolean reverse) implements Reduction {
    @Override
    public String label() {
      return "cum" + kind.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public List<Aval> infer(List<Aval> in) {
      Aval x = Typing.operands(this, in, 1).getFirst();
      if (kind == Running.LOGSUMEXP) {
        Typing.require(this, x, FLOATING);
      } else {
        Typing.require(this, x, SIGNED, UNSIGNED, FLOATING, DType.Kind.COMPLEX);
      }
      Typing.axis(this, axis, x);
      return List.of(x);
    }

    @Override
    public List<Param> params() {
      return Param.of("axis", axis, "reverse", reverse);
    }
  }

  /// `reduce`: combined by a program. Operands are `n` arrays of one shape, then `n` scalars to
  /// start from; the program takes `2 n` scalars and gives `n`. It must be associative.
  record GeneralReduce(Jaxpr computation, Dims dimensions) implements Reduction {
    @Override
    public String label() {
      return "reduce";
    }

    @Override
    public List<Aval> infer(List<Aval> in) {
      int n = in.size() / 2;
      List<Aval> arrays = in.subList(0, n);
      if (in.size() % 2 != 0 || n == 0 || computation.outputs().size() != n) {
        throw new IllegalArgumentException(
            "reduce takes as many arrays as initial values and results of its program, got %d operands for %d results"
                .formatted(in.size(), computation.outputs().size()));
      }
      for (int i = 0; i < n; i++) {
        Aval a = arrays.get(i);
        Aval init = in.get(n + i);
        Aval result = computation.outputAvals().get(i);
        if (!a.shape().equals(arrays.getFirst().shape())
            || !init.isScalar()
            || init.dtype() != a.dtype()
            || !result.matches(init)) {
          throw new IllegalArgumentException(
              "reduce: array %s, initial value %s and result %s of its program do not fit together"
                  .formatted(a, init, result));
        }
      }
      List<Aval> starts = in.subList(n, in.size());
      ControlTyping.takes(
          "reduce: the program",
          computation.inputAvals(),
          Stream.concat(starts.stream(), starts.stream()).toList());
      Typing.axes(this, dimensions, arrays.getFirst());
      return arrays.stream().map(a -> a.withShape(a.shape().without(dimensions))).toList();
    }

    @Override
    public List<Param> params() {
      return Param.of("computation", computation, "dimensions", dimensions);
    }

    @Override
    public List<Jaxpr> jaxprs() {
      return List.of(computation);
    }
  }
}
