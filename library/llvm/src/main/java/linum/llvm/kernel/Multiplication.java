package linum.llvm.kernel;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import linum.llvm.emit.Code;
import linum.llvm.emit.Val;
import linum.llvm.kernel.Blocks.Packing;
import linum.llvm.kernel.Blocks.Range;
import linum.llvm.kernel.Tile.Level;
import org.jspecify.annotations.Nullable;

/// Writes the loops of a product around its tiles.
///
/// From the outside: parts, batches, chunks of the depth, blocks of rows, panels of columns, tiles.
/// So a block of the left operand is read from the second-nearest cache again and again, and a
/// panel of the right one stays in the nearest.
final class Multiplication {
  private final Code code;
  private final Product p;
  private final Blocks blocks;
  private final Storage left;
  private final Storage right;
  private final Places places;
  private final @Nullable Finish finish;
  private final int bytes;

  /// What is done with sums that are complete.
  @FunctionalInterface
  interface Finish {
    /// @param sums some that lie side by side
    /// @param at where the first belongs in the result
    void emit(Val sums, Val at);
  }

  /// Where things are.
  ///
  /// @param right the right operand, or its panels if those were made before
  /// @param sums where the sums are collected: the result, or shares of it one after the other
  /// @param panels memory of this call for panels
  record Places(Val left, Val right, Val sums, Val panels) {}

  Multiplication(
      Code code,
      Product p,
      Blocks blocks,
      Storage left,
      Storage right,
      Places places,
      @Nullable Finish finish) {
    this.code = code;
    this.p = p;
    this.blocks = blocks;
    this.left = left;
    this.right = right;
    this.places = places;
    this.finish = finish;
    this.bytes = left.sum().byteSize();
  }

  void part(Val part) {
    Val chunkPart = Index.rem(code, part, blocks.chunks().parts());
    Val rest = Index.div(code, part, blocks.chunks().parts());
    Val panelPart = Index.rem(code, rest, blocks.panels().parts());
    rest = Index.div(code, rest, blocks.panels().parts());
    Val rowPart = Index.rem(code, rest, blocks.rowBlocks().parts());
    Val batchPart = Index.div(code, rest, blocks.rowBlocks().parts());
    Span panels = Span.of(code, blocks.panels(), panelPart);
    Span rows = Span.of(code, blocks.rowBlocks(), rowPart);
    Span chunks = Span.of(code, blocks.chunks(), chunkPart);
    Val share = Index.times(code, chunkPart, size());
    Span.of(code, blocks.batches(), batchPart)
        .each(
            code,
            batch ->
                chunks.each(
                    code, chunk -> chunk(batch, share, chunk, chunks, rows, panels)));
  }

  /// How many elements the result has.
  private long size() {
    return Product.steps(p.batch()) * p.m() * p.n();
  }

  /// Steps from one up to another.
  private record Span(Val from, Val to, boolean single) {
    static Span of(Code code, Range range, Val part) {
      Val from = Index.times(code, part, range.perPart());
      Val to = Index.plus(code, from, range.perPart());
      boolean even = range.count() % range.perPart() == 0;
      return new Span(
          from, even ? to : Index.min(code, to, Val.i64(range.count())), range.perPart() == 1);
    }

    void each(Code code, Consumer<Val> body) {
      if (single) {
        body.accept(from);
      } else {
        code.loop(from, to, 1, body);
      }
    }
  }

  /// A chunk of the depth of one batch.
  ///
  /// @param left where the rows start
  /// @param right where the panels start, or the columns if there are none
  /// @param sums where the result of the batch starts
  /// @param at its position in the result
  /// @param first whether there are no sums yet, null if always
  /// @param last whether the sums are complete afterwards, null if always
  private record Chunk(
      Val left,
      Val right,
      long panelStep,
      Val sums,
      Val at,
      List<Level> levels,
      List<Val> first,
      List<Val> last) {}

  private void chunk(
      Val batch, Val share, Val chunk, Span chunks, Span rows, Span panels) {
    Depth d = blocks.depth();
    Axis cut = d.cut();
    Val outer = Index.div(code, chunk, d.chunksOfCut());
    Val start = Index.times(code, Index.rem(code, chunk, d.chunksOfCut()), d.length());
    Val length =
        cut.count() % d.length() == 0
            ? Val.i64(d.length())
            : Index.min(code, Val.i64(d.length()), Index.minus(code, Val.i64(cut.count()), start));
    Val leftAt =
        code.add(
            Index.offset(code, batch, p.batch(), Axis::lhs),
            code.add(
                Index.offset(code, outer, d.outer(), Axis::lhs),
                Index.times(code, start, cut.lhs())));
    Val rightAt =
        code.add(
            Index.offset(code, batch, p.batch(), Axis::rhs),
            code.add(
                Index.offset(code, outer, d.outer(), Axis::rhs),
                Index.times(code, start, cut.rhs())));
    List<Level> lying = new ArrayList<>();
    lying.add(new Level(length, cut.lhs(), cut.rhs()));
    d.inner().forEach(a -> lying.add(new Level(Val.i64(a.count()), a.lhs(), a.rhs())));
    Val source = code.at(places.right(), rightAt, right.bytes());
    int step = blocks.panelColumns();
    Val at = Index.offset(code, batch, p.batch(), Axis::out);
    Val sums = code.at(places.sums(), code.add(share, at), bytes);
    Val leftStart = code.at(places.left(), leftAt, left.bytes());
    List<Val> first =
        chunks.single() ? List.of() : List.of(code.compare("icmp eq", chunk, chunks.from()));
    List<Val> last =
        chunks.single()
            ? List.of()
            : List.of(code.compare("icmp eq", Index.plus(code, chunk, 1), chunks.to()));
    Chunk c =
        switch (blocks.packing()) {
          case NONE -> new Chunk(leftStart, source, 0, sums, at, lying, first, last);
          case BEFORE -> {
            Val step0 =
                Index.times(
                    code,
                    code.add(Index.times(code, outer, cut.count()), start),
                    d.insideSteps());
            long all = Depth.ceil(p.n(), step) * p.k();
            Val k = code.add(Index.times(code, batch, all), step0);
            Val panelsAt = code.at(places.right(), Index.times(code, k, step), bytes);
            yield new Chunk(
                leftStart, panelsAt, p.k() * step, sums, at, packed(lying), first, last);
          }
          case INSIDE -> {
            long panelStep = d.steps() * step;
            panels(
                panels,
                (panel, width) ->
                    new Panels(right, p.columns(), blocks.lanes(), width)
                        .pack(
                            code,
                            source,
                            Index.times(code, panel, step),
                            code.at(
                                places.panels(),
                                Index.times(
                                    code, Index.minus(code, panel, panels.from()), panelStep),
                                bytes),
                            lying));
            Val back = Index.times(code, panels.from(), -panelStep);
            yield new Chunk(
                leftStart,
                code.at(places.panels(), back, bytes),
                panelStep,
                sums,
                at,
                packed(lying),
                first,
                last);
          }
        };
    rows.each(code, block -> block(c, block, panels));
  }

  private List<Level> packed(List<Level> lying) {
    List<Level> result = new ArrayList<>();
    long step = blocks.panelColumns();
    for (Level l : lying.reversed()) {
      result.addFirst(new Level(l.count(), l.left(), step));
      if (l.count().isConstant()) {
        step *= Long.parseLong(l.count().text());
      }
    }
    return result;
  }

  @FunctionalInterface
  private interface OnPanel {
    void emit(Val panel, int width);
  }

  private void panels(Span span, OnPanel body) {
    int step = blocks.panelColumns();
    long full = p.n() / step;
    int rest = (int) (p.n() % step);
    if (rest == 0) {
      code.loop(span.from(), span.to(), 1, panel -> body.emit(panel, step));
      return;
    }
    if (full > 0) {
      Val to = Index.min(code, span.to(), Val.i64(full));
      code.loop(span.from(), to, 1, panel -> body.emit(panel, step));
    }
    when(span.to(), full, () -> body.emit(Val.i64(full), rest));
  }

  // Does something if a number is greater than another.
  private void when(Val number, long than, Runnable body) {
    if (number.isConstant()) {
      if (Long.parseLong(number.text()) > than) {
        body.run();
      }
    } else {
      code.when(code.compare("icmp sgt", number, Val.i64(than)), body);
    }
  }

  private void block(Chunk c, Val block, Span panels) {
    long m = p.m();
    long even = blocks.evenRows(m);
    Val from = Index.times(code, block, blocks.blockRows());
    Val next = Index.plus(code, from, blocks.blockRows());
    Val evenTo = Index.min(code, next, Val.i64(even));
    long lastBlock = blocks.rowBlocks().count() - 1;
    RowPlaces at = RowPlaces.of(code, p.rows(), from, blocks, m);
    panels(
        panels,
        (panel, width) -> {
          Val columns = code.at(c.right(), rightStep(c, panel), columnBytes());
          Val column = Index.times(code, panel, blocks.panelColumns());
          code.loop(
              from,
              evenTo,
              blocks.tileRows(),
              i -> tile(c, at, i, blocks.tileRows(), columns, column, width));
          if (!blocks.tails().isEmpty()) {
            when(Index.plus(code, block, 1), lastBlock, () -> {
              long i = even;
              for (int rows : blocks.tails()) {
                tile(c, at, Val.i64(i), rows, columns, column, width);
                i += rows;
              }
            });
          }
          if (finish != null) {
            Finish after = finish;
            Val to =
                blocks.tails().isEmpty()
                    ? evenTo
                    : code.select(
                        code.compare("icmp sgt", Index.plus(code, block, 1), Val.i64(lastBlock)),
                        Val.i64(m),
                        evenTo);
            finishing(c, () -> finish(after, c, at, from, to, column, width));
          }
        });
  }

  private Val rightStep(Chunk c, Val panel) {
    return blocks.packing() == Packing.NONE
        ? Index.times(code, panel, blocks.panelColumns())
        : Index.times(code, panel, c.panelStep());
  }

  private int columnBytes() {
    return blocks.packing() == Packing.NONE ? right.bytes() : bytes;
  }

  private void tile(
      Chunk c, RowPlaces at, Val i, int rows, Val columns, Val column, int width) {
    List<Val> lefts = new ArrayList<>();
    List<Val> outs = new ArrayList<>();
    for (int r = 0; r < rows; r++) {
      lefts.add(code.at(c.left(), at.left(code, i, r), left.bytes()));
      outs.add(code.at(c.sums(), code.add(at.out(code, i, r), column), bytes));
    }
    Storage packedRight = blocks.packing() == Packing.NONE ? right : plain();
    List<Integer> lanes =
        blocks.packing() == Packing.NONE
            ? pieces(width)
            : Collections.nCopies((int) Depth.ceil(width, blocks.lanes()), blocks.lanes());
    List<Val> sums =
        new Tile(left.sum(), left, packedRight, lanes).sums(code, lefts, columns, c.levels());
    for (int r = 0; r < rows; r++) {
      int start = 0;
      for (int v = 0; v < lanes.size(); v++) {
        put(c, sums.get(r * lanes.size() + v), outs.get(r), start, width);
        start += lanes.get(v);
      }
    }
  }

  private Storage plain() {
    return Storage.plain(left.sum());
  }

  // The widths of the vectors that hold a row of a panel, when nothing behind it may be touched.
  private List<Integer> pieces(int width) {
    List<Integer> result = new ArrayList<>();
    for (int c = 0; c < width; ) {
      int piece = Math.min(blocks.lanes(), Integer.highestOneBit(width - c));
      result.add(piece);
      c += piece;
    }
    return result;
  }

  private void put(Chunk c, Val vector, Val row, int start, int width) {
    int used = Math.min(vector.type().lanes(), width - start);
    int from = 0;
    for (int piece : pieces(used)) {
      Val v = code.part(vector, from, piece);
      Val to = code.at(row, Val.i64(start + from), bytes);
      if (!c.first().isEmpty()) {
        v = added(c.first().getFirst(), v, to);
      }
      code.store(v, to);
      from += piece;
    }
  }

  private Val added(Val first, Val v, Val at) {
    return code.branch(
            first,
            () -> List.of(v),
            () -> List.of(code.add(v, code.load(v.type(), at))))
        .getFirst();
  }

  private void finishing(Chunk c, Runnable body) {
    if (c.last().isEmpty()) {
      body.run();
    } else {
      code.when(c.last().getFirst(), body);
    }
  }

  private void finish(
      Finish after, Chunk c, RowPlaces at, Val from, Val to, Val column, int width) {
    code.loop(
        from,
        to,
        1,
        i -> {
          Val row = code.add(at.out(code, i, 0), column);
          int start = 0;
          for (int piece : pieces(width)) {
            Val here = Index.plus(code, row, start);
            Val sums = code.load(left.sum().of(piece), code.at(c.sums(), here, bytes));
            after.emit(sums, code.add(c.at(), here));
            start += piece;
          }
        });
  }
}
