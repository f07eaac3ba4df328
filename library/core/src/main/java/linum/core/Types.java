package linum.core;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import linum.ir.Aval;
import linum.ir.DType;
import linum.ir.Dims;

/// The types that operations on mixed operands compute with: JAX's promotion.
///
/// A number written in the source is weakly typed and gives way to an array's type, unless it is of
/// a higher kind: `int32` with `2.5` is `float32`.
public final class Types {
  /// An element type and whether it gives way.
  public record Type(DType dtype, boolean weak) {
    static Type of(Aval a) {
      return new Type(a.dtype(), a.weak());
    }
  }

  // The lattice: from each type the next higher ones. A weak integer is below all integers but
  // above
  // booleans, a weak float is below all floats but above all integers.
  private enum Node {
    B,
    IW,
    U1,
    U2,
    U4,
    U8,
    I1,
    I2,
    I4,
    I8,
    FW,
    BF,
    F2,
    F4,
    F8,
    CW,
    C4,
    C8
  }

  private static final Map<Node, EnumSet<Node>> ABOVE = lattice();

  private Types() {}

  private static Map<Node, EnumSet<Node>> lattice() {
    Map<Node, List<Node>> next = new EnumMap<>(Node.class);
    next.put(Node.B, List.of(Node.IW));
    next.put(Node.IW, List.of(Node.U1, Node.I1));
    next.put(Node.U1, List.of(Node.I2, Node.U2));
    next.put(Node.U2, List.of(Node.I4, Node.U4));
    next.put(Node.U4, List.of(Node.I8, Node.U8));
    next.put(Node.U8, List.of(Node.FW));
    next.put(Node.I1, List.of(Node.I2));
    next.put(Node.I2, List.of(Node.I4));
    next.put(Node.I4, List.of(Node.I8));
    next.put(Node.I8, List.of(Node.FW));
    next.put(Node.FW, List.of(Node.BF, Node.F2, Node.CW));
    next.put(Node.BF, List.of(Node.F4));
    next.put(Node.F2, List.of(Node.F4));
    next.put(Node.F4, List.of(Node.F8, Node.C4));
    next.put(Node.F8, List.of(Node.C8));
    next.put(Node.CW, List.of(Node.C4));
    next.put(Node.C4, List.of(Node.C8));
    next.put(Node.C8, List.of());
    Map<Node, EnumSet<Node>> above = new EnumMap<>(Node.class);
    Node[] nodes = Node.values();
    for (int i = nodes.length - 1; i >= 0; i--) {
      EnumSet<Node> set = EnumSet.of(nodes[i]);
      next.get(nodes[i]).forEach(n -> set.addAll(reach(n, next)));
      above.put(nodes[i], set);
    }
    return above;
  }

  private static EnumSet<Node> reach(Node from, Map<Node, List<Node>> next) {
    EnumSet<Node> set = EnumSet.of(from);
    next.get(from).forEach(n -> set.addAll(reach(n, next)));
    return set;
  }

  private static Node node(Type t) {
    return switch (t.dtype()) {
      case BOOL -> Node.B;
      case INT8 -> t.weak() ? Node.IW : Node.I1;
      case INT16 -> t.weak() ? Node.IW : Node.I2;
      case INT32 -> t.weak() ? Node.IW : Node.I4;
      case INT64 -> t.weak() ? Node.IW : Node.I8;
      case UINT8 -> t.weak() ? Node.IW : Node.U1;
      case UINT16 -> t.weak() ? Node.IW : Node.U2;
      case UINT32 -> t.weak() ? Node.IW : Node.U4;
      case UINT64 -> t.weak() ? Node.IW : Node.U8;
      case BFLOAT16 -> t.weak() ? Node.FW : Node.BF;
      case FLOAT16 -> t.weak() ? Node.FW : Node.F2;
      case FLOAT32 -> t.weak() ? Node.FW : Node.F4;
      case FLOAT64 -> t.weak() ? Node.FW : Node.F8;
      case COMPLEX64 -> t.weak() ? Node.CW : Node.C4;
      case COMPLEX128 -> t.weak() ? Node.CW : Node.C8;
      case KEY, FLOAT0 ->
          throw new IllegalArgumentException(t.dtype() + " does not promote with other types");
    };
  }

  private static Type type(Node n) {
    return switch (n) {
      case B -> new Type(DType.BOOL, false);
      case IW -> new Type(DType.INT32, true);
      case U1 -> new Type(DType.UINT8, false);
      case U2 -> new Type(DType.UINT16, false);
      case U4 -> new Type(DType.UINT32, false);
      case U8 -> new Type(DType.UINT64, false);
      case I1 -> new Type(DType.INT8, false);
      case I2 -> new Type(DType.INT16, false);
      case I4 -> new Type(DType.INT32, false);
      case I8 -> new Type(DType.INT64, false);
      case FW -> new Type(DType.FLOAT32, true);
      case BF -> new Type(DType.BFLOAT16, false);
      case F2 -> new Type(DType.FLOAT16, false);
      case F4 -> new Type(DType.FLOAT32, false);
      case F8 -> new Type(DType.FLOAT64, false);
      case CW -> new Type(DType.COMPLEX64, true);
      case C4 -> new Type(DType.COMPLEX64, false);
      case C8 -> new Type(DType.COMPLEX128, false);
    };
  }

  /// The type that operands of the given types have in common.
  public static Type common(List<Type> types) {
    if (types.stream().distinct().count() == 1) {
      return types.getFirst();
    }
    EnumSet<Node> candidates = EnumSet.allOf(Node.class);
    types.forEach(t -> candidates.retainAll(ABOVE.get(node(t))));
    Type lowest =
        type(
            candidates.stream()
                .filter(c -> ABOVE.get(c).containsAll(candidates))
                .findFirst()
                .orElseThrow());
    return new Type(canonical(lowest.dtype()), lowest.weak());
  }

  /// The type that the given arrays have in common.
  public static Type common(Array... arrays) {
    return common(List.of(arrays).stream().map(a -> Type.of(a.aval())).toList());
  }

  /// As [#common], raised to a floating type.
  public static Type inexact(Type t) {
    return new Type(inexact(t.dtype()), t.weak());
  }

  /// The floating type for functions of arrays of a type.
  public static DType inexact(DType t) {
    return switch (t) {
      case BOOL, INT8, INT16, UINT8, UINT16 -> DType.FLOAT32;
      case INT32, UINT32, INT64, UINT64 -> canonical(DType.FLOAT64);
      case BFLOAT16, FLOAT16, FLOAT32, FLOAT64, COMPLEX64, COMPLEX128, KEY, FLOAT0 -> t;
    };
  }

  /// At least an integer: booleans become `int32`.
  public static Type numeric(Type t) {
    return t.dtype() == DType.BOOL ? new Type(DType.INT32, t.weak()) : t;
  }

  /// The type that is used for a requested one: 64 bits become 32 unless they are enabled.
  public static DType canonical(DType t) {
    return switch (t) {
      case INT64 -> DType.INT32;
      case UINT64 -> DType.UINT32;
      case FLOAT64 -> DType.FLOAT32;
      case COMPLEX128 -> DType.COMPLEX64;
      case BOOL,
          INT8,
          INT16,
          INT32,
          UINT8,
          UINT16,
          UINT32,
          BFLOAT16,
          FLOAT16,
          FLOAT32,
          COMPLEX64,
          KEY,
          FLOAT0 ->
          t;
    };
  }

  /// The type of a number written in the source.
  public static Type of(Number x) {
    return new Type(canonical(isWhole(x) ? DType.INT64 : DType.FLOAT64), true);
  }

  static boolean isWhole(Number x) {
    return x instanceof Integer || x instanceof Long || x instanceof Short || x instanceof Byte;
  }

  /// The default type of integers.
  public static DType integer() {
    return canonical(DType.INT64);
  }

  /// The default floating type.
  public static DType floating() {
    return canonical(DType.FLOAT64);
  }

  /// The given array as another type; nothing happens to one that has it.
  public static Array convert(Array x, Type to) {
    if (x instanceof ConcreteArray c
        && c.dtype() == to.dtype()
        && Trace.current() == Eval.INSTANCE) {
      return c.withWeak(to.weak());
    }
    return Ops.convert(x, to.dtype(), to.weak());
  }

  /// The scalar `x` of a type.
  ///
  /// @throws IllegalArgumentException if an integer does not fit
  public static Array scalar(Number x, Type type) {
    DType t = type.dtype();
    if (isWhole(x)
        && t.isInteger()
        && t != DType.UINT64
        && linum.ir.Scalars.wrap(x.longValue(), t) != x.longValue()) {
      throw new IllegalArgumentException(
          "the number %s does not fit into %s\nConvert the array to a wider type first, as in x.astype(DType.INT64)"
              .formatted(x, t));
    }
    return ConcreteArray.of(new Aval(t, Dims.NONE, type.weak()), x);
  }

  /// A number as a weakly typed scalar array.
  public static Array weak(Number x) {
    return scalar(x, of(x));
  }
}
