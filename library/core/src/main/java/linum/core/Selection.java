package linum.core;

import java.util.ArrayList;
import java.util.List;
import linum.core.Index.Ellipsis;
import linum.core.Index.Flag;
import linum.core.Index.Indices;
import linum.core.Index.NewAxis;
import linum.core.Index.Position;
import linum.core.Index.Range;
import linum.ir.DType;
import linum.ir.Dims;

/// Indices turned into index vectors, as gather and scatter take them.
///
/// @param indices the vectors, along the last axis
/// @param offsetDims the axes of the result that run inside a block
/// @param collapsed the axes of the array that the result leaves out
/// @param indexMap the axis of the array that each entry of a vector addresses
/// @param sliceSizes the shape of a block
/// @param shape the shape of what is selected, new axes included
/// @param newAxes the axes of `shape` that the array does not have
/// @param distinct whether no element is selected twice, and in ascending order
record Selection(
    Array indices,
    Dims offsetDims,
    Dims collapsed,
    Dims indexMap,
    Dims sliceSizes,
    Dims shape,
    Dims newAxes,
    boolean distinct) {

  static Selection of(Array x, IndexList list) {
    return new Builder(x, list).build();
  }

  /// The shape of what is selected, without new axes.
  Dims coreShape() {
    return shape.without(newAxes);
  }

  /// With negative places counted from the end.
  static Array normalized(Array places, int size) {
    Array i = Ops.convert(places, DType.INT32, places.aval().weak());
    if (places.dtype().isUnsigned()) {
      return i;
    }
    Array n = Ops.scalar(size, DType.INT32);
    return Ops.select(Ops.lt(i, Ops.scalar(0, DType.INT32)), Ops.add(i, n), i);
  }

  // One part of the index vectors, whose axes begin at axis `at` of the indices.
  private record Part(Array places, int at) {}

  private static final class Builder {
    private final Array x;
    private final IndexList list;
    private final boolean advanced;
    private final List<Part> parts = new ArrayList<>();
    private final List<Integer> indexShape = new ArrayList<>();
    private final List<Integer> offsetDims = new ArrayList<>();
    private final List<Integer> collapsed = new ArrayList<>();
    private final List<Integer> indexMap = new ArrayList<>();
    private final List<Integer> sliceSizes = new ArrayList<>();
    private final List<Integer> shape = new ArrayList<>();
    private final List<Integer> newAxes = new ArrayList<>();
    private boolean arraysDone;
    private boolean ascending = true;

    Builder(Array x, IndexList list) {
      this.x = x;
      this.list = list;
      this.advanced = list.isAdvanced();
    }

    Selection build() {
      if (advanced && !list.together()) {
        addArrays();
      }
      int axis = 0;
      for (Index e : list.entries()) {
        switch (e) {
          case NewAxis _ -> {
            newAxes.add(shape.size());
            shape.add(1);
          }
          case Range r -> addRange(IndexList.Bounds.of(r, x.shape(axis)), axis++);
          case Position p -> addPlace(HostWrite.scalarInt(normal(p.i(), x.shape(axis))), axis++);
          case Indices i when !advanced -> addPlace(normalized(i.array(), x.shape(axis)), axis++);
          case Indices _ -> addPlace(i32Zero(), axis++);
          case Ellipsis _, Flag _ -> throw new AssertionError(e);
        }
      }
      Dims out = dims(shape);
      return new Selection(
          vectors(),
          dims(offsetDims),
          dims(collapsed).sorted(),
          dims(indexMap),
          dims(sliceSizes),
          out,
          dims(newAxes),
          !advanced && ascending);
    }

    private static Array i32Zero() {
      return HostWrite.scalarInt(0);
    }

    private static int normal(int i, int size) {
      return i < 0 ? i + size : i;
    }

    private void addPlace(Array place, int axis) {
      sliceSizes.add(1);
      if (advanced) {
        if (!arraysDone) {
          addArrays();
        }
        return;
      }
      requirePlaces(axis);
      parts.add(new Part(place, indexShape.size()));
      collapsed.add(axis);
      indexMap.add(axis);
    }

    private void requirePlaces(int axis) {
      if (x.shape(axis) == 0) {
        throw new IllegalArgumentException(
            "at: axis %d of %s is empty, so it has no element to select".formatted(axis, x.aval()));
      }
    }

    /// All arrays and integers together, stretched to one shape.
    private void addArrays() {
      arraysDone = true;
      List<Array> places = new ArrayList<>();
      int axis = 0;
      for (Index e : list.entries()) {
        switch (e) {
          case Position p -> {
            places.add(HostWrite.scalarInt(normal(p.i(), x.shape(axis))));
            indexMap.add(axis);
            collapsed.add(axis++);
          }
          case Indices i -> {
            places.add(normalized(i.array(), x.shape(axis)));
            indexMap.add(axis);
            collapsed.add(axis++);
          }
          case Range _ -> axis++;
          case NewAxis _, Ellipsis _, Flag _ -> {}
        }
      }
      List<Array> stretched = Broadcasting.all("at", places);
      int at = indexShape.size();
      stretched.forEach(a -> parts.add(new Part(a, at)));
      stretched.getFirst().shape().stream().forEach(indexShape::add);
      stretched.getFirst().shape().stream().forEach(shape::add);
    }

    private void addRange(IndexList.Bounds b, int axis) {
      int position = shape.size() - newAxes.size();
      shape.add(b.count());
      if (b.step() == 1) {
        if (!b.isWhole(x.shape(axis))) {
          parts.add(new Part(HostWrite.scalarInt(b.start()), indexShape.size()));
          indexMap.add(axis);
        }
        sliceSizes.add(b.count());
        offsetDims.add(position);
        return;
      }
      Array steps = Ops.iota(DType.INT32, Dims.of(b.count()), 0);
      Array places =
          Ops.add(
              Ops.mul(steps, Ops.scalar(b.step(), DType.INT32)),
              Ops.scalar(b.start(), DType.INT32));
      ascending &= b.step() > 0;
      sliceSizes.add(1);
      parts.add(new Part(places, indexShape.size()));
      indexMap.add(axis);
      indexShape.add(b.count());
      collapsed.add(axis);
    }

    private Array vectors() {
      Dims outer = dims(indexShape);
      if (parts.isEmpty()) {
        return Ops.zeros(Aval(outer.insert(outer.rank(), 0)));
      }
      Dims full = outer.insert(outer.rank(), 1);
      List<Array> columns =
          parts.stream()
              .map(p ->
                  Ops.broadcastInDim(
                      p.places(), full, Dims.range(p.at(), p.at() + p.places().ndim())))
              .toList();
      // The parts stand in the order in which they were added, as indexMap does.
      return Ops.concatenate(columns, outer.rank());
    }

    private static linum.ir.Aval Aval(Dims shape) {
      return new linum.ir.Aval(DType.INT32, shape);
    }

    private static Dims dims(List<Integer> list) {
      return Dims.of(list.stream().mapToInt(i -> i));
    }
  }
}
