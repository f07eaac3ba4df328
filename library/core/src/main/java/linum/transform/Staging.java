package linum.transform;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import linum.core.Array;
import linum.core.Programs;
import linum.ir.Aval;
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
    return stage(f, in.structures(), in.avals());
  }

  static Program stage(Body f, List<Structure> in, List<Aval> types) {
    Structure[] out = new Structure[1];
    Stage.Staged staged =
        Stage.stage(
            leaves -> {
              Flat result = Tree.flatten(f.call(Arguments.rebuilt(in, leaves)));
              out[0] = result.structure();
              return result.leaves();
            },
            types);
    return new Program(staged, out[0]);
  }

  /// The program of `f` for arguments of these structures and types.
  public static Jaxpr makeJaxpr(Body f, @Nullable Object... args) {
    return stage(f, Arguments.of(args)).staged().jaxpr();
  }

  /// What `f` returns for arguments of these structures and types: a tree of [ShapeDtypeStruct]s.
  /// Nothing is computed.
  public static @Nullable Object evalShape(Body f, @Nullable Object... args) {
    Program p = stage(f, Arguments.of(args));
    List<ShapeDtypeStruct> types =
        p.staged().jaxpr().outputAvals().stream().map(ShapeDtypeStruct::new).toList();
    return Tree.unflatten(p.out(), types);
  }

  /// What `f` returns, as far as that does not depend on its arguments, of which only structures
  /// and types matter: other results are given as [ShapeDtypeStruct]. What is known is computed
  /// where this is called.
  ///
  /// In JAX: `flax.jax_utils.partial_eval_by_shape`.
  public static @Nullable Object evalKnown(Body f, @Nullable Object... args) {
    Arguments in = Arguments.of(args);
    Program p = stage(f, in);
    List<Array> captured = p.staged().captured();
    int inputs = p.staged().jaxpr().inputs().size();
    PartialEval.Parts parts =
        PartialEval.of(p.staged().jaxpr(), Mask.of(inputs, i -> i >= captured.size()));
    Iterator<Array> known = Programs.eval(parts.known(), captured).iterator();
    List<Aval> types = p.staged().jaxpr().outputAvals();
    List<Array> all = new ArrayList<>(types.size());
    for (int i = 0; i < types.size(); i++) {
      all.add(parts.unknownOut().get(i) ? new ShapeDtypeStruct(types.get(i)) : known.next());
    }
    return Tree.unflatten(p.out(), all);
  }

  /// A function whose references to values of outer transformations are arguments.
  ///
  /// @param function takes the arguments, then the list `consts`
  public record Closed(Body function, List<Array> consts) {}

  /// The function with the values of outer transformations that it refers to taken out.
  public static Closed closureConvert(Body f, @Nullable Object... args) {
    Arguments in = Arguments.of(args);
    Program p = stage(f, in);
    Body closed =
        all -> {
          int n = in.structures().size();
          List<Array> operands = new ArrayList<>(Tree.leaves(all[n]));
          for (int i = 0; i < n; i++) {
            Flat flat = Tree.flatten(all[i]);
            Tree.checkSame("closureConvert", in.structures().get(i), flat.structure());
            operands.addAll(flat.leaves());
          }
          return Tree.unflatten(p.out(), Programs.eval(p.staged().jaxpr(), operands));
        };
    return new Closed(closed, p.staged().captured());
  }

  /// The transpose of a linear function.
  ///
  /// @param like arguments, of which only structures and types matter
  /// @return takes a cotangent of the value and gives one cotangent an argument
  public static Function<@Nullable Object, List<@Nullable Object>> linearTranspose(
      Body f, @Nullable Object... like) {
    Arguments in = Arguments.of(like);
    Program p = stage(f, in);
    return ct -> {
      Flat given = Tree.flatten(ct);
      Tree.checkSame("linearTranspose", p.out(), given.structure());
      List<@Nullable Array> inputs = new ArrayList<>(p.staged().captured());
      inputs.addAll(Duals.zeros(in.leaves().size()));
      List<@Nullable Array> cts =
          Transposition.run(p.staged().jaxpr(), inputs, JvpRules.nullable(given.leaves()));
      List<Array> full = new ArrayList<>();
      for (int i = 0; i < cts.size(); i++) {
        full.add(Derivatives.tangent(cts.get(i), in.leaves().get(i)));
      }
      return Arrays.asList(Arguments.rebuilt(in.structures(), full));
    };
  }

  /// Runs `body`; equations made inside carry the name, below the names of scopes around it.
  public static <R> R namedScope(String name, Supplier<R> body) {
    String outer = CallSite.SCOPE.isBound() ? CallSite.SCOPE.get() + "/" : "";
    return ScopedValue.where(CallSite.SCOPE, outer + name).call(body::get);
  }
}
