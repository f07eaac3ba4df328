package linum.transform;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import linum.core.Array;
import linum.ir.Aval;
import linum.tree.Flat;
import linum.tree.Structure;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// The arguments of a call, some of which are differentiated: those at the positions `argnums`,
/// whose arrays and structures are `chosen`.
final class Selection {
  private final String operation;
  private final @Nullable Object[] args;
  private final int[] argnums;
  private final Arguments chosen;

  private Selection(String operation, @Nullable Object[] args, int[] argnums, Arguments chosen) {
    this.operation = operation;
    this.args = args;
    this.argnums = argnums;
    this.chosen = chosen;
  }

  static Selection of(String operation, @Nullable Object[] args, int[] argnums) {
    @Nullable Object[] some = new @Nullable Object[argnums.length];
    for (int i = 0; i < argnums.length; i++) {
      if (argnums[i] < 0 || argnums[i] >= args.length) {
        throw new IllegalArgumentException(
            "%s: there is no argument %d; the function has %d, counted from 0"
                .formatted(operation, argnums[i], args.length));
      }
      some[i] = args[argnums[i]];
    }
    return new Selection(operation, args, argnums, Arguments.of(some));
  }

  static Selection all(String operation, @Nullable Object... args) {
    int[] argnums = new int[args.length];
    for (int i = 0; i < argnums.length; i++) {
      argnums[i] = i;
    }
    return of(operation, args, argnums);
  }

  List<Array> leaves() {
    return chosen.leaves();
  }

  /// The arguments with other arrays in the chosen ones.
  @Nullable Object[] arguments(List<Array> leaves) {
    @Nullable Object[] some = chosen.rebuilt(leaves);
    @Nullable Object[] all = args.clone();
    for (int i = 0; i < argnums.length; i++) {
      all[argnums[i]] = some[i];
    }
    return all;
  }

  /// @throws IllegalArgumentException if a chosen array is not of a floating type
  void requireFloating() {
    for (int i = 0; i < leaves().size(); i++) {
      Aval a = leaves().get(i).aval();
      if (!a.dtype().isInexact()) {
        throw new IllegalArgumentException(
            "%s needs floating-point arrays, but %s is %s.".formatted(operation, name(i), a)
                + "\nConvert it with astype(FLOAT32), or let the function refer to it instead of"
                + " taking it.");
      }
    }
  }

  /// How messages name a chosen leaf.
  String name(int leaf) {
    int rest = leaf;
    for (int i = 0; i < argnums.length; i++) {
      Structure s = chosen.structures().get(i);
      if (rest < s.leafCount()) {
        String path = s.paths().get(rest).toString();
        return "argument " + argnums[i] + (path.isEmpty() ? "" : " at " + path);
      }
      rest -= s.leafCount();
    }
    throw new IndexOutOfBoundsException(leaf);
  }

  /// Trees like the chosen arguments, of other arrays.
  List<@Nullable Object> rebuilt(List<Array> leaves) {
    return new ArrayList<>(Arrays.<@Nullable Object>asList(chosen.rebuilt(leaves)));
  }

  /// The cotangents of all chosen leaves, given those of the active ones.
  List<Array> full(Reverse r, List<@Nullable Array> cts) {
    List<Array> out = new ArrayList<>();
    int next = 0;
    for (int i = 0; i < leaves().size(); i++) {
      Array x = leaves().get(i);
      Array ct = r.active().get(i) ? cts.get(next++) : null;
      out.add(Derivatives.tangent(ct, x));
    }
    return out;
  }

  /// The leaves of tangents of the arguments; null for those without derivatives.
  ///
  /// @throws IllegalArgumentException if they do not fit the arguments
  List<@Nullable Array> tangents(@Nullable Object[] trees) {
    if (trees.length != args.length) {
      throw new IllegalArgumentException(
          "%s: there are %d primals, but %d tangents"
              .formatted(operation, args.length, trees.length));
    }
    List<@Nullable Array> out = new ArrayList<>();
    for (int i = 0; i < trees.length; i++) {
      Flat given = Tree.flatten(trees[i]);
      if (!given.structure().equals(chosen.structures().get(i))) {
        throw new IllegalArgumentException(
            "%s: the tangent of argument %d has the structure %s, but the argument has %s."
                    .formatted(operation, i, given.structure(), chosen.structures().get(i))
                + "\nGive a tangent for every array of the argument, in a tree like it.");
      }
      for (Array t : given.leaves()) {
        out.add(checked(t, out.size()));
      }
    }
    return out;
  }

  private @Nullable Array checked(Array tangent, int leaf) {
    Aval x = leaves().get(leaf).aval();
    if (!tangent.aval().matches(x.tangent())) {
      throw new IllegalArgumentException(
          "%s: %s is %s, so its tangent must be %s, but it is %s."
                  .formatted(operation, name(leaf), x, x.tangent(), tangent.aval())
              + "\nConvert it with astype, or broadcast it to the shape of the argument.");
    }
    return x.dtype().isInexact() ? tangent : null;
  }
}
