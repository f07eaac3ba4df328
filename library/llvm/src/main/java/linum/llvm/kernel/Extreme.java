package linum.llvm.kernel;

import java.util.stream.IntStream;
import linum.ir.DType;
import linum.llvm.emit.Code;
import linum.llvm.emit.Val;

/// The search for the first extreme element: NaN is more extreme than any number, and of equal
/// elements the one with the lower position wins.
///
/// @param dtype of the elements, as they are loaded
record Extreme(Code code, boolean max, DType dtype) {

  /// The most extreme elements so far and their positions, in each lane.
  record Found(Val value, Val position) {}

  /// Booleans are compared as the bytes that they are.
  static DType loaded(DType dtype) {
    return dtype == DType.BOOL ? DType.UINT8 : dtype;
  }

  /// Whether an element is more extreme than what was found before it.
  Val beats(Val x, Val best) {
    if (!dtype.isFloating()) {
      String sign = dtype.isSigned() ? "icmp s" : "icmp u";
      return code.compare(sign + (max ? "gt" : "lt"), x, best);
    }
    Val beyond = code.compare(max ? "fcmp ugt" : "fcmp ult", x, best);
    return code.and(beyond, code.compare("fcmp ord", best, best));
  }

  /// After one more element in each lane, of a higher position.
  Found next(Found best, Val x, Val position) {
    return choose(beats(x, best.value()), new Found(x, position), best);
  }

  /// The better of two, wherever they were found.
  Found join(Found a, Found b) {
    Val equal = code.not(code.or(beats(a.value(), b.value()), beats(b.value(), a.value())));
    Val first = code.compare("icmp slt", b.position(), a.position());
    return choose(code.or(beats(b.value(), a.value()), code.and(equal, first)), b, a);
  }

  private Found choose(Val condition, Found then, Found otherwise) {
    return new Found(
        code.select(condition, then.value(), otherwise.value()),
        code.select(condition, then.position(), otherwise.position()));
  }

  /// The best of all lanes.
  Found across(Found all) {
    Found found = all;
    while (found.value().type().isVector()) {
      int half = found.value().type().lanes() / 2;
      found = join(part(found, 0, half), part(found, half, half));
    }
    return found;
  }

  private Found part(Found f, int from, int lanes) {
    return new Found(part(f.value(), from, lanes), part(f.position(), from, lanes));
  }

  private Val part(Val v, int from, int lanes) {
    return lanes == 1
        ? code.extract(v, from)
        : code.shuffle(v, IntStream.range(from, from + lanes));
  }
}
