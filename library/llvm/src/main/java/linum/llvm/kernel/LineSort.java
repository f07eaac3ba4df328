package linum.llvm.kernel;

import java.util.ArrayList;
import java.util.List;
import linum.llvm.emit.Code;
import linum.llvm.emit.IrType;
import linum.llvm.emit.Val;

/// Sorts a line by counting, digit after digit from the lowest; a short line by insertion. Equal
/// elements stay in their order.
record LineSort(Code code, Sortable elements) {
  private static final long SHORT = 32;
  private static final long MIDDLE = 2048;
  private static final int NARROW_DIGIT = 8;
  private static final int WIDE_DIGIT = 11;

  /// What sorting takes on one thread, roughly.
  static double nanos(long n, int bits) {
    return n <= SHORT ? n * (2 + n / 4.0) : 500 + n * (2 + 1.5 * Depth.ceil(bits, WIDE_DIGIT));
  }

  /// @param line the elements
  /// @param other memory for as many
  /// @return which of the two holds them afterwards
  Val sort(Val line, Val other, Val n) {
    if (!n.isConstant()) {
      return code.branch(
              code.compare("icmp sle", n, Val.i64(SHORT)),
              () -> List.of(insertion(line, n)),
              () -> List.of(counting(line, other, n, WIDE_DIGIT)))
          .getFirst();
    }
    long length = Long.parseLong(n.text());
    if (length <= SHORT) {
      return insertion(line, n);
    }
    return counting(line, other, n, length <= MIDDLE ? NARROW_DIGIT : WIDE_DIGIT);
  }

  private Val insertion(Val line, Val n) {
    code.loop(
        Val.i64(1),
        n,
        1,
        i -> {
          Val x = elements.load(line, i);
          Val key = elements.key().apply(x);
          List<Val> free =
              code.repeat(
                  List.of(i),
                  now -> {
                    Val j = now.getFirst();
                    Val before = code.sub(j, Val.i64(1));
                    Val y = elements.load(line, before);
                    Val above = code.compare("icmp ugt", elements.key().apply(y), key);
                    elements.store(code.select(above, y, x), line, j);
                    Val next = code.select(above, before, j);
                    Val more = code.compare("icmp sgt", next, Val.i64(0));
                    return List.of(next, code.and(above, more));
                  });
          elements.store(x, line, free.getFirst());
        });
    return line;
  }

  // ---- by digits ----

  private Val counting(Val line, Val other, Val n, int digit) {
    int passes = (int) Depth.ceil(elements.bits(), digit);
    long table = 4L << digit;
    Val counts = code.alloca(table * passes);
    code.run(
        "@llvm.memset.p0.i64",
        counts,
        new Val("0", IrType.I8),
        Val.i64(table * passes),
        Val.i1(false));
    List<Val> tables = new ArrayList<>();
    for (int p = 0; p < passes; p++) {
      tables.add(code.at(counts, Val.i64(p * table), 1));
    }
    code.loop(
        Val.i64(0),
        n,
        1,
        i -> {
          Val key = elements.key().apply(elements.load(line, i));
          for (int p = 0; p < passes; p++) {
            Val at = code.at(tables.get(p), digit(key, p * digit, digit), 4);
            code.store(code.add(code.load(IrType.I32, at), Val.i32(1)), at);
          }
        });
    List<Val> lines = List.of(line, other);
    for (int p = 0; p < passes; p++) {
      lines = pass(lines.get(0), lines.get(1), n, tables.get(p), p * digit, digit);
    }
    return lines.getFirst();
  }

  private Val digit(Val key, int shift, int digit) {
    Val wide = key.type().bits() == 64 ? key : code.cast("zext", key, IrType.I64);
    return code.and(code.lshr(wide, Val.i64(shift)), Val.i64((1L << digit) - 1));
  }

  /// One pass; nothing if all elements have the same digit.
  ///
  /// @return the line that holds the elements, and the other one
  private List<Val> pass(Val from, Val to, Val n, Val table, int shift, int digit) {
    Val first = elements.key().apply(elements.load(from, Val.i64(0)));
    Val same = code.load(IrType.I32, code.at(table, digit(first, shift, digit), 4));
    return code.branch(
        code.compare("icmp eq", code.cast("zext", same, IrType.I64), n),
        () -> List.of(from, to),
        () -> {
          starts(table, 1L << digit);
          code.loop(
              Val.i64(0),
              n,
              1,
              i -> {
                Val x = elements.load(from, i);
                Val at = code.at(table, digit(elements.key().apply(x), shift, digit), 4);
                Val place = code.load(IrType.I32, at);
                code.store(code.add(place, Val.i32(1)), at);
                elements.store(x, to, code.cast("zext", place, IrType.I64));
              });
          return List.of(to, from);
        });
  }

  /// Counts made into the places where elements of each digit start.
  private void starts(Val table, long digits) {
    code.loop(
        Val.i64(0),
        Val.i64(digits),
        1,
        List.of(Val.i32(0)),
        (d, sum) -> {
          Val at = code.at(table, d, 4);
          Val count = code.load(IrType.I32, at);
          code.store(sum.getFirst(), at);
          return List.of(code.add(sum.getFirst(), count));
        });
  }
}
