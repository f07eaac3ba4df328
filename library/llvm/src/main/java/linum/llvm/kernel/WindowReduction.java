package linum.llvm.kernel;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import linum.ir.Binary;
import linum.ir.DType;
import linum.ir.Windowed;
import linum.llvm.element.Elements;
import linum.llvm.element.Registers;
import linum.llvm.emit.Code;
import linum.llvm.emit.Val;
import linum.llvm.plan.Kernel;
import linum.llvm.plan.Value;

/// The elements of each window combined. A part is a place along the first axis of an image.
record WindowReduction(WindowLoops loops, Windowed.Kind kind, DType dtype) {
  private static final int VECTORS = 4;

  Kernel kernel(String label, Value x, Value result) {
    long first = loops.slides().isEmpty() ? 1 : loops.slides().getFirst().out();
    long parts = loops.images() * first;
    return new Kernel(
        label,
        List.of(x),
        List.of(result),
        List.of(),
        parts,
        0.4 * x.aval().size() / parts,
        (code, memory, begin, end) ->
            code.loop(begin, end, 1, part -> part(code, memory, part, first)));
  }

  private void part(Code code, Kernel.Memory memory, Val part, long first) {
    int bytes = dtype.byteSize();
    Val image = Index.div(code, part, first);
    Val in = code.at(memory.reads().getFirst(), Index.times(code, image, loops.inImage()), bytes);
    Val out =
        code.at(memory.writes().getFirst(), Index.times(code, image, loops.outImage()), bytes);
    WindowLoops.AtPlace body =
        (places, result) ->
            WindowLoops.channels(
                code,
                Val.i64(0),
                Val.i64(loops.channels()),
                code.module().lanes(Registers.type(dtype)),
                VECTORS,
                (c, lanes, vectors) -> {
                  Val to = code.at(out, code.add(result, c), bytes);
                  reduce(code, places, code.at(in, c, bytes), to, lanes, vectors);
                });
    if (loops.slides().isEmpty()) {
      body.emit(List.of(), Val.i64(0));
    } else {
      loops.at(code, 0, Index.rem(code, part, first), List.of(), Val.i64(0), body);
    }
  }

  private void reduce(
      Code code, List<WindowLoops.Place> places, Val from, Val to, int lanes, int vectors) {
    int bytes = dtype.byteSize();
    List<Val> start = Collections.nCopies(vectors, Registers.constant(dtype, neutral(), lanes));
    List<Val> results =
        loops.taps(
            code,
            places,
            start,
            (at, tap, now) -> {
              List<Val> next = new ArrayList<>();
              for (int v = 0; v < vectors; v++) {
                Val place = Index.plus(code, at, (long) v * lanes);
                Val x = Registers.load(code, dtype, code.at(from, place, bytes), lanes);
                next.add(combined(code, now.get(v), x));
              }
              return next;
            });
    for (int v = 0; v < vectors; v++) {
      Registers.store(
          code,
          dtype,
          Registers.round(code, dtype, results.get(v)),
          code.at(to, Val.i64((long) v * lanes), bytes));
    }
  }

  private Val combined(Code code, Val a, Val b) {
    if (kind == Windowed.Kind.SUM) {
      return code.add(a, b);
    }
    Binary p = kind == Windowed.Kind.MAX ? Binary.MAX : Binary.MIN;
    return Elements.emit(code, p, List.of(a, b), List.of(dtype, dtype), dtype);
  }

  private Number neutral() {
    return switch (kind) {
      case SUM -> dtype.isFloating() ? (Number) 0.0 : (Number) 0L;
      case MAX -> dtype.isFloating() ? (Number) Double.NEGATIVE_INFINITY : (Number) lowest();
      case MIN -> dtype.isFloating() ? (Number) Double.POSITIVE_INFINITY : (Number) highest();
    };
  }

  private long lowest() {
    return dtype.isSigned() ? -1L << (dtype.bits() - 1) : 0;
  }

  private long highest() {
    return dtype.isSigned() ? ~lowest() : -1L >>> (64 - dtype.bits());
  }
}
