package linum.llvm.kernel;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import linum.llvm.emit.Code;
import linum.llvm.emit.IrType;
import linum.llvm.emit.Val;
import linum.llvm.kernel.Tile.Level;
import linum.llvm.kernel.Tile.Pace;

/// A tile as a function of its own, which all products with such tiles share: a product is compiled
/// in a fraction of the time if its tiles are known.
///
/// Its arguments are where each row of the left operand starts, where the right operand does, where
/// each row of sums goes, the number of steps, how far both operands move in each unless that is
/// part of the code, and whether the sums are stored or added. Of rows that are equally far apart
/// only the first is an argument, and how far the others are: otherwise whoever calls the function
/// is longer than the function.
///
/// Rows of a large result lie far apart, and no processor foresees which come next: so they are
/// asked for at the start, and are there when the sums are complete.
///
/// @param rows how many rows the tile has
/// @param width how many columns of it are stored
/// @param lanes how many columns a vector has at most
/// @param step how far the right operand moves in a step while the left one moves by 1; 0 if these
///   are arguments
/// @param even whether rows are equally far apart
record TileFunction(Tile tile, int rows, int width, int lanes, long step, boolean even) {

  /// All that the function depends on.
  String name() {
    String vectors = tile.lanes().stream().map(String::valueOf).collect(Collectors.joining("."));
    return String.join(
        "_",
        "tile",
        tile.sum().suffix(),
        tile.left().dtype().toString(),
        tile.right().dtype().toString(),
        String.valueOf(rows),
        vectors,
        String.valueOf(width),
        String.valueOf(lanes),
        String.valueOf(step),
        even ? "even" : "apart");
  }

  List<IrType> parameters() {
    List<IrType> types = new ArrayList<>(Collections.nCopies(2 * places() + 1, IrType.PTR));
    types.addAll(Collections.nCopies((even ? 3 : 1) + (step == 0 ? 2 : 0), IrType.I64));
    types.add(IrType.I1);
    return types;
  }

  /// How many rows are arguments.
  private int places() {
    return even ? 1 : rows;
  }

  void emit(Code code) {
    List<Val> p = IntStream.range(0, parameters().size()).mapToObj(code::parameter).toList();
    int n = places();
    List<Val> lefts = p.subList(0, n);
    List<Val> outs = p.subList(n + 1, 2 * n + 1);
    int next = 2 * n + 1;
    Val outsApart = Val.i64(0);
    if (even) {
      lefts = spread(code, lefts.getFirst(), p.get(next++), tile.left().bytes());
      outsApart = p.get(next++);
    }
    Val count = p.get(next);
    Pace pace =
        step == 0
            ? new Pace(count, p.get(next + 1), p.get(next + 2))
            : new Level(count, 1, step).pace();
    if (even) {
      outs = spread(code, outs.getFirst(), outsApart, tile.sum().byteSize());
    }
    for (Val out : outs) {
      code.prefetch(code.at(out, Val.i64(width - 1), tile.sum().byteSize()), true);
    }
    List<Val> sums = tile.sums(code, lefts, p.get(n), pace);
    put(code, sums, outs, p.getLast());
    code.finish();
  }

  private List<Val> spread(Code code, Val first, Val apart, int bytes) {
    return IntStream.range(0, rows)
        .mapToObj(r -> r == 0 ? first : code.at(first, code.mul(Val.i64(r), apart), bytes))
        .toList();
  }

  /// Stores the sums of the tile, or adds them to what is there.
  ///
  /// @param first whether nothing is there yet
  void put(Code code, List<Val> sums, List<Val> outs, Val first) {
    List<Val> pieces = new ArrayList<>();
    List<Val> places = new ArrayList<>();
    int vectors = tile.lanes().size();
    for (int r = 0; r < outs.size(); r++) {
      int start = 0;
      for (int v = 0; v < vectors; v++) {
        Val vector = sums.get(r * vectors + v);
        int from = 0;
        for (int piece : Blocks.pieces(Math.min(vector.type().lanes(), width - start), lanes)) {
          pieces.add(code.part(vector, from, piece));
          places.add(code.at(outs.get(r), Val.i64(start + from), tile.sum().byteSize()));
          from += piece;
        }
        start += tile.lanes().get(v);
      }
    }
    List<Val> totals =
        first.isConstant()
            ? pieces
            : code.branch(first, () -> pieces, () -> added(code, pieces, places));
    for (int i = 0; i < totals.size(); i++) {
      code.store(totals.get(i), places.get(i));
    }
  }

  private static List<Val> added(Code code, List<Val> sums, List<Val> places) {
    List<Val> totals = new ArrayList<>();
    for (int i = 0; i < sums.size(); i++) {
      totals.add(code.add(sums.get(i), code.load(sums.get(i).type(), places.get(i))));
    }
    return totals;
  }
}
