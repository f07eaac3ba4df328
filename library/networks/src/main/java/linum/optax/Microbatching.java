package linum.optax;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import linum.Fn3;
import linum.Linum;
import linum.ValueAuxGrad;
import linum.WithAux;
import linum.core.Array;
import linum.numpy.Jnp;
import linum.transform.Body;
import linum.transform.Vmap;
import linum.transform.VmapOptions;
import linum.tree.Flat;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// Large batches in parts, one after the other, which take less memory.
///
/// ```java
/// var grads = microbatch(
///     (Params p, Batch b) -> grad(p, q -> loss(q, b)),
///     Microbatches.of(32, 1).accumulator(AccumulationType.MEAN));
/// grads.apply(params, batch);   // of 32 examples at a time
/// ```
///
/// Take the gradient inside, as here: outside, all that the parts compute has to be kept for it.
///
/// In JAX: `optax.microbatching`.
public final class Microbatching {
  private Microbatching() {}

  /// The function, run for each part of the batch; what it gives is summed up unless the options
  /// say otherwise.
  ///
  /// @throws IllegalArgumentException when called, if parts of this size do not divide the batch,
  ///   or arguments differ in the number of examples
  public static <A, R> Function<A, R> microbatch(Function<A, R> f, Microbatches options) {
    Body g = Parts.of(args -> f.apply(cast(args[0])), options, AccumulationType.SUM);
    return a -> cast(g.call(a));
  }

  /// The same of two arguments.
  public static <A, B, R> BiFunction<A, B, R> microbatch(
      BiFunction<A, B, R> f, Microbatches options) {
    Body g = Parts.of(args -> f.apply(cast(args[0]), cast(args[1])), options, AccumulationType.SUM);
    return (a, b) -> cast(g.call(a, b));
  }

  /// The same of three arguments.
  public static <A, B, C, R> Fn3<A, B, C, R> microbatch(Fn3<A, B, C, R> f, Microbatches options) {
    Body g =
        Parts.of(
            args -> f.apply(cast(args[0]), cast(args[1]), cast(args[2])),
            options,
            AccumulationType.SUM);
    return (a, b, c) -> cast(g.call(a, b, c));
  }

  /// The function of single examples over a batch: `vmap` of one part after the other. What it
  /// gives stands along axis 0 unless the options say otherwise.
  public static <A, R> Function<A, R> microVmap(Function<A, R> f, Microbatches options) {
    Body g = mapped(args -> f.apply(cast(args[0])), 1, options, AccumulationType.CONCAT);
    return a -> cast(g.call(a));
  }

  /// The same of two arguments.
  public static <A, B, R> BiFunction<A, B, R> microVmap(
      BiFunction<A, B, R> f, Microbatches options) {
    Body g =
        mapped(args -> f.apply(cast(args[0]), cast(args[1])), 2, options, AccumulationType.CONCAT);
    return (a, b) -> cast(g.call(a, b));
  }

  /// The same of three arguments.
  public static <A, B, C, R> Fn3<A, B, C, R> microVmap(Fn3<A, B, C, R> f, Microbatches options) {
    Body g =
        mapped(
            args -> f.apply(cast(args[0]), cast(args[1]), cast(args[2])),
            3,
            options,
            AccumulationType.CONCAT);
    return (a, b, c) -> cast(g.call(a, b, c));
  }

  /// Gradients of single examples in the first argument: each transformed, measured and then put
  /// together.
  ///
  /// ```java
  /// var clipped = microGrad(
  ///     (Array w, Array x) -> loss(w, x),
  ///     MicroGradOptions.<Array>of(Microbatches.of(8, 1)).transformFn(g -> clip(g)));
  /// ```
  public static <P, B, G, M extends @Nullable Object>
      BiFunction<P, B, MicroGrad<G, M, @Nullable Object>> microGrad(
          BiFunction<P, B, Array> f, MicroGradOptions<P, G, M> options) {
    BiFunction<P, B, MicroGrad<G, M, Object>> all =
        microGradAux((p, b) -> new WithAux<Object>(f.apply(p, b), List.of()), options);
    return (p, b) -> withoutAux(all.apply(p, b));
  }

  /// The same of a function of two arguments beside the parameters.
  public static <P, B, C, G, M extends @Nullable Object>
      Fn3<P, B, C, MicroGrad<G, M, @Nullable Object>> microGrad(
          Fn3<P, B, C, Array> f, MicroGradOptions<P, G, M> options) {
    Fn3<P, B, C, MicroGrad<G, M, Object>> all =
        microGradAux((p, b, c) -> new WithAux<Object>(f.apply(p, b, c), List.of()), options);
    return (p, b, c) -> withoutAux(all.apply(p, b, c));
  }

  /// As [#microGrad], of a function that gives something beside its value.
  ///
  /// In JAX: `micro_grad(fun, has_aux=True)`.
  public static <P, B, G, M extends @Nullable Object, X>
      BiFunction<P, B, MicroGrad<G, M, X>> microGradAux(
          BiFunction<P, B, WithAux<X>> f, MicroGradOptions<P, G, M> options) {
    Body g = ofExamples(in -> f.apply(cast(in[0]), cast(in[1])), 2, options);
    return (p, b) -> cast(g.call(p, b));
  }

  /// The same of a function of two arguments beside the parameters.
  public static <P, B, C, G, M extends @Nullable Object, X>
      Fn3<P, B, C, MicroGrad<G, M, X>> microGradAux(
          Fn3<P, B, C, WithAux<X>> f, MicroGradOptions<P, G, M> options) {
    Body g = ofExamples(in -> f.apply(cast(in[0]), cast(in[1]), cast(in[2])), 3, options);
    return (p, b, c) -> cast(g.call(p, b, c));
  }

  private static <G, M extends @Nullable Object> MicroGrad<G, M, @Nullable Object> withoutAux(
      MicroGrad<G, M, Object> r) {
    return new MicroGrad<>(r.grad(), r.values(), r.metrics(), null);
  }

  private static Body mapped(Body f, int arity, Microbatches options, Object usual) {
    Object accumulator = Parts.accumulator(options, usual);
    Object[] axes = new Object[arity];
    Arrays.fill(axes, Vmap.NONE);
    for (int i = 0; i < options.argnums().size(); i++) {
      axes[options.argnums().get(i)] = options.inAxes().get(i);
    }
    VmapOptions along = VmapOptions.DEFAULT.inAxes(axes);
    Body part =
        args -> {
          Flat all = Tree.flatten(Vmap.call(f, along, args));
          List<Accumulator> how = Parts.accumulators(accumulator, all.structure());
          List<Array> results = new ArrayList<>();
          for (int i = 0; i < how.size(); i++) {
            results.add(how.get(i).aggregate(all.leaves().get(i)));
          }
          return all.unflatten(results);
        };
    return Parts.of(part, options, accumulator);
  }

  // Of a function that gives a WithAux.
  private static <P, G, M extends @Nullable Object> Body ofExamples(
      Body f, int arity, MicroGradOptions<P, G, M> options) {
    Body one =
        args -> {
          ValueAuxGrad<Object, P> at =
              Linum.valueAndGradAux(
                  Microbatching.<P>cast(args[0]),
                  p -> {
                    @Nullable Object[] in = args.clone();
                    in[0] = p;
                    return cast(f.call(in));
                  });
          return new MicroGrad<>(
              options.transformFn().apply(at.grad()),
              at.value(),
              options.metricsFn().apply(at.grad()),
              at.aux());
        };
    Microbatches batches = options.batches();
    Object grad = Parts.accumulator(batches, AccumulationType.SUM);
    Accumulator each = AccumulationType.CONCAT;
    Body all =
        mapped(
            one,
            arity,
            batches.accumulators(
                Map.of("grad", grad, "values", each, "metrics", each, "aux", each)),
            each);
    return options.keepBatchDim() ? args -> all.call(kept(batches, args)) : all;
  }

  // A batch of batches of one example each.
  private static @Nullable Object[] kept(Microbatches batches, @Nullable Object[] args) {
    @Nullable Object[] out = args.clone();
    for (int i = 0; i < batches.argnums().size(); i++) {
      int axis = batches.inAxes().get(i);
      int at = batches.argnums().get(i);
      out[at] = Tree.map(x -> Jnp.expandDims(x, axis + 1), Microbatching.<Object>cast(args[at]));
    }
    return out;
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals", "NullAway"}) // what callers pass
  private static <T extends @Nullable Object> T cast(@Nullable Object value) {
    return (T) value;
  }
}
