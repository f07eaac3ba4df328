package linum.llvm.kernel;

import java.util.List;
import linum.llvm.emit.IrType;
import linum.llvm.kernel.Blocks.Packing;
import linum.llvm.kernel.Blocks.Range;

/// Decides how a product is cut. It depends on nothing but the product's form and the width of the
/// registers, so the same program gives the same sums on any number of threads.
final class Cutting {
  /// What a part should cost at least, in products: some ten microseconds.
  private static final double WORTH = 500_000;

  private static final int MOST_PARTS = 64;

  /// How many parts the depth is cut into at most: each has a result of its own.
  private static final int FEW_PARTS = 16;

  /// How large a result may be of which there are several.
  private static final long RESULT_BYTES = 256 << 10;

  /// How much deeper than wide a product is that is cut along its depth.
  private static final long DEEP = 16;

  /// From how many tiles on rows are cut, rather than columns.
  private static final int TALL_TILES = 42;

  private static final int MOST_TILES = 24;

  /// How many tiles could be computed in the time that it takes to bring all panels near, as every
  /// block does.
  private static final int BLOCK_TILES = 2;

  private static final long CHUNK_BYTES = 1280;
  private static final long ALIAS = 1024;
  private static final long WIDE = 128;
  private static final long NEAR_CACHE = 16 << 10;

  private final Product p;
  private final boolean plain;
  private final boolean steady;
  private final int bytes;
  private final int lanes;
  private final int tileRows;

  Cutting(Product p, IrType sum, boolean plain, boolean steady, int vectorBytes) {
    this.p = p;
    this.plain = plain;
    this.steady = steady;
    this.bytes = sum.byteSize();
    this.lanes = Math.max(1, vectorBytes / bytes);
    this.tileRows = vectorBytes >= 64 ? 12 : 6;
  }

  Blocks blocks() {
    long batches = Product.steps(p.batch());
    Depth depth = Depth.of(p.depth(), CHUNK_BYTES / bytes);
    List<Integer> tails = Blocks.tails(p.m(), tileRows);
    long tiles = (p.m() - tails.stream().mapToLong(t -> t).sum()) / tileRows;
    long panels = Depth.ceil(p.n(), 2L * lanes);
    double each = (double) p.m() * p.n() * p.k();
    Range batchRange = Range.inParts(batches, (long) Math.min(MOST_PARTS, batches * each / WORTH));
    double want = Math.min(MOST_PARTS, batches * each / WORTH) / batchRange.parts();

    boolean deep = isDeep(p, bytes);
    boolean splitRows = tiles >= TALL_TILES;
    long blockTiles = splitRows ? evenTiles(tiles) : MOST_TILES;
    long blocks = Math.max(1, Depth.ceil(tiles, blockTiles));
    boolean byRows = splitRows && !deep;
    boolean byPanels = !splitRows && !deep;
    Range rowRange = byRows ? Range.inParts(blocks, (long) want) : Range.whole(blocks);
    Range panelRange = byPanels ? Range.inParts(panels, (long) want) : Range.whole(panels);
    Range chunkRange =
        deep
            ? Range.inParts(depth.chunks(), (long) Math.min(FEW_PARTS, want))
            : Range.whole(depth.chunks());
    Packing packing = packing(rowRange.parts() > 1);
    boolean copied = !plain || (packing != Packing.NONE && awkward());
    return new Blocks(
        tileRows,
        lanes,
        tails,
        depth,
        packing,
        copied,
        blockTiles * tileRows,
        batchRange,
        rowRange,
        panelRange,
        chunkRange);
  }

  /// Whether a product may be cut along its depth.
  ///
  /// @param bytes the size of a sum
  static boolean isDeep(Product p, int bytes) {
    return p.m() * p.n() * bytes <= RESULT_BYTES && p.k() >= DEEP * Math.max(p.m(), p.n());
  }

  private Packing packing(boolean shared) {
    boolean contiguous =
        p.columns().isEmpty() || (p.columns().size() == 1 && p.columns().getFirst().rhs() == 1);
    boolean few = p.m() <= 2L * tileRows && !steady;
    boolean small = p.k() * p.n() * bytes <= NEAR_CACHE || few;
    if (contiguous && small && plain) {
      return Packing.NONE;
    }
    return shared || steady ? Packing.BEFORE : Packing.INSIDE;
  }

  // Whether rows or steps of the left operand lie so that the lines of a tile compete for the same
  // places of the nearest cache, and there are enough columns to make a copy worth while.
  private boolean awkward() {
    return p.n() >= WIDE
        && (p.rows().stream().anyMatch(a -> a.lhs() != 1 && a.lhs() * bytes % ALIAS == 0)
            || p.depth().stream().anyMatch(a -> a.lhs() != 1 && a.lhs() * bytes % ALIAS == 0));
  }

  // How many tiles a block has, so that there are few and two or four threads have almost equal
  // shares.
  private static long evenTiles(long tiles) {
    long best = MOST_TILES;
    double least = Double.MAX_VALUE;
    for (long t = MOST_TILES; t >= MOST_TILES / 2; t--) {
      double cost = longest(tiles, t, 2) * 2.0 + longest(tiles, t, 4) * 4.0;
      if (cost < least) {
        least = cost;
        best = t;
      }
    }
    return best;
  }

  private static long longest(long tiles, long perBlock, int threads) {
    long whole = tiles / perBlock;
    long rest = tiles % perBlock;
    long each = perBlock + BLOCK_TILES;
    long last = rest == 0 ? 0 : rest + BLOCK_TILES;
    return whole % threads == 0 ? whole / threads * each + last : (whole / threads + 1) * each;
  }
}
