package linum.ir;

import java.util.List;
import java.util.Locale;

/// Operations across a named axis, of `vmap` today and of a device mesh later.
///
/// `Collective = AllReduce | AxisIndex | AllGather`
public sealed interface Collective extends Primitive {

  /// How examples are combined.
  enum Kind {
    SUM,
    MAX,
    MIN
  }

  /// The names of the axes that it works across.
  List<String> axisNames();

  /// `psum`, `pmax`, `pmin`: the same combination for every example.
  record AllReduce(Kind kind, List<String> axisNames) implements Collective {
    public AllReduce {
      axisNames = List.copyOf(axisNames);
    }

    @Override
    public String label() {
      return "p" + kind.name().toLowerCase(Locale.ROOT);
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
      return List.of(x.strong());
    }

    @Override
    public List<Param> params() {
      return Param.of("axes", axisNames, "axis_index_groups", null);
    }
  }

  /// The position along the axis, an `int32` scalar.
  record AxisIndex(String axisName) implements Collective {
    @Override
    public String label() {
      return "axis_index";
    }

    @Override
    public List<String> axisNames() {
      return List.of(axisName);
    }

    @Override
    public List<Aval> infer(List<Aval> in) {
      Typing.operands(this, in, 0);
      return List.of(Aval.of(DType.INT32));
    }

    @Override
    public List<Param> params() {
      return Param.of("axis_name", axisName);
    }
  }

  /// All examples' arrays stacked along a new axis.
  record AllGather(String axisName, int axisSize, int dimension) implements Collective {
    @Override
    public String label() {
      return "all_gather";
    }

    @Override
    public List<String> axisNames() {
      return List.of(axisName);
    }

    @Override
    public List<Aval> infer(List<Aval> in) {
      Aval x = Typing.operands(this, in, 1).getFirst();
      if (dimension < 0 || dimension > x.rank() || axisSize < 0) {
        throw new IllegalArgumentException(
            "all_gather: a new axis %d of size %d does not fit %s"
                .formatted(dimension, axisSize, x));
      }
      return List.of(x.withShape(x.shape().insert(dimension, axisSize)));
    }

    @Override
    public List<Param> params() {
      return List.of(
          new Param("all_gather_dimension", dimension),
          new Param("axis_name", List.of(axisName)),
          new Param("axis_size", axisSize));
    }
  }
}
