package linum.ir;

import java.util.List;

/// Operations that return their operands and say something to whoever reads the program.
///
/// `Marker = Name | OptimizationBarrier`
public sealed interface Marker extends Primitive {

  /// `checkpoint_name`: a name for the policies of `checkpoint`.
  record Name(String name) implements Marker {
    @Override
    public String label() {
      return "name";
    }

    @Override
    public List<Aval> infer(List<Aval> in) {
      return Typing.operands(this, in, 1);
    }

    @Override
    public List<Param> params() {
      return Param.of("name", name);
    }
  }

  /// Nothing is moved across it or merged with anything on its other side.
  record OptimizationBarrier() implements Marker {
    @Override
    public String label() {
      return "optimization_barrier";
    }

    @Override
    public List<Aval> infer(List<Aval> in) {
      return in;
    }
  }
}
