package linum.transform;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import linum.core.Array;
import linum.core.ConcreteArray;
import linum.core.Ops;
import linum.core.Scan;
import linum.core.Trace;
import linum.ir.Aval;
import linum.ir.Control;
import linum.ir.DType;
import linum.tree.Flat;
import linum.tree.KeyPath;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// Loops of known length, over trees.
public final class ScanLoop {
  private record Indexed<C>(Array i, C carry) {}

  private ScanLoop() {}

  /// Steps through the leading axis of all arrays in `xs`.
  ///
  /// @param length the number of steps, or -1 if `xs` has arrays that say it
  /// @throws IllegalArgumentException if leading axes differ, or the carry changes its type
  public static <C, X extends @Nullable Object, Y extends @Nullable Object> Scan<C, Y> scan(
      BiFunction<C, X, Scan<C, Y>> f, C init, X xs, int length, ScanOptions options) {
    Flat stepped = Tree.flatten(xs);
    int steps = length(stepped, length);
    List<Aval> slices =
        stepped.leaves().stream().map(a -> a.aval().withShape(a.shape().without(0))).toList();
    Carry.Kept kept =
        Carry.of(init)
            .stage(
                "scan",
                carry ->
                    ControlBody.stage(
                        in -> {
                          int n = carry.init().size();
                          C c = Tree.unflatten(carry.structure(), in.subList(0, n));
                          X x = Tree.unflatten(stepped.structure(), in.subList(n, in.size()));
                          Scan<C, Y> next = f.apply(c, x);
                          return Arrays.asList(next.carry(), next.ys());
                        },
                        Joined.of(carry.avals(), slices)));
    ControlBody body = kept.body();
    int numCarry = kept.carry().init().size();
    Control.Scan p =
        new Control.Scan(
            steps,
            options.reverse(),
            body.captured().size(),
            numCarry,
            body.jaxpr(),
            Collections.nCopies(body.jaxpr().inputs().size(), false),
            options.unroll());
    List<Array> out =
        Trace.bindAll(p, Joined.of(body.captured(), kept.carry().init(), stepped.leaves()));
    C carry = Tree.unflatten(kept.carry().structure(), out.subList(0, numCarry));
    Y ys = Tree.unflatten(body.out().get(1), out.subList(numCarry, out.size()));
    return new Scan<>(carry, ys);
  }

  private static int length(Flat xs, int given) {
    Sizes sizes = new Sizes();
    List<KeyPath> paths = xs.structure().paths();
    for (int i = 0; i < paths.size(); i++) {
      Array a = xs.leaves().get(i);
      if (a.ndim() == 0) {
        throw new IllegalArgumentException(
            ("scan: xs%s of type %s has no leading axis to step through."
                    + "\nUse a value that is the same in all steps inside of the function,"
                    + " without handing it over.")
                .formatted(paths.get(i), a.aval()));
      }
      sizes.add(a.shape(0), "axis 0 of xs%s of type %s".formatted(paths.get(i), a.aval()));
    }
    if (given >= 0) {
      sizes.add(given, "the given length");
    }
    if (sizes.isEmpty()) {
      throw new IllegalArgumentException(
          "scan: xs has no arrays, so the number of steps is not known."
              + "\nSay it: scan(carry -> …, init, 10)");
    }
    return sizes.one(
        "scan: the leading axes have different sizes",
        "Give arrays of one length; cut longer ones: x.at(\":10\").get()");
  }

  /// `f` of every slice of `xs` along the leading axis, one after the other.
  ///
  /// @param batchSize how many slices at once, by `vmap`; 0 for one by one
  public static <X, Y> Y map(Function<X, Y> f, X xs, int batchSize) {
    if (batchSize < 0) {
      throw new IllegalArgumentException("map: the batch size must not be negative: " + batchSize);
    }
    if (batchSize == 0) {
      return oneByOne(f, xs);
    }
    Flat flat = Tree.flatten(xs);
    int n = length(flat, -1);
    int whole = n / batchSize * batchSize;
    Function<X, Y> batch = x -> Vmap.vmap(f, x, VmapOptions.DEFAULT);
    if (whole == 0) {
      return batch.apply(xs);
    }
    X folded =
        flat.unflatten(
            flat.leaves().stream()
                .map(a -> Ops.sliceInDim(a, 0, 0, whole))
                .map(a -> Ops.reshape(a, a.shape().with(0, batchSize).insert(0, whole / batchSize)))
                .toList());
    Flat first = Tree.flatten(oneByOne(batch, folded));
    List<Array> done =
        first.leaves().stream()
            .map(a -> Ops.reshape(a, a.shape().without(0).with(0, whole)))
            .toList();
    if (whole == n) {
      return first.unflatten(done);
    }
    X rest =
        flat.unflatten(flat.leaves().stream().map(a -> Ops.sliceInDim(a, 0, whole, n)).toList());
    List<Array> remainder = Tree.leaves(batch.apply(rest));
    return first.unflatten(
        IntStream.range(0, done.size())
            .mapToObj(i -> Ops.concatenate(List.of(done.get(i), remainder.get(i)), 0))
            .toList());
  }

  private static <X, Y> Y oneByOne(Function<X, Y> f, X xs) {
    return ScanLoop.<List<Array>, X, Y>scan(
            (none, x) -> new Scan<>(none, f.apply(x)), List.of(), xs, -1, ScanOptions.DEFAULT)
        .ys();
  }

  /// `f(hi - 1, … f(lo + 1, f(lo, init)))` for bounds that are known: a scan, so that it has a
  /// reverse mode.
  public static <C> C foriLoop(int lo, int hi, BiFunction<Array, C, C> f, C init) {
    Array first = ConcreteArray.of(Aval.weak(DType.INT32), lo);
    Scan<Indexed<C>, @Nullable Object> out =
        ScanLoop.<Indexed<C>, @Nullable Object, @Nullable Object>scan(
            (c, _) -> {
              Array one = ConcreteArray.of(Aval.weak(DType.INT32), 1);
              return new Scan<>(
                  new Indexed<>(Ops.add(c.i(), one), f.apply(c.i(), c.carry())), null);
            },
            new Indexed<>(first, init),
            null,
            Math.max(0, hi - lo),
            ScanOptions.DEFAULT);
    return out.carry().carry();
  }
}
