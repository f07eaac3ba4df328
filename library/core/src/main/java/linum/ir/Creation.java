package linum.ir;

import java.util.List;

/// Operations that make arrays out of nothing.
///
/// `Creation = Iota | Empty`
public sealed interface Creation extends Primitive {

  /// `0, 1, 2, …` along one axis, the same along all others.
  record Iota(DType dtype, Dims shape, int dimension) implements Creation {
    @Override
    public String label() {
      return "iota";
    }

    @Override
    public List<Aval> infer(List<Aval> in) {
      Typing.operands(this, in, 0);
      Typing.checkShape(this, shape);
      Aval out = new Aval(dtype, shape);
      Typing.require(
          this,
          out,
          DType.Kind.SIGNED,
          DType.Kind.UNSIGNED,
          DType.Kind.FLOATING,
          DType.Kind.COMPLEX);
      Typing.axis(this, dimension, out);
      return List.of(out);
    }

    @Override
    public List<Param> params() {
      return List.of(
          new Param("dimension", dimension),
          new Param("dtype", dtype),
          new Param("shape", shape),
          new Param("sharding", null));
    }
  }

  /// An array whose elements nobody reads before they are written. They are zero here.
  record Empty(DType dtype, Dims shape) implements Creation {
    @Override
    public String label() {
      return "empty";
    }

    @Override
    public List<Aval> infer(List<Aval> in) {
      Typing.operands(this, in, 0);
      Typing.checkShape(this, shape);
      return List.of(new Aval(dtype, shape));
    }

    @Override
    public List<Param> params() {
      return Param.of("dtype", dtype, "shape", shape);
    }
  }
}
