package linum.ir;

import java.util.List;
import java.util.Set;

/// Operations that return their operands and say something to whoever reads the program.
///
/// `Marker = Name | OptimizationBarrier | Tie | DceSink | AfterAll`
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

  /// The second operand, once the first one is there.
  record Tie() implements Marker {
    @Override
    public String label() {
      return "tie";
    }

    @Override
    public List<Aval> infer(List<Aval> in) {
      return List.of(Typing.operands(this, in, 2).get(1));
    }
  }

  /// Nothing is made of the operand, but it is computed.
  ///
  /// @param preventMlirDce whether the compiler below must keep it as well; every backend does
  record DceSink(boolean preventMlirDce) implements Marker {
    @Override
    public String label() {
      return "dce_sink";
    }

    @Override
    public List<Aval> infer(List<Aval> in) {
      Typing.operands(this, in, 1);
      return List.of();
    }

    @Override
    public List<Param> params() {
      return Param.of("prevent_mlir_dce", preventMlirDce);
    }

    @Override
    public Set<Effect> effects() {
      return Set.of(Effect.NO_DCE);
    }
  }

  /// A token that follows all given ones.
  record AfterAll() implements Marker {
    @Override
    public String label() {
      return "after_all";
    }

    @Override
    public List<Aval> infer(List<Aval> in) {
      for (Aval a : in) {
        Typing.require(this, a, DType.Kind.TOKEN);
      }
      return List.of(Aval.of(DType.TOKEN));
    }
  }
}
