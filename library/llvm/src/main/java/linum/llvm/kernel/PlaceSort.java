package linum.llvm.kernel;

import linum.ir.DType;
import linum.llvm.emit.Code;
import linum.llvm.emit.IrType;
import linum.llvm.emit.Val;

/// Sorts the places of a line by keys of any type: by 32 bits at a time, the least important first.
///
/// @param descending whether the largest comes first; of equal elements always the first
record PlaceSort(Code code, SortLines lines, boolean descending) {

  /// How many times a line is sorted for a key.
  static int words(DType dtype) {
    return SortKey.bits(dtype) > 32 ? 2 : 1;
  }

  /// The part of an element's key that counts in the given round; 0 is the least important.
  Val word(Val element, DType dtype, int round) {
    Val key = new SortKey(code, dtype).of(element);
    if (key.type().bits() > 32) {
      Val shifted = round == 0 ? key : code.lshr(key, Val.constant(key.type(), 32));
      key = code.cast("trunc", shifted, IrType.I32);
    }
    return descending ? code.not(key) : key;
  }

  /// All places of a line, in the order of the line.
  void number(Val places) {
    code.loop(Val.i64(0), Val.i64(lines.length()), 1, i -> code.store(i, code.at(places, i, 8)));
  }

  /// Sorts places that are in the order of what is less important.
  ///
  /// @param array the keys
  /// @param start where the line starts there
  /// @param count how many places there are
  /// @return which of the two holds them afterwards
  Val sort(Val array, Val start, DType dtype, Val places, Val other, Val count) {
    Val now = places;
    Val free = other;
    for (int round = 0; round < words(dtype); round++) {
      int r = round;
      Val here = now;
      code.loop(
          Val.i64(0),
          count,
          1,
          i -> {
            Val at = code.at(here, i, 8);
            Val place = Sortable.place(code, code.load(IrType.I64, at));
            Val element = lines.load(code, array, start, place, dtype);
            code.store(Sortable.pack(code, word(element, dtype, r), place), at);
          });
      Val sorted = new LineSort(code, Sortable.places(code)).sort(now, free, count);
      Val swapped = code.compare("icmp eq", sorted, now);
      free = code.select(swapped, free, now);
      now = sorted;
    }
    return now;
  }
}
