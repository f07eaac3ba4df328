package linum.llvm.kernel;

import java.util.ArrayList;
import java.util.List;
import linum.ir.Aval;
import linum.ir.ConvDimensionNumbers;
import linum.ir.Dims;
import linum.llvm.emit.Code;
import linum.llvm.emit.IrType;
import linum.llvm.emit.Val;
import linum.llvm.plan.Kernel;
import linum.llvm.plan.Value;

/// The input of a convolution with its padding and the gaps of its dilation, as far as windows
/// reach, in the type of the sums.
///
/// @param in the type of the input
/// @param padded the type with padding
/// @param sides what becomes of each axis
record PaddedInput(Aval in, Aval padded, List<Side> sides) {

  /// An axis of the input.
  ///
  /// @param low how many places are before it; negative if places are left out
  /// @param dilation how far its elements are apart
  /// @param size how many places there are afterwards
  record Side(int count, int low, int dilation, int size) {
    boolean isPlain() {
      return low == 0 && (dilation == 1 || count == 1) && count == size;
    }

    /// The first element that is inside.
    long first() {
      return Math.max(0, Math.ceilDiv(-low, dilation));
    }

    /// The element after the last that is inside.
    long end() {
      return Math.min(count, Math.floorDiv(size - 1 - low, dilation) + 1);
    }
  }

  /// @param axes how the spatial axes are gone along
  static PaddedInput of(ConvDimensionNumbers numbers, Aval in, List<SpatialAxis> axes) {
    List<Side> sides = new ArrayList<>();
    in.shape().stream().forEach(n -> sides.add(new Side(n, 0, 1, n)));
    for (int i = 0; i < axes.size(); i++) {
      int axis = numbers.lhsSpec().get(i + 2);
      sides.set(axis, axes.get(i).side(in.shape().get(axis)));
    }
    int[] sizes = sides.stream().mapToInt(Side::size).toArray();
    IrType sum = Storage.sums(in.dtype(), in.dtype());
    return new PaddedInput(
        in, new Aval(Storage.plain(sum).dtype(), Dims.of(sizes)), List.copyOf(sides));
  }

  /// Whether the input can be read as it is.
  boolean isPlain() {
    return sides.stream().allMatch(Side::isPlain);
  }

  /// Fills the padded array, a step of its outermost axis a part.
  Kernel kernel(String label, Value from, Value to) {
    int outermost = 0;
    while (outermost < sides.size() - 1
        && sides.get(outermost).size() == 1
        && sides.get(outermost).isPlain()) {
      outermost++;
    }
    int axis = outermost;
    long slice = padded.shape().strides()[axis];
    int bytes = padded.dtype().byteSize();
    Storage storage = new Storage(in.dtype(), Storage.sums(in.dtype(), in.dtype()));
    Side side = sides.get(axis);
    return new Kernel(
        label + " padding",
        List.of(from),
        List.of(to),
        List.of(),
        side.size(),
        slice * bytes / 10.0,
        (code, memory, begin, end) ->
            code.loop(
                begin,
                end,
                1,
                i -> {
                  Val target =
                      code.at(memory.writes().getFirst(), Index.times(code, i, slice), bytes);
                  if (!sides.stream().skip(axis).allMatch(Side::isPlain)) {
                    zero(code, target, slice * bytes);
                  }
                  inside(
                      code,
                      i,
                      side,
                      element ->
                          copy(
                              code,
                              storage,
                              code.at(
                                  memory.reads().getFirst(),
                                  Index.times(code, element, in.shape().strides()[axis]),
                                  storage.bytes()),
                              target,
                              axis + 1));
                }));
  }

  private static void zero(Code code, Val at, long bytes) {
    code.run("@llvm.memset.p0.i64", at, new Val("0", IrType.I8), Val.i64(bytes), Val.i1(false));
  }

  private static void inside(
      Code code, Val place, Side side, java.util.function.Consumer<Val> body) {
    if (side.isPlain()) {
      body.accept(place);
      return;
    }
    Val at = Index.plus(code, place, -side.low());
    Val element = code.binary("sdiv", at, Val.i64(side.dilation()));
    Val inRange =
        code.and(
            code.compare("icmp sge", at, Val.i64(0)),
            code.compare("icmp slt", element, Val.i64(side.count())));
    Val there = code.compare("icmp eq", Index.times(code, element, side.dilation()), at);
    code.when(code.and(inRange, there), () -> body.accept(element));
  }

  // The elements that are inside, from an axis on.
  private void copy(Code code, Storage storage, Val from, Val to, int axis) {
    if (axis == sides.size()) {
      code.store(storage.load(code, from, 1), to);
      return;
    }
    Side side = sides.get(axis);
    Val first = Val.i64(side.first());
    Val end = Val.i64(Math.max(side.first(), side.end()));
    long source = in.shape().strides()[axis];
    long target = padded.shape().strides()[axis];
    int bytes = padded.dtype().byteSize();
    if (axis == sides.size() - 1 && side.dilation() == 1) {
      Val start = code.at(from, first, storage.bytes());
      Val place = code.at(to, Val.i64(side.first() + side.low()), bytes);
      run(code, storage, start, place, Math.max(0, side.end() - side.first()));
      return;
    }
    code.loop(
        first,
        end,
        1,
        i ->
            copy(
                code,
                storage,
                code.at(from, Index.times(code, i, source), storage.bytes()),
                code.at(
                    to,
                    Index.times(
                        code,
                        Index.plus(code, Index.times(code, i, side.dilation()), side.low()),
                        target),
                    bytes),
                axis + 1));
  }

  private static void run(Code code, Storage storage, Val from, Val to, long count) {
    int lanes = code.module().lanes(storage.sum());
    long whole = count / lanes * lanes;
    code.loop(Val.i64(0), Val.i64(whole), lanes, i -> move(code, storage, from, to, i, lanes));
    code.loop(Val.i64(whole), Val.i64(count), 1, i -> move(code, storage, from, to, i, 1));
  }

  private static void move(Code code, Storage storage, Val from, Val to, Val i, int lanes) {
    Val v = storage.load(code, code.at(from, i, storage.bytes()), lanes);
    code.store(v, code.at(to, i, storage.sum().byteSize()));
  }
}
