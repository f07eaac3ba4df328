package linum.llvm.kernel;

import java.util.List;
import linum.ir.DType;
import linum.llvm.element.Registers;
import linum.llvm.emit.Code;
import linum.llvm.emit.Val;
import linum.llvm.plan.Kernel;
import linum.llvm.plan.Value;

/// From each window one element, from where another array has its extreme element. A part is an
/// image.
record WindowGather(WindowSelection selection) {

  Kernel kernel(String label, Value x, Value by, Value result) {
    long parts = selection.loops().images();
    return new Kernel(
        label,
        List.of(x, by),
        List.of(result),
        List.of(),
        parts,
        1.0 * x.aval().size() / parts,
        (code, memory, begin, end) -> code.loop(begin, end, 1, part -> part(code, memory, part)));
  }

  private void part(Code code, Kernel.Memory memory, Val image) {
    WindowLoops loops = selection.loops();
    DType dtype = selection.dtype();
    int bytes = dtype.byteSize();
    Val inAt = Index.times(code, image, loops.inImage());
    Val from = code.at(memory.reads().get(0), inAt, bytes);
    Val by = code.at(memory.reads().get(1), inAt, bytes);
    Val to = code.at(memory.writes().getFirst(), Index.times(code, image, loops.outImage()), bytes);
    loops.places(
        code,
        0,
        List.of(),
        Val.i64(0),
        (places, result) ->
            WindowLoops.channels(
                code,
                Val.i64(0),
                Val.i64(loops.channels()),
                code.module().lanes(Registers.type(dtype)),
                1,
                (c, lanes, _) -> {
                  Val taken =
                      taken(code, places, code.at(by, c, bytes), code.at(from, c, bytes), lanes);
                  Registers.store(code, dtype, taken, code.at(to, code.add(result, c), bytes));
                }));
  }

  private Val taken(Code code, List<WindowLoops.Place> places, Val by, Val from, int lanes) {
    DType dtype = selection.dtype();
    Val chosen = selection.tap(code, places, by, lanes);
    return selection
        .loops()
        .taps(
            code,
            places,
            List.of(Registers.constant(dtype, 0L, lanes)),
            (at, tap, now) -> {
              Val here = code.compare("icmp eq", chosen, code.splat(tap, lanes));
              Val x = Registers.load(code, dtype, code.at(from, at, dtype.byteSize()), lanes);
              return List.of(code.select(here, x, now.getFirst()));
            })
        .getFirst();
  }
}
