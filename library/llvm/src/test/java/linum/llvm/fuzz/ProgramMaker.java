package linum.llvm.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import linum.ir.Atom;
import linum.ir.Aval;
import linum.ir.Binary;
import linum.ir.Creation;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.Elementwise;
import linum.ir.Eqn;
import linum.ir.Indexing;
import linum.ir.Jaxpr;
import linum.ir.Ordering;
import linum.ir.Primitive;
import linum.ir.Reduction;
import linum.ir.Unary;

/// Makes typed programs of operations whose results are exact, so that two backends must agree in
/// every bit: a wrong place, a wrong order of steps or memory that is used twice shows at once.
final class ProgramMaker {
  private static final int LARGEST = 3000;

  private static final DType[] DTYPES = {
    DType.FLOAT32,
    DType.FLOAT32,
    DType.FLOAT32,
    DType.FLOAT64,
    DType.FLOAT16,
    DType.BFLOAT16,
    DType.INT32,
    DType.INT8,
    DType.INT16,
    DType.INT64,
    DType.UINT8,
    DType.UINT16,
    DType.UINT32,
    DType.UINT64,
    DType.BOOL
  };

  private static final Unary[] UNARY = {
    Unary.NEG,
    Unary.ABS,
    Unary.SIGN,
    Unary.FLOOR,
    Unary.CEIL,
    Unary.ROUND_TO_NEAREST_EVEN,
    Unary.ROUND_AWAY_FROM_ZERO,
    Unary.IS_FINITE,
    Unary.SQRT,
    Unary.SQUARE,
    Unary.NOT,
    Unary.POPULATION_COUNT,
    Unary.CLZ,
    Unary.COPY,
    Unary.STOP_GRADIENT
  };

  private static final Binary[] BINARY = {
    Binary.ADD,
    Binary.SUB,
    Binary.MUL,
    Binary.DIV,
    Binary.REM,
    Binary.MAX,
    Binary.MIN,
    Binary.AND,
    Binary.OR,
    Binary.XOR,
    Binary.SHIFT_LEFT,
    Binary.SHIFT_RIGHT_ARITHMETIC,
    Binary.SHIFT_RIGHT_LOGICAL,
    Binary.EQ,
    Binary.NE,
    Binary.LT,
    Binary.LE,
    Binary.GT,
    Binary.GE
  };

  private final RandomGenerator random;
  private final List<Atom.Var> inputs = new ArrayList<>();
  private final List<Eqn> eqns = new ArrayList<>();
  private final List<Atom.Var> values = new ArrayList<>();

  private ProgramMaker(RandomGenerator random) {
    this.random = random;
  }

  /// The same program for the same state of the generator.
  static Jaxpr make(RandomGenerator random) {
    return new ProgramMaker(random).program();
  }

  private Jaxpr program() {
    DType main = pick(DTYPES);
    int arguments = 1 + random.nextInt(4);
    Dims shape = Shapes.any(random);
    for (int i = 0; i < arguments; i++) {
      DType dtype = random.nextInt(3) > 0 ? main : pick(DTYPES);
      Dims s = random.nextInt(3) > 0 ? shape : Shapes.any(random);
      Atom.Var v = new Atom.Var(new Aval(dtype, s));
      inputs.add(v);
      values.add(v);
    }
    int length = 2 + random.nextInt(24);
    for (int tries = 0; eqns.size() < length && tries < 10 * length; tries++) {
      step();
    }
    List<Atom> outputs = new ArrayList<>();
    outputs.add(values.getLast());
    for (int i = random.nextInt(4); i > 0; i--) {
      outputs.add(values.get(random.nextInt(values.size())));
    }
    return new Jaxpr(inputs, eqns, outputs);
  }

  private void step() {
    try {
      switch (random.nextInt(13)) {
        case 0, 1 -> bind(pick(UNARY), List.of(any()));
        case 2, 3, 4 -> binary();
        case 5 -> bind(new Elementwise.ConvertElementType(pick(DTYPES), false), List.of(any()));
        case 6 -> select();
        case 7 -> reduce();
        case 8 -> create();
        case 9 -> along();
        default -> {
          Atom.Var x = any();
          List<Atom> in = new ArrayList<>(List.of(x));
          bind(Moves.any(random, x, this::partner, in), in);
        }
      }
    } catch (IllegalArgumentException _) {
      // The types do not fit: another step is tried.
    }
  }

  private void bind(Primitive p, List<? extends Atom> in) {
    List<Aval> types = p.infer(in.stream().map(Atom::aval).toList());
    if (types.stream().anyMatch(t -> t.size() > LARGEST)) {
      return;
    }
    List<Atom.Var> out = types.stream().map(Atom.Var::new).toList();
    eqns.add(new Eqn(p, in, out));
    values.addAll(out);
  }

  private <T> T pick(T[] from) {
    return from[random.nextInt(from.length)];
  }

  /// One of the values, rather a late one.
  private Atom.Var any() {
    int n = values.size();
    return values.get(
        random.nextBoolean() ? random.nextInt(n) : n - 1 - random.nextInt(Math.min(3, n)));
  }

  /// Another value that satisfies a condition; the given one if there is none.
  private Atom.Var partner(Atom.Var x, Predicate<Aval> fits) {
    List<Atom.Var> all = values.stream().filter(v -> fits.test(v.aval())).toList();
    return all.isEmpty() ? x : all.get(random.nextInt(all.size()));
  }

  private void binary() {
    Atom.Var x = any();
    Atom y =
        random.nextInt(4) == 0
            ? new Atom.Literal(1 + random.nextInt(5), new Aval(x.aval().dtype(), Dims.NONE))
            : partner(
                x,
                a ->
                    a.dtype() == x.aval().dtype()
                        && (a.isScalar() || a.shape().equals(x.aval().shape())));
    bind(pick(BINARY), random.nextBoolean() ? List.of(x, y) : List.of(y, x));
  }

  private void select() {
    Atom.Var x = any();
    Atom.Var y =
        partner(x, a -> a.dtype() == x.aval().dtype() && a.shape().equals(x.aval().shape()));
    if (random.nextInt(3) == 0) {
      bind(new Elementwise.Clamp(), List.of(y, x, y));
      return;
    }
    Atom.Var which =
        partner(
            x,
            a -> a.dtype() == DType.BOOL && (a.isScalar() || a.shape().equals(x.aval().shape())));
    bind(new Elementwise.SelectN(), List.of(which, x, y));
  }

  private void reduce() {
    Atom.Var x = any();
    Dims axes = Shapes.someAxes(random, x.aval().rank());
    boolean exact = !x.aval().dtype().isFloating();
    Reduction.Kind[] kinds = Reduction.Kind.values();
    Reduction.Kind kind = kinds[random.nextInt(kinds.length)];
    boolean rounds = kind == Reduction.Kind.SUM || kind == Reduction.Kind.PROD;
    bind(new Reduction.Reduce(rounds && !exact ? Reduction.Kind.MAX : kind, axes), List.of(x));
  }

  private void create() {
    Atom.Var x = any();
    if (random.nextBoolean() && x.aval().rank() > 0) {
      int axis = random.nextInt(x.aval().rank());
      DType dtype = pick(DTYPES);
      bind(
          new Creation.Iota(dtype == DType.BOOL ? DType.INT32 : dtype, x.aval().shape(), axis),
          List.of());
      return;
    }
    // A slice whose place is computed.
    Atom.Var at = partner(x, a -> a.isScalar() && a.dtype().isInteger());
    List<Atom> in = new ArrayList<>(List.of(x));
    for (int d = 0; d < x.aval().rank(); d++) {
      in.add(
          at.aval().isScalar() && at.aval().dtype() == DType.INT32
              ? at
              : new Atom.Literal(random.nextInt(5) - 1, Aval.of(DType.INT32)));
    }
    Dims sizes = x.aval().shape().map(n -> n == 0 ? 0 : 1 + random.nextInt(n));
    bind(new Indexing.DynamicSlice(sizes), in);
  }

  /// What goes along an axis, and updates of blocks.
  private void along() {
    Atom.Var x = any();
    if (x.aval().rank() == 0) {
      return;
    }
    int axis = random.nextInt(x.aval().rank());
    boolean either = random.nextBoolean();
    switch (random.nextInt(4)) {
      case 0 -> {
        Reduction.Running kind = either ? Reduction.Running.MAX : Reduction.Running.MIN;
        bind(new Reduction.Cumulative(kind, axis, random.nextBoolean()), List.of(x));
      }
      case 1 -> bind(new Reduction.ArgReduce(either, axis, DType.INT32), List.of(x));
      case 2 -> {
        Atom.Var y = partner(x, a -> a.shape().equals(x.aval().shape()));
        bind(new Ordering.Sort(axis, true, 1), either ? List.of(x) : List.of(x, y));
      }
      default -> {
        Atom.Var y = partner(x, a -> a.dtype() == x.aval().dtype() && a.rank() == x.aval().rank());
        List<Atom> in = new ArrayList<>(List.of(x, y));
        for (int d = 0; d < x.aval().rank(); d++) {
          in.add(new Atom.Literal(random.nextInt(5) - 1, Aval.of(DType.INT32)));
        }
        bind(new Indexing.DynamicUpdateSlice(), in);
      }
    }
  }
}
