package linum.llvm.kernel;

import java.util.List;
import linum.ir.DType;
import linum.llvm.element.Registers;
import linum.llvm.emit.Code;
import linum.llvm.emit.Val;
import linum.llvm.plan.Kernel;
import linum.llvm.plan.Value;

/// One number a window, added to the result where the window has its extreme element. A part is
/// some channels of an image, so that no two parts add to the same place.
record WindowScatter(WindowSelection selection) {
  private static final int CHANNELS = 64;

  private WindowLoops loops() {
    return selection.loops();
  }

  private DType dtype() {
    return selection.dtype();
  }

  Kernel kernel(String label, Value source, Value x, Value result) {
    long groups = Depth.ceil(loops().channels(), CHANNELS);
    long parts = loops().images() * groups;
    return new Kernel(
        label,
        List.of(source, x),
        List.of(result),
        List.of(),
        parts,
        1.0 * x.aval().size() / parts,
        (code, memory, begin, end) ->
            code.loop(begin, end, 1, part -> part(code, memory, part, groups)));
  }

  private void part(Code code, Kernel.Memory memory, Val part, long groups) {
    int bytes = dtype().byteSize();
    Val image = Index.div(code, part, groups);
    Val first = Index.times(code, Index.rem(code, part, groups), CHANNELS);
    Val end = Index.min(code, Index.plus(code, first, CHANNELS), Val.i64(loops().channels()));
    Val inAt = Index.times(code, image, loops().inImage());
    Val sources =
        code.at(memory.reads().get(0), Index.times(code, image, loops().outImage()), bytes);
    Val from = code.at(memory.reads().get(1), inAt, bytes);
    Val to = code.at(memory.writes().getFirst(), inAt, bytes);
    int lanes = code.module().lanes(Registers.type(dtype()));
    long pixels = loops().inImage() / loops().channels();
    code.loop(
        Val.i64(0),
        Val.i64(pixels),
        1,
        pixel -> {
          Val row = code.at(to, Index.times(code, pixel, loops().channels()), bytes);
          WindowLoops.channels(
              code,
              first,
              end,
              lanes,
              1,
              (c, width, _) ->
                  Registers.store(
                      code,
                      dtype(),
                      Registers.constant(dtype(), 0L, width),
                      code.at(row, c, bytes)));
        });
    loops()
        .places(
            code,
            0,
            List.of(),
            Val.i64(0),
            (places, result) ->
                WindowLoops.channels(
                    code,
                    first,
                    end,
                    lanes,
                    1,
                    (c, width, _) -> {
                      Val number = code.at(sources, code.add(result, c), bytes);
                      window(
                          code,
                          places,
                          number,
                          code.at(from, c, bytes),
                          code.at(to, c, bytes),
                          width);
                    }));
  }

  private void window(
      Code code, List<WindowLoops.Place> places, Val number, Val from, Val to, int lanes) {
    int bytes = dtype().byteSize();
    Val chosen = selection.tap(code, places, from, lanes);
    Val added = Registers.load(code, dtype(), number, lanes);
    Val zero = Registers.constant(dtype(), 0L, lanes);
    loops()
        .taps(
            code,
            places,
            List.of(),
            (at, tap, none) -> {
              Val here = code.compare("icmp eq", chosen, code.splat(tap, lanes));
              Val place = code.at(to, at, bytes);
              Val before = Registers.load(code, dtype(), place, lanes);
              Val sum = code.add(before, code.select(here, added, zero));
              Registers.store(code, dtype(), Registers.round(code, dtype(), sum), place);
              return none;
            });
  }
}
