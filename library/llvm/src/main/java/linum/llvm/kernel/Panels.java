package linum.llvm.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import linum.llvm.emit.Code;
import linum.llvm.emit.IrType;
import linum.llvm.emit.Val;
import linum.llvm.kernel.Tile.Level;

/// Rearranges columns of a right operand into panels, step by step of the depth, so that a tile
/// reads a panel from its start to its end.
///
/// Rows that lie in one piece are cut into several panels at once: a panel takes a line of the
/// cache from each row, and of large matrices each row lies on a page of its own.
///
/// @param source how the operand lies in memory
/// @param columns its axes
/// @param lanes how many columns a vector has
/// @param width how many columns the panels have together; the rest of the last vector is zero
/// @param apart how many numbers lie between the starts of two panels
record Panels(Storage source, List<Axis> columns, int lanes, int width, long apart) {
  private static final int TOGETHER = 4;

  /// From how many columns on rows are far apart.
  private static final long WIDE = 256;

  /// Does something with a panel.
  @FunctionalInterface
  interface OnPanel {
    /// Writes the instructions.
    ///
    /// @param panel its number
    /// @param width how many columns it has
    void emit(Val panel, int width);
  }

  /// Goes through panels. The last one of an operand may have fewer columns than the others.
  ///
  /// @param n how many columns the operand has
  static void each(Code code, long n, Blocks blocks, Multiplication.Span span, OnPanel body) {
    each(code, n, blocks, span, 1, body);
  }

  private static void each(
      Code code, long n, Blocks blocks, Multiplication.Span span, int together, OnPanel body) {
    int step = blocks.panelColumns();
    long full = n / step;
    int rest = (int) (n % step);
    Val to = rest == 0 ? span.to() : Index.min(code, span.to(), Val.i64(full));
    if (full > 0) {
      Val from = span.from();
      if (together > 1) {
        Val groups = Index.div(code, Index.minus(code, to, from), together);
        Val middle = code.add(from, Index.times(code, groups, together));
        code.loop(from, middle, together, panel -> body.emit(panel, together * step));
        from = middle;
      }
      code.loop(from, to, 1, panel -> body.emit(panel, step));
    }
    if (rest > 0) {
      Index.whenGreater(code, span.to(), full, () -> body.emit(Val.i64(full), rest));
    }
  }

  /// How many panels of a product are best made at once.
  static int together(Product p) {
    return p.n() >= WIDE && isContiguous(p.columns()) ? TOGETHER : 1;
  }

  /// Makes panels of a product.
  ///
  /// @param from the start of the right operand's share in a chunk of the depth
  /// @param to where the first panel goes
  /// @param apart how many numbers lie between the starts of two panels
  /// @param levels the depth, the outermost first
  static void fill(
      Code code,
      Product p,
      Blocks blocks,
      Storage right,
      Multiplication.Span span,
      Val from,
      Val to,
      long apart,
      List<Level> levels) {
    each(
        code,
        p.n(),
        blocks,
        span,
        span.single() ? 1 : together(p),
        (panel, width) -> {
          Val place = Index.times(code, Index.minus(code, panel, span.from()), apart);
          new Panels(right, p.columns(), blocks.lanes(), width, apart)
              .pack(
                  code,
                  from,
                  Index.times(code, panel, blocks.panelColumns()),
                  code.at(to, place, right.sum().byteSize()),
                  levels);
        });
  }

  /// How many columns a step of the panel takes.
  private int step() {
    return 2 * lanes;
  }

  private int bytes() {
    return source.sum().byteSize();
  }

  /// Where a column lies in a step of the first panel.
  private Val place(int column) {
    return Val.i64(column / step() * apart + column % step());
  }

  private static boolean isContiguous(List<Axis> columns) {
    return columns.isEmpty() || (columns.size() == 1 && columns.getFirst().rhs() == 1);
  }

  /// @param first the first column, an `i64`
  private void pack(Code code, Val from, Val first, Val to, List<Level> levels) {
    if (isContiguous(columns)) {
      nest(code, code.at(from, first, source.bytes()), to, levels, this::rows);
    } else if (columns.size() == 1 && levels.getLast().right() == 1) {
      Val at = code.at(from, Index.times(code, first, stride()), source.bytes());
      nest(code, at, to, levels, this::transposed);
    } else {
      List<Val> starts =
          IntStream.range(0, width)
              .mapToObj(c -> Index.offset(code, Index.plus(code, first, c), columns, Axis::rhs))
              .toList();
      nest(
          code,
          from,
          to,
          levels,
          (c, source, target, level) ->
              c.loop(
                  Val.i64(0),
                  level.count(),
                  1,
                  i -> scattered(c, source, target, level, i, starts)));
    }
  }

  private long stride() {
    return columns.getFirst().rhs();
  }

  /// The innermost loop over the depth.
  @FunctionalInterface
  private interface Innermost {
    void emit(Code code, Val from, Val to, Level level);
  }

  private void nest(Code code, Val from, Val to, List<Level> levels, Innermost innermost) {
    Level level = levels.getFirst();
    if (levels.size() == 1) {
      innermost.emit(code, from, to, level);
      return;
    }
    List<Level> inside = levels.subList(1, levels.size());
    long steps =
        inside.stream()
            .flatMapToLong(l -> LongStream.of(Long.parseLong(l.count().text())))
            .reduce(1, (a, b) -> a * b);
    code.loop(
        Val.i64(0),
        level.count(),
        1,
        i ->
            nest(
                code,
                code.at(from, Index.times(code, i, level.right()), source.bytes()),
                code.at(to, Index.times(code, i, steps * step()), bytes()),
                inside,
                innermost));
  }

  private void rows(Code code, Val from, Val to, Level level) {
    code.loop(
        Val.i64(0),
        level.count(),
        1,
        i -> {
          Val in = code.at(from, Index.times(code, i, level.right()), source.bytes());
          Val out = code.at(to, Index.times(code, i, step()), bytes());
          for (int c = 0; c < width; ) {
            int piece = Math.min(lanes, Integer.highestOneBit(width - c));
            Val v = source.load(code, code.at(in, Val.i64(c), source.bytes()), piece);
            code.store(v, code.at(out, place(c), bytes()));
            c += piece;
          }
          pad(code, out);
        });
  }

  private void pad(Code code, Val out) {
    for (int c = width; c % lanes != 0; c++) {
      code.store(zero(), code.at(out, place(c), bytes()));
    }
  }

  private Val zero() {
    IrType t = source.sum();
    return t.isFloat() ? Val.constant(t, 0.0) : Val.constant(t, 0L);
  }

  private void scattered(Code code, Val from, Val to, Level level, Val i, List<Val> starts) {
    Val in = code.at(from, Index.times(code, i, level.right()), source.bytes());
    Val out = code.at(to, Index.times(code, i, step()), bytes());
    for (int c = 0; c < width; c++) {
      Val v = source.load(code, code.at(in, starts.get(c), source.bytes()), 1);
      code.store(v, code.at(out, Val.i64(c), bytes()));
    }
    pad(code, out);
  }

  // Squares of numbers are turned in registers; what is left over goes one by one.
  private void transposed(Code code, Val from, Val to, Level level) {
    int vectors = width / lanes;
    Val squares =
        level.count().isConstant()
            ? Val.i64(Long.parseLong(level.count().text()) / lanes * lanes)
            : code.and(level.count(), Val.i64(-lanes));
    code.loop(
        Val.i64(0),
        squares,
        lanes,
        i -> {
          for (int v = 0; v < vectors; v++) {
            Val in =
                code.at(
                    code.at(from, i, source.bytes()),
                    Val.i64((long) v * lanes * stride()),
                    source.bytes());
            Val out =
                code.at(
                    to, Index.plus(code, Index.times(code, i, step()), (long) v * lanes), bytes());
            square(code, in, out);
          }
        });
    if (vectors > 0) {
      code.loop(
          squares, level.count(), 1, i -> columns(code, from, to, level, i, 0, vectors * lanes));
    }
    if (width % lanes != 0) {
      code.loop(
          Val.i64(0),
          level.count(),
          1,
          i -> {
            columns(code, from, to, level, i, vectors * lanes, width);
            pad(code, code.at(to, Index.times(code, i, step()), bytes()));
          });
    }
  }

  private void columns(Code code, Val from, Val to, Level level, Val i, int begin, int end) {
    Val in = code.at(from, Index.times(code, i, level.right()), source.bytes());
    Val out = code.at(to, Index.times(code, i, step()), bytes());
    for (int c = begin; c < end; c++) {
      Val v = source.load(code, code.at(in, Val.i64(c * stride()), source.bytes()), 1);
      code.store(v, code.at(out, Val.i64(c), bytes()));
    }
  }

  private void square(Code code, Val from, Val to) {
    List<Val> rows = new ArrayList<>();
    for (int r = 0; r < lanes; r++) {
      rows.add(source.load(code, code.at(from, Val.i64(r * stride()), source.bytes()), lanes));
    }
    List<Val> turned = Transposition.of(code, rows);
    for (int r = 0; r < lanes; r++) {
      code.store(turned.get(r), code.at(to, Val.i64((long) r * step()), bytes()));
    }
  }
}
