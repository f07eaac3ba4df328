package linum.transform;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import linum.core.Array;
import linum.core.ConcreteArray;
import linum.core.DebugFormat;
import linum.core.HostCallback;
import linum.core.Ops;
import linum.core.Trace;
import linum.ir.Aval;
import linum.ir.Callback;
import linum.ir.DType;
import linum.tree.Flat;
import linum.tree.Structure;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// Java code called from inside programs, with the values that they compute.
public final class Callbacks {
  private Callbacks() {}

  /// A function of a tree as a function of its leaves.
  ///
  /// @param name shown in printed programs
  /// @param in the structure of the argument
  /// @param out the structure of the result
  private record OnLeaves(String name, Function<@Nullable Object, ?> f, Structure in, Structure out)
      implements HostCallback {
    @Override
    public String ruleName() {
      return name;
    }

    @Override
    public List<ConcreteArray> call(List<ConcreteArray> operands) {
      Flat result = Tree.flatten(f.apply(Tree.unflatten(in, operands)));
      Tree.checkSame(
          name + ": the result must be a tree like the one it was declared with",
          out,
          result.structure());
      List<ConcreteArray> arrays = new ArrayList<>();
      for (Array a : result.leaves()) {
        arrays.add((ConcreteArray) a);
      }
      return arrays;
    }
  }

  private record OnValue(String name, Consumer<@Nullable Object> f, Structure in)
      implements HostCallback {
    @Override
    public String ruleName() {
      return name;
    }

    @Override
    public List<ConcreteArray> call(List<ConcreteArray> operands) {
      f.accept(Tree.unflatten(in, operands));
      return List.of();
    }
  }

  /// Prints a line when the program gets there: `{}` stands for the next operand, `{0}` for the
  /// first.
  ///
  /// @throws IllegalArgumentException at once, if the format names an operand that is not there
  public static void debugPrint(String format, boolean ordered, Array... operands) {
    // A wrong format is said here rather than while the program runs.
    DebugFormat.format(format, Collections.nCopies(operands.length, Ops.scalar(0L, DType.INT32)));
    Trace.bindAll(new Callback.DebugPrint(format, ordered), Arrays.asList(operands));
  }

  /// Calls `f` with the values in `arg` when the program gets there.
  public static <A extends @Nullable Object> void debug(Consumer<A> f, boolean ordered, A arg) {
    Flat flat = Tree.flatten(arg);
    @SuppressWarnings("unchecked") // it is given a tree of the structure that arg has
    Consumer<@Nullable Object> untyped = a -> f.accept((A) a);
    Trace.bindAll(
        new Callback.Debug(new OnValue("debug_callback", untyped, flat.structure()), ordered),
        flat.leaves());
  }

  /// The result of `f`, a function without effects, as a part of the program.
  ///
  /// @param like a tree of the structure and types that `f` returns; its values do not matter
  public static <A extends @Nullable Object, R> R pure(
      Function<A, R> f, R like, A arg, Callback.VmapMethod method) {
    Flat out = Tree.flatten(like);
    Flat in = Tree.flatten(arg);
    return out.unflatten(
        Trace.bindAll(
            new Callback.Pure(rule("pure_callback", f, in, out), types(out), method), in.leaves()));
  }

  /// The result of `f`, which may have effects: it is called exactly once each time that the
  /// program gets there.
  ///
  /// @param like a tree of the structure and types that `f` returns; its values do not matter
  public static <A extends @Nullable Object, R> R io(
      Function<A, R> f, R like, boolean ordered, A arg) {
    Flat out = Tree.flatten(like);
    Flat in = Tree.flatten(arg);
    return out.unflatten(
        Trace.bindAll(
            new Callback.Io(rule("io_callback", f, in, out), types(out), ordered), in.leaves()));
  }

  private static <A extends @Nullable Object, R> HostCallback rule(
      String name, Function<A, R> f, Flat in, Flat out) {
    @SuppressWarnings("unchecked") // it is given trees of the structure that the argument has
    Function<@Nullable Object, R> untyped = (Function<@Nullable Object, R>) f;
    return new OnLeaves(name, untyped, in.structure(), out.structure());
  }

  private static List<Aval> types(Flat like) {
    return like.leaves().stream().map(a -> a.aval().strong()).toList();
  }
}
