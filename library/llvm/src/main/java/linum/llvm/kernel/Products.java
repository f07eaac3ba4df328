package linum.llvm.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import linum.ir.Aval;
import linum.ir.DType;
import linum.ir.Dims;
import linum.llvm.emit.Code;
import linum.llvm.emit.IrType;
import linum.llvm.emit.Val;
import linum.llvm.kernel.Blocks.Packing;
import linum.llvm.kernel.Blocks.Range;
import linum.llvm.kernel.Multiplication.Span;
import linum.llvm.kernel.Tile.Level;
import linum.llvm.plan.Kernel;
import linum.llvm.plan.Lowering;
import linum.llvm.plan.Value;

/// Steps that compute a sum of products.
final class Products {
  /// What a product of two numbers takes, roughly.
  private static final double NANOS = 0.025;

  /// How many products a part has at least.
  private static final double PART = 1 << 16;

  private final String label;
  private final Product p;
  private final Blocks blocks;
  private final Storage left;
  private final Storage right;
  private final Value leftValue;
  private final Value rightValue;
  private final Value result;
  private final Epilogue epilogue;
  private final int vectorBytes;

  private Products(
      String label,
      List<Axis> axes,
      Value lhs,
      Value rhs,
      Value result,
      Epilogue epilogue,
      Predicate<Value> steady,
      int vectorBytes) {
    this.label = label;
    this.p = Product.of(axes);
    this.leftValue = p.swapped() ? rhs : lhs;
    this.rightValue = p.swapped() ? lhs : rhs;
    this.result = result;
    this.epilogue = epilogue;
    this.vectorBytes = vectorBytes;
    IrType sum = Storage.sums(lhs.aval().dtype(), result.aval().dtype());
    this.left = new Storage(leftValue.aval().dtype(), sum);
    this.right = new Storage(rightValue.aval().dtype(), sum);
    this.blocks =
        Blocks.of(p, sum, left.isPlain() && right.isPlain(), steady.test(rightValue), vectorBytes);
  }

  /// Adds the steps of a product.
  ///
  /// @param axes the loops
  /// @param operand the type of the operands, if they are not in a wider one already
  static void add(
      String label,
      List<Axis> axes,
      Value lhs,
      Value rhs,
      DType operand,
      Value result,
      Lowering to) {
    DType dtype = result.aval().dtype();
    Storage storage = new Storage(dtype, Storage.sums(operand, dtype));
    Rounding rounding = new Rounding(result, operand, storage);
    kernels(label, axes, lhs, rhs, result, rounding, to::isSteady, to.vectorBytes())
        .forEach(to::add);
  }

  /// The steps of a product with something done to its sums.
  ///
  /// @param axes the loops
  /// @param result of the form that the sums have
  /// @param steady whether a value is the same in every round of a loop
  static List<Kernel> kernels(
      String label,
      List<Axis> axes,
      Value lhs,
      Value rhs,
      Value result,
      Epilogue epilogue,
      Predicate<Value> steady,
      int vectorBytes) {
    if (axes.stream().anyMatch(a -> a.count() == 0)) {
      return List.of(Zeros.kernel(label, result));
    }
    return new Products(label, axes, lhs, rhs, result, epilogue, steady, vectorBytes).kernels();
  }

  private List<Kernel> kernels() {
    int lanes = Math.max(1, vectorBytes / left.sum().byteSize());
    if (Lanewise.fits(p)) {
      Lanewise l = Lanewise.of(p, left, right, lanes);
      return List.of(simple(l.steps(), l::emit));
    }
    if (Inner.fits(p)) {
      Inner inner = Inner.of(p, left, right, lanes);
      return List.of(simple(inner.steps(), inner::emit));
    }
    List<Kernel> kernels = new ArrayList<>();
    Value columns = rightValue;
    if (blocks.packing() == Packing.BEFORE) {
      columns = memory(Product.steps(p.batch()) * panels() * p.k() * blocks.panelColumns());
      kernels.add(packing(columns));
    }
    boolean shared = blocks.chunks().parts() > 1;
    boolean apart = shared || !epilogue.writes().isEmpty();
    Value sums = apart ? memory(result.aval().size() * blocks.chunks().parts()) : result;
    kernels.add(multiplying(columns, sums, shared));
    if (shared) {
      kernels.add(
          new Shares(
                  label, epilogue, left.sum(), blocks.chunks().parts(), sums, result, vectorBytes)
              .kernel());
    }
    return kernels;
  }

  /// A row of a product without blocks.
  private interface Step {
    void emit(Code code, Val lhs, Val rhs, Val step, ChunkLoops.Finish finish);
  }

  /// @param steps how many rows there are, or groups of columns of rows
  private Kernel simple(long steps, Step step) {
    boolean direct = epilogue.writes().isEmpty();
    List<Value> reads = new ArrayList<>(List.of(leftValue, rightValue));
    reads.addAll(epilogue.reads());
    double products = 1.0 * Product.steps(p.batch()) * p.m() * p.n() * p.k();
    long perPart = Math.clamp((long) (PART * steps / products), 1, steps);
    return new Kernel(
        label,
        reads,
        direct ? List.of(result) : epilogue.writes(),
        List.of(),
        Depth.ceil(steps, perPart),
        products / steps * perPart * NANOS * 4,
        (code, memory, begin, end) -> {
          ChunkLoops.Finish finish =
              (sum, at) -> {
                if (direct) {
                  int bytes = left.sum().byteSize();
                  code.store(sum, code.at(memory.writes().getFirst(), at, bytes));
                } else {
                  epilogue.emit(
                      code, memory.reads().subList(2, reads.size()), memory.writes(), sum, at);
                }
              };
          Val from = Index.times(code, begin, perPart);
          Val to = Index.min(code, Index.times(code, end, perPart), Val.i64(steps));
          code.loop(
              from,
              to,
              1,
              i -> step.emit(code, memory.reads().get(0), memory.reads().get(1), i, finish));
        });
  }

  private long panels() {
    return Depth.ceil(p.n(), blocks.panelColumns());
  }

  /// Memory for numbers of the type of the sums.
  private Value memory(long count) {
    DType dtype = Storage.plain(left.sum()).dtype();
    int row = 64;
    return new Value(new Aval(dtype, Dims.of((int) Depth.ceil(count, row), row)));
  }

  private Kernel packing(Value columns) {
    Range range = new Range(panels(), Panels.together(p));
    long apart = p.k() * blocks.panelColumns();
    int bytes = left.sum().byteSize();
    List<Level> levels =
        p.depth().isEmpty()
            ? List.of(new Level(Val.i64(1), 0, 0))
            : p.depth().stream().map(Level::along).toList();
    return new Kernel(
        label + " panels",
        List.of(rightValue),
        List.of(columns),
        List.of(),
        Product.steps(p.batch()) * range.parts(),
        apart * range.perPart() * NANOS * 8,
        (code, memory, begin, end) ->
            code.loop(
                begin,
                end,
                1,
                i -> {
                  Val batch = Index.div(code, i, range.parts());
                  Span span = Span.of(code, range, Index.rem(code, i, range.parts()));
                  Val from = Index.offset(code, batch, p.batch(), Axis::rhs);
                  Val first = code.add(Index.times(code, batch, panels()), span.from());
                  Panels.fill(
                      code,
                      p,
                      blocks,
                      right,
                      span,
                      code.at(memory.reads().getFirst(), from, right.bytes()),
                      code.at(memory.writes().getFirst(), Index.times(code, first, apart), bytes),
                      apart,
                      levels);
                }));
  }

  // The share of this call in memory that has one for each part.
  private Val own(Code code, Val memory, Val begin, long count) {
    return code.at(memory, Index.times(code, begin, count), left.sum().byteSize());
  }

  private Kernel multiplying(Value columns, Value sums, boolean shared) {
    boolean finishes = !shared && !epilogue.writes().isEmpty();
    List<Value> reads = new ArrayList<>(List.of(leftValue, columns));
    List<Value> writes = new ArrayList<>();
    List<Value> scratch = new ArrayList<>();
    if (finishes) {
      reads.addAll(epilogue.reads());
      writes.addAll(epilogue.writes());
      scratch.add(sums);
    } else {
      writes.add(sums);
    }
    long share = blocks.depth().steps() * blocks.panels().perPart() * blocks.panelColumns();
    boolean inside = blocks.packing() == Packing.INSIDE;
    if (inside) {
      scratch.add(memory(share * blocks.parts()));
    }
    long copied = blocks.copied() ? BlockCopy.of(p, left, blocks).size() : 0;
    if (copied > 0) {
      scratch.add(memory(copied * blocks.parts()));
    }
    double each = 1.0 * Product.steps(p.batch()) * p.m() * p.n() * p.k() / blocks.parts();
    Storage packed = new Storage(columns.aval().dtype(), left.sum());
    return new Kernel(
        label,
        reads,
        writes,
        scratch,
        blocks.parts(),
        each * NANOS / (vectorBytes / 8.0) * 4,
        (code, memory, begin, end) -> {
          List<Val> all = memory.scratch();
          Val sumsAt = finishes ? all.getFirst() : memory.writes().getFirst();
          int next = finishes ? 1 : 0;
          Val panels = inside ? own(code, all.get(next++), begin, share) : sumsAt;
          Val copy = copied > 0 ? own(code, all.get(next), begin, copied) : sumsAt;
          ChunkLoops.Finish finish =
              finishes
                  ? (sum, at) ->
                      epilogue.emit(
                          code,
                          memory.reads().subList(2, memory.reads().size()),
                          memory.writes(),
                          sum,
                          at)
                  : null;
          Multiplication multiplication =
              new Multiplication(
                  code,
                  p,
                  blocks,
                  left,
                  blocks.packing() == Packing.BEFORE ? packed : right,
                  new Multiplication.Places(
                      memory.reads().get(0), memory.reads().get(1), sumsAt, panels, copy),
                  finish);
          code.loop(begin, end, 1, multiplication::part);
        });
  }
}
