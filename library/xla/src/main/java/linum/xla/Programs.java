package linum.xla;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import linum.core.ConcreteArray;
import linum.ir.Atom;
import linum.ir.Aval;
import linum.ir.DType;
import linum.ir.Eqn;
import linum.ir.Jaxpr;

/// Programs, equation by equation.
final class Programs {
  private final Block block;
  private final Map<Atom, Tensor> values = new HashMap<>();

  private Programs(Block block) {
    this.block = block;
  }

  /// Writes a program's equations into a block, and says what its outputs are.
  static List<Tensor> inline(Jaxpr jaxpr, List<Tensor> inputs, Block block) {
    Programs run = new Programs(block);
    for (int i = 0; i < inputs.size(); i++) {
      run.values.put(jaxpr.inputs().get(i), inputs.get(i));
    }
    for (Eqn e : jaxpr.eqns()) {
      List<Tensor> in = run.read(e.inputs());
      List<TensorType> out = e.outputs().stream().map(v -> TensorType.of(v.aval())).toList();
      List<Tensor> results = Primitives.lower(e.primitive(), in, out, block);
      for (int i = 0; i < results.size(); i++) {
        run.values.put(e.outputs().get(i), results.get(i));
      }
    }
    return run.read(jaxpr.outputs());
  }

  /// The program as the inside of an operation.
  static Region region(Jaxpr jaxpr) {
    return new Region(
        jaxpr.inputAvals().stream().map(TensorType::of).toList(),
        (block, values) -> inline(jaxpr, values, block));
  }

  private List<Tensor> read(List<? extends Atom> atoms) {
    return atoms.stream().map(this::read).toList();
  }

  private Tensor read(Atom atom) {
    Tensor known = values.get(atom);
    if (known != null) {
      return known;
    }
    Tensor written =
        switch (atom) {
          case Atom.Var v ->
              throw new IllegalArgumentException("the program reads " + v + " but never makes it");
          case Atom.Literal l -> Ops.constant(block, TensorType.of(l.aval()), l.value());
          case Atom.Constant c -> constant((ConcreteArray) c.array());
        };
    values.put(atom, written);
    return written;
  }

  // Booleans take a byte each in memory, but not in the text of a module.
  private Tensor constant(ConcreteArray array) {
    Aval aval = array.aval();
    TensorType type = TensorType.of(aval);
    if (aval.size() == 0) {
      return Ops.constant(block, type, 0L);
    }
    if (type.dtype() == DType.BOOL) {
      Tensor bytes = constant(array, type.withDtype(DType.UINT8));
      return Ops.compare(block, "NE", bytes, Ops.like(block, bytes, 0L));
    }
    return constant(array, type);
  }

  private Tensor constant(ConcreteArray array, TensorType type) {
    return block.leaf("constant", "dense<%s>".formatted(Literals.bytes(array)), type);
  }
}
