package linum.numpy;

import java.util.ArrayList;
import java.util.List;
import linum.core.Array;
import linum.core.Index;
import linum.core.Sorting;
import linum.core.Types;
import linum.ir.Dims;
import linum.ir.Promotion;
import org.jspecify.annotations.Nullable;

/// Counts of points in boxes.
final class Histograms {
  private Histograms() {}

  /// Equal bins between the smallest and the largest coordinate, for each axis.
  static List<Array> edges(Array sample, int bins) {
    List<Array> edges = new ArrayList<>();
    for (int d = 0; d < axes(sample); d++) {
      edges.add(Statistics.histogramBinEdges(sample.get(Index.ALL, d), bins, null));
    }
    return edges;
  }

  /// The counts, then the edges.
  static List<Array> of(Array sample, List<Array> edges, @Nullable Array weights, boolean density) {
    int rank = axes(sample);
    if (edges.size() != rank) {
      throw new IllegalArgumentException(
          "histogramdd: points of %d coordinates need as many vectors of edges, got %d"
              .formatted(rank, edges.size()));
    }
    Dims shape = Dims.of(edges.stream().mapToInt(e -> e.shape(0) - 1));
    Array w =
        weights == null ? Jnp.ones(Dims.of(sample.shape(0)), Promotion.defaultInt()) : weights;
    Array counts = Jnp.zeros(shape, w.dtype()).at(boxes(sample, edges)).mode("drop").add(w);
    List<Array> out = new ArrayList<>();
    out.add(density ? perVolume(counts.astype(Types.inexact(sample.dtype())), edges) : counts);
    out.addAll(edges);
    return out;
  }

  private static int axes(Array sample) {
    if (sample.ndim() != 2) {
      throw new IllegalArgumentException(
          "histogramdd: the points must be the rows of a matrix, got " + sample.aval());
    }
    return sample.shape(1);
  }

  // The box of each point; a number out of bounds where it is in none. The last edge belongs to the
  // last box.
  private static Object[] boxes(Array sample, List<Array> edges) {
    Object[] boxes = new Object[edges.size()];
    for (int d = 0; d < boxes.length; d++) {
      Array v = sample.get(Index.ALL, d);
      Array e = edges.get(d);
      int bins = e.shape(0) - 1;
      Array place = Sorting.searchsorted(e, v, true).sub(1);
      Array box = Jnp.where(v.eq(e.get(-1)), bins - 1, place);
      boxes[d] = Jnp.where(box.lt(0), bins, box);
    }
    return boxes;
  }

  private static Array perVolume(Array counts, List<Array> edges) {
    Array density = counts.div(counts.sum());
    for (int d = 0; d < edges.size(); d++) {
      Array widths = Series.diff(edges.get(d), 1, 0);
      density = density.div(widths.reshape(Dims.repeat(1, edges.size()).with(d, widths.shape(0))));
    }
    return density;
  }
}
