package linum.llvm.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import linum.llvm.emit.Code;
import linum.llvm.emit.Val;
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
  private final ChunkLoops.@Nullable Finish finish;
  private final int bytes;

  /// Where things are.
  ///
  /// @param right the right operand, or its panels if those were made before
  /// @param sums where the sums are collected: the result, or shares of it one after the other
  /// @param panels memory of this call for panels
  /// @param copy memory of this call for a block of the left operand
  record Places(Val left, Val right, Val sums, Val panels, Val copy) {}

  Multiplication(
      Code code,
      Product p,
      Blocks blocks,
      Storage left,
      Storage right,
      Places places,
      ChunkLoops.@Nullable Finish finish) {
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
            batch -> chunks.each(code, chunk -> chunk(batch, share, chunk, chunks, rows, panels)));
  }

  /// How many elements the result has.
  private long size() {
    return Product.steps(p.batch()) * p.m() * p.n();
  }

  /// Steps from one up to another.
  record Span(Val from, Val to, boolean single) {
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

  private void chunk(Val batch, Val share, Val chunk, Span chunks, Span rows, Span panels) {
    Depth d = blocks.depth();
    Axis cut = d.cut();
    Val outer = Index.div(code, chunk, d.chunksOfCut());
    Val start = Index.times(code, Index.rem(code, chunk, d.chunksOfCut()), d.length());
    Val length =
        cut.count() % d.length() == 0
            ? Val.i64(d.length())
            : Index.min(code, Val.i64(d.length()), Index.minus(code, Val.i64(cut.count()), start));
    List<Level> levels = new ArrayList<>();
    levels.add(new Level(length, cut.lhs(), cut.rhs()));
    d.inner().forEach(a -> levels.add(Level.along(a)));
    Val leftAt = begin(batch, outer, start, Axis::lhs);
    Val rightAt = begin(batch, outer, start, Axis::rhs);
    Val at = Index.offset(code, batch, p.batch(), Axis::out);
    ChunkLoops.Chunk c =
        new ChunkLoops.Chunk(
            code.at(places.left(), leftAt, left.bytes()),
            switch (blocks.packing()) {
              case NONE -> code.at(places.right(), rightAt, right.bytes());
              case BEFORE -> madeBefore(batch, outer, start);
              case INSIDE -> {
                Val source = code.at(places.right(), rightAt, right.bytes());
                yield madeInside(panels, source, levels);
              }
            },
            code.at(places.sums(), code.add(share, at), bytes),
            places.copy(),
            at,
            levels,
            chunks.single()
                ? List.of()
                : List.of(
                    code.compare("icmp eq", chunk, chunks.from()),
                    code.compare("icmp eq", Index.plus(code, chunk, 1), chunks.to())));
    ChunkLoops loops = new ChunkLoops(code, p, blocks, left, right, c, panels, finish);
    rows.each(code, loops::block);
  }

  // Where an operand's share in a chunk of the depth starts.
  private Val begin(Val batch, Val outer, Val start, ToLongFunction<Axis> stride) {
    Depth d = blocks.depth();
    return code.add(
        Index.offset(code, batch, p.batch(), stride),
        code.add(
            Index.offset(code, outer, d.outer(), stride),
            Index.times(code, start, stride.applyAsLong(d.cut()))));
  }

  private Val madeBefore(Val batch, Val outer, Val start) {
    Depth d = blocks.depth();
    long all = Depth.ceil(p.n(), blocks.panelColumns()) * p.k();
    Val step =
        Index.times(
            code, code.add(Index.times(code, outer, d.cut().count()), start), d.insideSteps());
    Val at = code.add(Index.times(code, batch, all), step);
    return code.at(places.right(), Index.times(code, at, blocks.panelColumns()), bytes);
  }

  private Val madeInside(Span panels, Val source, List<Level> levels) {
    long apart = blocks.panelStep(p);
    Panels.fill(code, p, blocks, right, panels, source, places.panels(), apart, levels);
    return code.at(places.panels(), Index.times(code, panels.from(), -apart), bytes);
  }
}
