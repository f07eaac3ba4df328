package linum.transform;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import linum.core.Array;
import linum.core.Trace;
import linum.ir.Call;
import linum.ir.Param;
import linum.tree.Flat;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// Functions that are called by a name, which a compiler may know.
public final class Composites {
  private Composites() {}

  /// `decomposition` as an operation of its own in programs. It has no derivative.
  public static <A extends @Nullable Object, R extends @Nullable Object> Function<A, R> composite(
      Function<A, R> decomposition, String name, int version, List<Param> attributes) {
    return operand -> call(decomposition, name, version, attributes, operand);
  }

  private static <A extends @Nullable Object, R extends @Nullable Object> R call(
      Function<A, R> decomposition, String name, int version, List<Param> attributes, A operand) {
    Flat flat = Tree.flatten(operand);
    ControlBody body =
        ControlBody.stage(
            in ->
                Collections.singletonList(
                    decomposition.apply(Tree.<A>unflatten(flat.structure(), in))),
            ControlBody.avals(flat.leaves()));
    List<Array> operands = new ArrayList<>(body.captured());
    operands.addAll(flat.leaves());
    Call.Composite p = new Call.Composite(name, version, attributes, body.jaxpr());
    return Tree.unflatten(body.out().getFirst(), Trace.bindAll(p, operands));
  }
}
