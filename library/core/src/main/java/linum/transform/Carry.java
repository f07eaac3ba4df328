package linum.transform;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import linum.core.Array;
import linum.core.Ops;
import linum.ir.Aval;
import linum.ir.DType;
import linum.tree.Flat;
import linum.tree.KeyPath;
import linum.tree.Structure;
import linum.tree.Tree;

/// What a loop hands from one step to the next: it must come out of the body as it went in.
///
/// @param init the initial values
record Carry(Structure structure, List<Array> init) {

  /// A carry and the body that keeps its type.
  record Kept(Carry carry, ControlBody body) {}

  static Carry of(Object tree) {
    Flat flat = Tree.flatten(tree);
    return new Carry(flat.structure(), flat.leaves());
  }

  List<Aval> avals() {
    return ControlBody.avals(init);
  }

  /// Stages a body whose first result is the next carry.
  ///
  /// A weakly typed initial value, such as that of a number in the source, takes the type that
  /// comes out; then the body is staged once more, and that is the only case in which a user's
  /// function runs twice.
  ///
  /// @throws IllegalArgumentException if the body gives another structure or other types
  @SuppressWarnings("ReferenceEquality") // promoted gives itself if nothing is to do
  Kept stage(String operation, Function<Carry, ControlBody> stage) {
    ControlBody body = stage.apply(this);
    checkStructure(operation, body);
    Carry promoted = promoted(body.firstOut());
    if (promoted != this) {
      body = stage.apply(promoted);
      promoted.checkStructure(operation, body);
    }
    promoted.checkTypes(operation, body.firstOut());
    return new Kept(promoted, body);
  }

  private Carry promoted(List<Aval> out) {
    List<Array> values = new ArrayList<>();
    boolean changed = false;
    for (int i = 0; i < init.size(); i++) {
      Array a = init.get(i);
      DType to = promoted(a.aval(), out.get(i));
      changed |= to != a.dtype();
      values.add(to == a.dtype() ? a : Ops.convert(a, to, out.get(i).weak()));
    }
    return changed ? new Carry(structure, values) : this;
  }

  private static DType promoted(Aval in, Aval out) {
    boolean givesWay =
        in.weak()
            && in.dtype().isNumeric()
            && out.dtype().isNumeric()
            && category(out.dtype()) >= category(in.dtype());
    return givesWay ? out.dtype() : in.dtype();
  }

  private static int category(DType d) {
    return switch (d.kind()) {
      case BOOL -> 0;
      case SIGNED, UNSIGNED -> 1;
      case FLOATING -> 2;
      case COMPLEX -> 3;
      case KEY, FLOAT0, TOKEN -> -1;
    };
  }

  private void checkStructure(String operation, ControlBody body) {
    Tree.checkSame(
        operation + ": the carry must come out as it went in", structure, body.out().getFirst());
  }

  private void checkTypes(String operation, List<Aval> out) {
    List<KeyPath> paths = structure.paths();
    StringBuilder wrong = new StringBuilder();
    for (int i = 0; i < init.size(); i++) {
      Aval in = init.get(i).aval();
      if (!in.matches(out.get(i))) {
        wrong.append(
            "\n  * carry%s goes in as %s and comes out as %s"
                .formatted(paths.get(i), in, out.get(i)));
      }
    }
    if (!wrong.isEmpty()) {
      throw new IllegalArgumentException(
          operation
              + ": the carry changes its type:"
              + wrong
              + "\nStart with the type that comes out, or convert in the body:"
              + " carry.astype(…), carry.reshape(…)");
    }
  }
}
