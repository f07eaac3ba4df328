package linum.nnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import linum.core.Array;
import linum.nnx.NnxVariables.Variable;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// The arguments of a call, of which some have variables in them, and some are plain trees of
/// arrays.
final class Operands {
  private final @Nullable Object[] args;
  // The structure of each argument; null for plain ones.
  private final @Nullable Def[] defs;
  private final Variable[] variables;
  private final List<Object> refs;
  private final List<Array> arrays;
  private final Tape tape;
  private final boolean simple;
  private final Object key;

  /// What calls must have in common to share a program, beside the types of arrays.
  private record Key(List<@Nullable Def> defs, int steps) {}

  private Operands(@Nullable Object[] args, @Nullable Def[] defs, Walk walk) {
    this.args = args;
    this.defs = defs;
    this.variables = walk.variables().toArray(Variable[]::new);
    this.refs = List.copyOf(walk.refs());
    this.arrays = List.copyOf(walk.arrays());
    this.tape = walk.tape();
    this.simple =
        Arrays.stream(variables).allMatch(v -> v.current() instanceof Array) && arrays.isEmpty();
    this.key = new Key(Arrays.asList(defs), tape.steps().size());
  }

  private Operands(@Nullable Object[] args, Operands like) {
    this.args = args;
    this.defs = like.defs;
    this.variables = like.variables;
    this.refs = like.refs;
    this.arrays = like.arrays;
    this.tape = like.tape;
    this.simple = like.simple;
    this.key = like.key;
  }

  static Operands of(@Nullable Object... args) {
    Walk walk = Walk.forTransform();
    @Nullable Def[] defs = new @Nullable Def[args.length];
    for (int i = 0; i < args.length; i++) {
      defs[i] = Walk.isPlain(args[i]) ? null : walk.of(args[i]);
    }
    return new Operands(args, defs, walk);
  }

  /// The operands of another call with the same objects, if these are as they were; else null.
  @SuppressWarnings("ReferenceEquality") // the same objects, not equal ones
  @Nullable Operands again(@Nullable Object... newArgs) {
    if (!simple || newArgs.length != args.length) {
      return null;
    }
    for (int i = 0; i < args.length; i++) {
      if (defs[i] == null ? !Walk.isPlain(newArgs[i]) : newArgs[i] != args[i]) {
        return null;
      }
    }
    return tape.isSame() ? new Operands(newArgs, this) : null;
  }

  Object key() {
    return key;
  }

  @Nullable Object[] args() {
    return args;
  }

  @Nullable Def def(int arg) {
    return defs[arg];
  }

  Variable[] variables() {
    return variables;
  }

  List<Object> refs() {
    return refs;
  }

  /// Arrays that stand beside objects in lists, maps and records.
  List<Array> arrays() {
    return arrays;
  }

  Tape tape() {
    return tape;
  }

  /// Whether the value of every variable is an array, and there are no other arrays beside.
  boolean isSimple() {
    return simple;
  }

  /// The arguments without variables.
  List<@Nullable Object> plain() {
    List<@Nullable Object> plain = new ArrayList<>();
    for (int i = 0; i < args.length; i++) {
      if (defs[i] == null) {
        plain.add(args[i]);
      }
    }
    return plain;
  }

  /// The values of all variables.
  List<Object> values() {
    List<Object> values = new ArrayList<>(variables.length);
    for (Variable v : variables) {
      values.add(v.current());
    }
    return values;
  }

  /// The arguments with other arrays in the plain ones and beside objects.
  @Nullable Object[] rebuilt(
      List<? extends Array> newArrays, List<? extends @Nullable Object> newPlain) {
    @Nullable Object[] all = new @Nullable Object[args.length];
    int next = 0;
    Builder builder = new Builder(new Builder.Sequence(newArrays, 0), refs);
    for (int i = 0; i < all.length; i++) {
      Def def = defs[i];
      if (def == null) {
        all[i] = newPlain.get(next++);
      } else {
        all[i] = hasArrays(def) ? builder.build(seen(def), List.of()) : args[i];
      }
    }
    return all;
  }

  private static boolean hasArrays(Def def) {
    boolean[] found = new boolean[1];
    def.leaves(List.of(), (_, leaf) -> found[0] |= leaf instanceof Def.OfArray);
    return found[0];
  }

  /// The same containers, with the objects that there are.
  static Def seen(Def def) {
    return switch (def) {
      case Def.OfPytree p -> new Def.Seen(p.index());
      case Def.OfVariable v -> new Def.Seen(v.index());
      case Def.OfContainer c ->
          new Def.OfContainer(
              c.kind(),
              c.type(),
              c.keys(),
              c.rawKeys(),
              c.children().stream().map(Operands::seen).toList());
      case Def.Seen _, Def.OfArray _, Def.Fixed _ -> def;
    };
  }

  /// The variables as leaves: all arrays in their values.
  List<Array> leaves() {
    boolean framed = Frame.isOpen();
    List<Array> leaves = new ArrayList<>(variables.length);
    for (Variable v : variables) {
      Object value = framed ? v.current() : v.own();
      if (value instanceof Array a) {
        leaves.add(a);
      } else {
        leaves.addAll(Tree.leaves(value));
      }
    }
    return leaves;
  }
}
