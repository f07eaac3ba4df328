package linum.xla;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import linum.ir.Control;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.Jaxpr;

/// Control flow. Programs inside an operation may use what is known outside.
final class Controls {
  private Controls() {}

  static List<Tensor> lower(Control control, List<Tensor> in, List<TensorType> out, Block b) {
    return switch (control) {
      case Control.Cond p -> cond(p, in, out, b);
      case Control.While p -> whileLoop(p, in, out, b);
      case Control.Scan p -> scan(p, in, out, b);
      case Control.LinearSolve p -> Programs.inline(p.solve(), in, b);
    };
  }

  private static List<Tensor> cond(Control.Cond p, List<Tensor> in, List<TensorType> out, Block b) {
    Tensor index = Ops.convert(b, in.getFirst(), DType.INT32);
    Tensor first = Ops.like(b, index, 0L);
    Tensor last = Ops.like(b, index, p.branches().size() - 1);
    List<Tensor> operands = in.subList(1, in.size());
    Region[] branches =
        p.branches().stream()
            .map(j -> new Region(List.of(), (r, _) -> Programs.inline(j, operands, r)))
            .toArray(Region[]::new);
    return b.generic("case", "", out, List.of(b.same("clamp", first, index, last)), branches);
  }

  private static List<Tensor> whileLoop(
      Control.While p, List<Tensor> in, List<TensorType> out, Block b) {
    int carryStart = p.condNconsts() + p.bodyNconsts();
    List<Tensor> condConstants = in.subList(0, p.condNconsts());
    List<Tensor> bodyConstants = in.subList(p.condNconsts(), carryStart);
    return b.generic(
        "while",
        "",
        out,
        in.subList(carryStart, in.size()),
        with(condConstants, p.cond(), out),
        with(bodyConstants, p.body(), out));
  }

  private static Region with(List<Tensor> constants, Jaxpr jaxpr, List<TensorType> carry) {
    return new Region(
        carry, (r, values) -> Programs.inline(jaxpr, Block.concat(constants, values), r));
  }

  /// A loop that counts, with the outputs that it fills among what it carries.
  private static List<Tensor> scan(Control.Scan p, List<Tensor> in, List<TensorType> out, Block b) {
    int carryStart = p.numConsts();
    int arraysStart = carryStart + p.numCarry();
    List<Tensor> constants = in.subList(0, carryStart);
    List<Tensor> arrays = in.subList(arraysStart, in.size());
    TensorType counter = TensorType.scalar(DType.INT32);
    List<Tensor> start = new ArrayList<>(List.of(Ops.constant(b, counter, 0L)));
    start.addAll(in.subList(carryStart, arraysStart));
    out.subList(p.numCarry(), out.size()).forEach(t -> start.add(Ops.constant(b, t, 0L)));
    if (p.length() == 0) {
      return start.subList(1, start.size());
    }
    List<TensorType> types = start.stream().map(Tensor::type).toList();
    Region goesOn =
        new Region(
            types,
            (r, v) ->
                List.of(
                    Ops.compare(
                        r, "LT", v.getFirst(), Ops.constant(r, counter, (long) p.length()))));
    Region step = new Region(types, (r, v) -> step(p, constants, arrays, v, r));
    List<Tensor> results = b.generic("while", "", types, start, goesOn, step);
    return results.subList(1, results.size());
  }

  private static List<Tensor> step(
      Control.Scan p, List<Tensor> constants, List<Tensor> arrays, List<Tensor> state, Block b) {
    Tensor counter = state.getFirst();
    Tensor place =
        p.reverse() ? Ops.sub(b, Ops.like(b, counter, p.length() - 1L), counter) : counter;
    List<Tensor> carry = state.subList(1, 1 + p.numCarry());
    List<Tensor> filled = state.subList(1 + p.numCarry(), state.size());
    List<Tensor> rows = arrays.stream().map(x -> row(x, place, b)).toList();
    List<Tensor> operands = Stream.of(constants, carry, rows).flatMap(List::stream).toList();
    List<Tensor> results = Programs.inline(p.jaxpr(), operands, b);
    List<Tensor> next = new ArrayList<>(List.of(Ops.add(b, counter, Ops.like(b, counter, 1L))));
    next.addAll(results.subList(0, p.numCarry()));
    for (int i = 0; i < filled.size(); i++) {
      next.add(putRow(filled.get(i), results.get(p.numCarry() + i), place, b));
    }
    return next;
  }

  private static Tensor row(Tensor x, Tensor place, Block b) {
    Tensor row = Ops.dynamicSlice(b, x, starts(x, place, b), x.shape().with(0, 1));
    return Ops.reshape(b, row, x.shape().without(0));
  }

  private static Tensor putRow(Tensor x, Tensor row, Tensor place, Block b) {
    Tensor block = Ops.reshape(b, row, x.shape().with(0, 1));
    return Ops.dynamicUpdateSlice(b, x, block, starts(x, place, b));
  }

  private static List<Tensor> starts(Tensor x, Tensor place, Block b) {
    List<Tensor> starts = new ArrayList<>(List.of(place));
    Dims rest = x.shape().without(0);
    if (!rest.isEmpty()) {
      Tensor zero = Ops.like(b, place, 0L);
      rest.stream().forEach(_ -> starts.add(zero));
    }
    return starts;
  }
}
