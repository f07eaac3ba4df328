package linum.llvm.kernel;

import java.util.ArrayList;
import java.util.List;
import linum.llvm.emit.Code;
import linum.llvm.emit.IrType;
import linum.llvm.emit.Val;

/// Blocks of a gather that lie in one piece, as the rows of a table do.
///
/// Rows at random places of a table that the caches do not hold come from memory, and no processor
/// foresees which: what comes soon is fetched ahead. A large result goes around the caches, which
/// saves reading what is overwritten.
///
/// @param tableBytes how large the array is
/// @param rowBytes how large a block is; 0 if it does not lie in one piece
/// @param resultBytes how large all blocks are together
/// @param vectorBytes how large a register is
record GatheredRows(
    IndexedBlocks blocks, long tableBytes, long rowBytes, long resultBytes, int vectorBytes) {
  /// A part of a cache that is fetched as one, on most processors.
  private static final long LINE = 64;

  /// Smaller tables are in a cache that is near.
  private static final long FAR = 1 << 20;

  /// Shorter rows are found by the processor, which works on several at the same time.
  private static final long SHORTEST = 128;

  /// How much is fetched ahead, of a row and of all.
  private static final long ROW_AHEAD = 1 << 10;

  private static final long AHEAD = 1 << 13;

  /// From this many bytes on a result does not stay in the caches.
  private static final long LARGE = 16L << 20;

  private static final int UNROLL = 4;

  /// @param bytes of an element
  static GatheredRows of(IndexedBlocks blocks, int bytes, long tableBytes, int vectorBytes) {
    List<Axis> window = blocks.window();
    boolean whole = window.size() == 1 && IndexedLoops.isContiguous(window.getFirst());
    long size = blocks.size() * bytes;
    return new GatheredRows(
        blocks, tableBytes, whole ? size : 0, blocks.vectors() * size, vectorBytes);
  }

  /// Has a row fetched that comes some rows later.
  ///
  /// @param vector the number of the row that is copied now
  void fetchAhead(Code code, Val table, Val indices, Val vector) {
    if (rowBytes < SHORTEST || tableBytes < FAR) {
      return;
    }
    long rows = Math.max(1, AHEAD / rowBytes);
    Val later = Index.min(code, Index.plus(code, vector, rows), Val.i64(blocks.vectors() - 1));
    Val place = blocks.corners().of(code, indices, later).place();
    Val row = code.at(table, place, (int) (rowBytes / blocks.size()));
    for (long i = 0; i < Math.min(rowBytes, ROW_AHEAD); i += LINE) {
      code.prefetch(code.at(row, Val.i64(i), 1), false);
    }
  }

  /// Whether rows are stored around the caches where the result is aligned.
  boolean areStreamed() {
    return rowBytes > 0 && rowBytes % vectorBytes == 0 && resultBytes >= LARGE;
  }

  /// Copies a row around the caches, to where vectors are aligned.
  void stream(Code code, Val from, Val to) {
    IrType vector = IrType.I8.of(vectorBytes);
    int unroll = rowBytes % ((long) UNROLL * vectorBytes) == 0 ? UNROLL : 1;
    code.loop(
        Val.i64(0),
        Val.i64(rowBytes),
        (long) unroll * vectorBytes,
        i -> {
          List<Val> some = new ArrayList<>();
          for (int u = 0; u < unroll; u++) {
            some.add(code.load(vector, code.at(from, at(code, i, u), 1)));
          }
          for (int u = 0; u < unroll; u++) {
            code.storeStreaming(some.get(u), code.at(to, at(code, i, u), 1));
          }
        });
  }

  private Val at(Code code, Val first, int vectors) {
    return Index.plus(code, first, (long) vectors * vectorBytes);
  }
}
