package linum.transform;

import linum.ir.Jaxpr;
import linum.tree.Flat;
import linum.tree.Structure;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// Functions of trees as programs.
public final class Staging {
  private Staging() {}

  /// A program and the structure of what it gives.
  record Program(Stage.Staged staged, Structure out) {}

  static Program stage(Body f, Arguments in) {
    Structure[] out = new Structure[1];
    Stage.Staged staged =
        Stage.stage(
            leaves -> {
              Flat result = Tree.flatten(f.call(in.rebuilt(leaves)));
              out[0] = result.structure();
              return result.leaves();
            },
            in.avals());
    return new Program(staged, out[0]);
  }

  /// The program of `f` for arguments of these structures and types.
  public static Jaxpr makeJaxpr(Body f, @Nullable Object... args) {
    return stage(f, Arguments.of(args)).staged().jaxpr();
  }
}
