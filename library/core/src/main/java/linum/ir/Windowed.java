package linum.ir;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// Operations over sliding windows.
///
/// `Windowed = ReduceWindow | GeneralReduceWindow | SelectAndScatter | SelectAndScatterAdd |
/// SelectAndGatherAdd`
public sealed interface Windowed extends Primitive {

  /// How the elements of a window are combined.
  enum Kind {
    SUM,
    MAX,
    MIN
  }

  private static List<Param> windowParams(Window w) {
    return List.of(
        new Param("base_dilation", w.baseDilation()),
        new Param(
            "padding",
            IntStream.range(0, w.paddingLow().rank())
                .mapToObj(i -> Dims.of(w.paddingLow().get(i), w.paddingHigh().get(i)))
                .toList()),
        new Param("window_dilation", w.windowDilation()),
        new Param("window_dimensions", w.dimensions()),
        new Param("window_strides", w.strides()));
  }

  private static List<Param> withoutDilation(Window w) {
    List<Param> all = new ArrayList<>(windowParams(w));
    all.removeIf(p -> p.name().endsWith("dilation"));
    return all;
  }

  private static List<Param> withWindow(Window w, Param extra) {
    List<Param> all = new ArrayList<>(windowParams(w));
    all.add(extra);
    return List.copyOf(all);
  }

  /// `reduce_window_sum`, `reduce_window_max`, `reduce_window_min`. Padding counts as the neutral
  /// element.
  record ReduceWindow(Kind kind, Window window) implements Windowed {
    @Override
    public String label() {
      return "reduce_window_" + kind.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public List<Aval> infer(List<Aval> in) {
      Aval x =
          Typing.require(
              this,
              Typing.operands(this, in, 1).getFirst(),
              DType.Kind.SIGNED,
              DType.Kind.UNSIGNED,
              DType.Kind.FLOATING);
      return List.of(x.withShape(window.outShape(label(), x)));
    }

    @Override
    public List<Param> params() {
      return windowParams(window);
    }
  }

  /// `reduce_window`: combined by a program of two scalars, starting from the second operand.
  record GeneralReduceWindow(Jaxpr computation, Window window) implements Windowed {
    @Override
    public String label() {
      return "reduce_window";
    }

    @Override
    public List<Aval> infer(List<Aval> in) {
      Typing.operands(this, in, 2);
      Typing.sameDtype(this, in);
      Aval x = in.getFirst();
      Aval start = in.get(1);
      if (!start.isScalar()) {
        throw new IllegalArgumentException(
            "reduce_window: the value to start from must be a scalar, got " + start);
      }
      ControlTyping.takes(
          "reduce_window: the program", computation.inputAvals(), List.of(start, start));
      if (computation.outputs().size() != 1
          || !computation.outputAvals().getFirst().matches(start)) {
        throw new IllegalArgumentException(
            "reduce_window: the program must give one %s, but gives %s"
                .formatted(start, computation.outputAvals()));
      }
      return List.of(x.withShape(window.outShape(label(), x)));
    }

    @Override
    public List<Param> params() {
      return withWindow(window, new Param("jaxpr", computation));
    }

    @Override
    public List<Jaxpr> jaxprs() {
      return List.of(computation);
    }
  }

  /// `select_and_scatter`: each element of the second operand (one a window) is joined, by the
  /// program `scatter`, to the place of an array full of the third operand at which its window of
  /// the first operand has the element that the program `select` prefers: of two elements it says
  /// whether the first stays chosen. The window has no dilations.
  record SelectAndScatter(Jaxpr select, Jaxpr scatter, Window window) implements Windowed {
    @Override
    public String label() {
      return "select_and_scatter";
    }

    @Override
    public List<Aval> infer(List<Aval> in) {
      Typing.operands(this, in, 3);
      Typing.sameDtype(this, in);
      Aval x = in.get(0);
      Aval start = in.get(2);
      if (!start.isScalar()) {
        throw new IllegalArgumentException(
            "select_and_scatter: the value to start from must be a scalar, got " + start);
      }
      gives("select", select, start, Aval.of(DType.BOOL));
      gives("scatter", scatter, start, start);
      if (!window.outShape(label(), x).equals(in.get(1).shape())) {
        throw new IllegalArgumentException(
            "select_and_scatter: %s has windows of shape %s, but there are sources %s"
                .formatted(x, window.outShape(label(), x), in.get(1)));
      }
      return List.of(x);
    }

    private static void gives(String what, Jaxpr program, Aval element, Aval result) {
      ControlTyping.takes(
          "select_and_scatter: the program " + what,
          program.inputAvals(),
          List.of(element, element));
      if (program.outputs().size() != 1 || !program.outputAvals().getFirst().matches(result)) {
        throw new IllegalArgumentException(
            "select_and_scatter: the program %s must give one %s, but gives %s"
                .formatted(what, result, program.outputAvals()));
      }
    }

    @Override
    public List<Param> params() {
      List<Param> all = withoutDilation(window);
      all.add(new Param("scatter_consts", List.of()));
      all.add(new Param("scatter_jaxpr", scatter));
      all.add(new Param("select_consts", List.of()));
      all.add(new Param("select_jaxpr", select));
      return List.copyOf(all);
    }

    @Override
    public List<Jaxpr> jaxprs() {
      return List.of(scatter, select);
    }
  }

  /// `select_and_scatter_add`: each element of the first operand (one a window) is added where its
  /// window of the second operand has its largest (`max`) or smallest element. The transpose of
  /// [SelectAndGatherAdd] in its first operand; the gradient of max pooling.
  record SelectAndScatterAdd(boolean max, Window window) implements Windowed {
    @Override
    public String label() {
      return "select_and_scatter_add";
    }

    @Override
    public List<Aval> infer(List<Aval> in) {
      Typing.operands(this, in, 2);
      Typing.sameDtype(this, in);
      Aval source = in.get(0);
      Aval x = in.get(1);
      if (!window.outShape(label(), x).equals(source.shape())) {
        throw new IllegalArgumentException(
            "select_and_scatter_add: %s has windows of shape %s, but there are sources %s"
                .formatted(x, window.outShape(label(), x), source));
      }
      return List.of(x);
    }

    @Override
    public List<Param> params() {
      List<Param> all =
          window.isDilated() ? new ArrayList<>(windowParams(window)) : withoutDilation(window);
      all.add(new Param("select_prim", max ? "ge" : "le"));
      return List.copyOf(all);
    }
  }

  /// `select_and_gather_add`: from each window, the element of the first operand at the place where
  /// the second operand has its largest (`max`) or smallest element.
  record SelectAndGatherAdd(boolean max, Window window) implements Windowed {
    @Override
    public String label() {
      return "select_and_gather_add";
    }

    @Override
    public List<Aval> infer(List<Aval> in) {
      Typing.operands(this, in, 2);
      Typing.sameDtype(this, in);
      if (!in.get(0).shape().equals(in.get(1).shape())) {
        throw new IllegalArgumentException(
            "select_and_gather_add: operands must have equal shapes, got " + Typing.list(in));
      }
      Aval x = in.getFirst();
      return List.of(x.withShape(window.outShape(label(), x)));
    }

    @Override
    public List<Param> params() {
      return withWindow(window, new Param("select_prim", max ? "ge" : "le"));
    }
  }
}
