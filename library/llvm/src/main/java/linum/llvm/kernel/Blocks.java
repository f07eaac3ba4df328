package linum.llvm.kernel;

import java.util.ArrayList;
import java.util.List;
import linum.llvm.emit.IrType;

/// How a product is cut: into parts that may run at the same time, blocks that fit into the caches,
/// and tiles that fit into the registers.
///
/// A part is a range of batches, of blocks of rows, of columns, and of chunks of the depth.
///
/// @param tileRows how many rows a tile has
/// @param lanes how many columns a vector has; a panel has two vectors
/// @param tails the rows of the last tiles, which are smaller than the others
/// @param packing where the right operand is brought into panels
/// @param copied whether the left operand is copied block by block
record Blocks(
    int tileRows,
    int lanes,
    List<Integer> tails,
    Depth depth,
    Packing packing,
    boolean copied,
    long blockRows,
    Range batches,
    Range rowBlocks,
    Range panels,
    Range chunks) {

  /// Where the right operand is rearranged so that a panel's numbers follow each other.
  enum Packing {
    /// Nowhere: it is read as it lies.
    NONE,
    /// In a step before, for all parts.
    BEFORE,
    /// In each part, as much as it needs.
    INSIDE
  }

  /// Something that is cut into parts of equal size, but for the last one.
  record Range(long count, long perPart) {
    static Range whole(long count) {
      return new Range(count, count);
    }

    static Range inParts(long count, long parts) {
      return new Range(count, Depth.ceil(count, Math.clamp(parts, 1, count)));
    }

    long parts() {
      return Depth.ceil(count, perPart);
    }
  }

  long parts() {
    return batches.parts() * rowBlocks.parts() * panels.parts() * chunks.parts();
  }

  /// The widths of the vectors that hold a row of a panel, when nothing behind it may be touched.
  List<Integer> pieces(int width) {
    return pieces(width, lanes);
  }

  /// The widths of vectors of at most so many lanes that hold so many columns together.
  static List<Integer> pieces(int width, int lanes) {
    List<Integer> result = new ArrayList<>();
    for (int c = 0; c < width; ) {
      int piece = Math.min(lanes, Integer.highestOneBit(width - c));
      result.add(piece);
      c += piece;
    }
    return result;
  }

  int panelColumns() {
    return 2 * lanes;
  }

  /// How many numbers lie between two panels, as far as one chunk of the depth needs them.
  long panelStep(Product p) {
    return (packing == Packing.INSIDE ? depth.steps() : p.k()) * panelColumns();
  }

  /// The rows before those of the smaller tiles at the end.
  long evenRows(long m) {
    return m - tails.stream().mapToLong(t -> t).sum();
  }

  /// The number of rows that the largest block has.
  long mostRows() {
    return blockRows + tails.stream().mapToLong(t -> t).sum();
  }

  static List<Integer> tails(long m, int tileRows) {
    int rest = (int) (m % tileRows);
    if (rest == 0) {
      return List.of();
    }
    if (m < tileRows || 3 * rest >= 2 * tileRows) {
      return List.of(rest);
    }
    int both = tileRows + rest;
    return List.of((both + 1) / 2, both / 2);
  }

  /// A good way to cut a product.
  ///
  /// @param plain whether both operands lie in memory in the type of the sums
  /// @param steady whether panels of the right operand are made once for many products
  static Blocks of(Product p, IrType sum, boolean plain, boolean steady, int vectorBytes) {
    return new Cutting(p, sum, plain, steady, vectorBytes).blocks();
  }
}
