package linum.transform;

import java.util.ArrayList;
import java.util.List;
import linum.core.Array;
import linum.core.Tracer;
import linum.ir.Aval;
import linum.tree.Flat;
import linum.tree.Structure;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// The arguments of a call, of whose arrays some are differentiated: those at the positions
/// `picked` among all. Derivatives are given in a tree of the structure `structure`.
final class Selection {
  private final String operation;
  private final @Nullable Object[] args;
  private final Arguments all;
  private final List<Integer> picked;
  private final Structure structure;

  private Selection(
      String operation,
      @Nullable Object[] args,
      Arguments all,
      List<Integer> picked,
      Structure structure) {
    this.operation = operation;
    this.args = args;
    this.all = all;
    this.picked = List.copyOf(picked);
    this.structure = structure;
  }

  // What argnums is given in place of each array.
  private static final class Place extends Tracer {
    private final int index;
    private final Aval aval;

    Place(int index, Aval aval) {
      super(Nowhere.INSTANCE);
      this.index = index;
      this.aval = aval;
    }

    @Override
    public Aval aval() {
      return aval;
    }

    @Override
    protected String unexpected() {
      return "argnums must pick arguments or parts of them, and compute nothing."
          + "\nReturn them as they are: grad(f, (x, y) -> y), grad(f, (x, y) -> new Pair<>(x, y)).";
    }
  }

  /// @param argnums see [Argnums]
  /// @throws IllegalArgumentException if it returns an array twice, or one that is none of the
  ///   arguments'
  static Selection of(String operation, @Nullable Object[] args, Body argnums) {
    Arguments all = Arguments.of(args);
    List<Array> places = new ArrayList<>();
    for (Array a : all.leaves()) {
      places.add(new Place(places.size(), a.aval()));
    }
    Flat chosen = Tree.flatten(argnums.call(all.rebuilt(places)));
    List<Integer> picked = new ArrayList<>();
    for (Array a : chosen.leaves()) {
      if (!(a instanceof Place p)) {
        throw new IllegalArgumentException(
            "%s: argnums returned an array of type %s that is none of the arguments'."
                    .formatted(operation, a.aval())
                + "\nReturn arguments or parts of them: %s(f, (x, y) -> y)".formatted(operation));
      }
      if (picked.contains(p.index)) {
        throw new IllegalArgumentException(
            "%s: argnums returned %s twice.\nReturn it once."
                .formatted(operation, all.name(p.index)));
      }
      picked.add(p.index);
    }
    return new Selection(operation, args, all, picked, chosen.structure());
  }

  static Selection all(String operation, @Nullable Object... args) {
    Arguments all = Arguments.of(args);
    List<Integer> picked = new ArrayList<>();
    for (int i = 0; i < all.leaves().size(); i++) {
      picked.add(i);
    }
    return new Selection(operation, args, all, picked, Structure.None.NONE);
  }

  /// The positions of the chosen arrays among all.
  List<Integer> picked() {
    return picked;
  }

  /// The tree in which derivatives are given.
  Structure structure() {
    return structure;
  }

  List<Array> leaves() {
    List<Array> leaves = new ArrayList<>();
    picked.forEach(i -> leaves.add(all.leaves().get(i)));
    return leaves;
  }

  /// The arguments with other arrays in place of the chosen ones. What holds none of these stays as
  /// it is.
  @Nullable Object[] arguments(List<Array> leaves) {
    List<Array> replaced = new ArrayList<>(all.leaves());
    for (int i = 0; i < leaves.size(); i++) {
      replaced.set(picked.get(i), leaves.get(i));
    }
    @Nullable Object[] rebuilt = args.clone();
    int from = 0;
    for (int i = 0; i < rebuilt.length; i++) {
      Structure s = all.structures().get(i);
      int start = from;
      int end = from + s.leafCount();
      if (picked.stream().anyMatch(k -> k >= start && k < end)) {
        rebuilt[i] = Tree.unflatten(s, replaced.subList(start, end));
      }
      from = end;
    }
    return rebuilt;
  }

  /// @throws IllegalArgumentException if a chosen array is not of a floating type
  void requireFloating() {
    for (int i = 0; i < picked.size(); i++) {
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
    return all.name(picked.get(leaf));
  }

  /// A tree like what was chosen, of other arrays.
  @Nullable Object rebuilt(List<Array> leaves) {
    return Tree.unflatten(structure, leaves);
  }

  /// Trees like all arguments, of other arrays.
  List<@Nullable Object> rebuiltAll(List<Array> leaves) {
    List<@Nullable Object> trees = new ArrayList<>();
    for (Object tree : all.rebuilt(leaves)) {
      trees.add(tree);
    }
    return trees;
  }

  /// The cotangents of all chosen leaves, given those of the active ones.
  List<Array> full(Reverse r, List<@Nullable Array> cts) {
    List<Array> out = new ArrayList<>();
    List<Array> leaves = leaves();
    int next = 0;
    for (int i = 0; i < leaves.size(); i++) {
      Array ct = r.active().get(i) ? cts.get(next++) : null;
      out.add(Derivatives.tangent(ct, leaves.get(i)));
    }
    return out;
  }

  /// The leaves of tangents of all arguments; null for those without derivatives.
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
      if (!given.structure().equals(all.structures().get(i))) {
        throw new IllegalArgumentException(
            "%s: the tangent of argument %d has the structure %s, but the argument has %s."
                    .formatted(operation, i, given.structure(), all.structures().get(i))
                + "\nGive a tangent for every array of the argument, in a tree like it.");
      }
      for (Array t : given.leaves()) {
        out.add(checked(t, out.size()));
      }
    }
    return out;
  }

  private @Nullable Array checked(Array tangent, int leaf) {
    Aval x = all.leaves().get(leaf).aval();
    if (!tangent.aval().matches(x.tangent())) {
      throw new IllegalArgumentException(
          "%s: %s is %s, so its tangent must be %s, but it is %s."
                  .formatted(operation, name(leaf), x, x.tangent(), tangent.aval())
              + "\nConvert it with astype, or broadcast it to the shape of the argument.");
    }
    return x.dtype().isInexact() ? tangent : null;
  }
}
