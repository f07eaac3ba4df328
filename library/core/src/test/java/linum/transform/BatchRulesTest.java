package linum.transform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import linum.core.Array;
import linum.core.Ops;
import linum.core.Trace;
import linum.ir.Atom;
import linum.ir.Aval;
import linum.ir.Binary;
import linum.ir.Contraction;
import linum.ir.ConvDimensionNumbers;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.Elementwise;
import linum.ir.Eqn;
import linum.ir.GatherDimensionNumbers;
import linum.ir.Indexing;
import linum.ir.Jaxpr;
import linum.ir.Marker;
import linum.ir.Movement;
import linum.ir.Ordering;
import linum.ir.Primitive;
import linum.ir.RandomPrimitive;
import linum.ir.Reduction;
import linum.ir.ScatterDimensionNumbers;
import linum.ir.ThreefryMode;
import linum.ir.Unary;
import linum.ir.Window;
import linum.ir.Windowed;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// `vmap(p)[i] = p(x[i])` for every primitive and every choice of mapped operands.
class BatchRulesTest {
  private static final int EXAMPLES = 3;

  record Case(String name, Primitive primitive, List<Aval> operands) {
    @Override
    public String toString() {
      return name;
    }
  }

  record Law(Case of, List<Boolean> mapped) {
    @Override
    public String toString() {
      return of + " mapped " + mapped;
    }
  }

  private static Case of(String name, Primitive p, Aval... operands) {
    return new Case(name, p, List.of(operands));
  }

  private static Aval f(int... shape) {
    return Aval.of(DType.FLOAT32, shape);
  }

  private static Aval i(int... shape) {
    return Aval.of(DType.INT32, shape);
  }

  private static Aval b(int... shape) {
    return Aval.of(DType.BOOL, shape);
  }

  private static Aval u(int... shape) {
    return Aval.of(DType.UINT32, shape);
  }

  private static Aval key(int... shape) {
    return Aval.of(DType.KEY, shape);
  }

  private static Dims d(int... values) {
    return Dims.of(values);
  }

  private static Jaxpr sum() {
    Atom.Var x = new Atom.Var(f());
    Atom.Var y = new Atom.Var(f());
    Atom.Var z = new Atom.Var(f());
    return new Jaxpr(
        List.of(x, y), List.of(new Eqn(Binary.ADD, List.of(x, y), List.of(z))), List.of(z));
  }

  private static Window window() {
    return new Window(d(2, 2), d(1, 2), d(0, 1), d(0, 1), d(1, 1), d(1, 1));
  }

  private static Contraction.Conv conv(int features, int batches) {
    return new Contraction.Conv(
        d(2),
        d(1),
        d(0),
        d(1),
        d(1),
        new ConvDimensionNumbers(d(0, 2, 1), d(2, 1, 0), d(1, 0, 2)),
        features,
        batches,
        null,
        null);
  }

  static Stream<Case> cases() {
    return Stream.of(
        of("sin", Unary.SIN, f(2, 3)),
        of("add", Binary.ADD, f(2, 3), f(2, 3)),
        of("add of scalars", Binary.ADD, f(), f()),
        of("mul of a scalar and an array", Binary.MUL, f(), f(4)),
        of("integer_pow", new Elementwise.IntegerPow(3), f(4)),
        of("clamp", new Elementwise.Clamp(), f(), f(4), f()),
        of("clamp of scalars", new Elementwise.Clamp(), f(), f(), f()),
        of("clamp with bounds of its shape", new Elementwise.Clamp(), f(4), f(4), f(4)),
        of("select_n", new Elementwise.SelectN(), b(2, 2), f(2, 2), f(2, 2)),
        of("select_n by a scalar", new Elementwise.SelectN(), b(), f(2), f(2)),
        of("select_n of scalars", new Elementwise.SelectN(), b(), f(), f()),
        of("convert", new Elementwise.ConvertElementType(DType.INT32, false), f(3)),
        of("bitcast to bytes", new Elementwise.BitcastConvertType(DType.UINT8), f(3)),
        of("bitcast", new Elementwise.BitcastConvertType(DType.UINT32), f(3)),
        of("reduce_precision", new Elementwise.ReducePrecision(5, 4), f(3)),
        of("broadcast_in_dim", new Movement.BroadcastInDim(d(2, 4, 3), d(0, 2)), f(1, 3)),
        of("broadcast of a scalar", new Movement.BroadcastInDim(d(2), d()), f()),
        of("reshape", new Movement.Reshape(d(3, 2)), f(2, 3)),
        of("transpose", new Movement.Transpose(d(2, 0, 1)), f(2, 3, 4)),
        of("squeeze", new Movement.Squeeze(d(0, 2)), f(1, 3, 1)),
        of("rev", new Movement.Rev(d(1)), f(2, 3)),
        of("slice", new Movement.Slice(d(0, 1), d(2, 4), d(1, 2)), f(2, 5)),
        of("pad", new Movement.Pad(d(1, -1), d(0, 2), d(0, 1)), f(2, 3), f()),
        of("concatenate", new Movement.Concatenate(1), f(2, 1), f(2, 3), f(2, 2)),
        of("split", new Movement.Split(d(1, 2), 1), f(2, 3)),
        of("tile", new Movement.Tile(d(2, 1)), f(2, 3)),
        of("reduce_sum", new Reduction.Reduce(Reduction.Kind.SUM, d(1)), f(2, 3)),
        of("reduce_max", new Reduction.Reduce(Reduction.Kind.MAX, d(0, 1)), f(2, 3)),
        of("argmax", new Reduction.ArgReduce(true, 1, DType.INT32), f(2, 3)),
        of("cumsum", new Reduction.Cumulative(Reduction.Running.SUM, 0, true), f(3, 2)),
        of("reduce", new Reduction.GeneralReduce(sum(), d(1)), f(2, 3), f()),
        of("dot", new Contraction.DotGeneral(d(1), d(0), d(), d()), f(2, 3), f(3, 4)),
        of(
            "dot with batch",
            new Contraction.DotGeneral(d(2), d(0), d(1), d(1)),
            f(4, 2, 3),
            f(3, 2, 5)),
        of("dot of vectors", new Contraction.DotGeneral(d(0), d(0), d(), d()), f(3), f(3)),
        of("ragged_dot", new Contraction.RaggedDot(null, null), f(6, 2), f(2, 2, 3), i(2)),
        of("conv", conv(1, 1), f(2, 5, 2), f(2, 2, 3)),
        of("conv in feature groups", conv(2, 1), f(2, 5, 4), f(2, 2, 6)),
        of("conv in batch groups", conv(1, 2), f(4, 5, 2), f(2, 2, 6)),
        of("dynamic_slice", new Indexing.DynamicSlice(d(1, 2)), f(3, 4), i(), i()),
        of("dynamic_update_slice", new Indexing.DynamicUpdateSlice(), f(3, 4), f(1, 2), i(), i()),
        of(
            "gather of rows",
            new Indexing.Gather(
                new GatherDimensionNumbers(d(1), d(0), d(0)),
                d(1, 3),
                false,
                false,
                Indexing.Mode.CLIP,
                null),
            f(4, 3),
            i(2, 1)),
        of(
            "gather along a batch axis",
            new Indexing.Gather(
                new GatherDimensionNumbers(d(), d(1), d(1), d(0), d(0)),
                d(1, 1),
                false,
                false,
                Indexing.Mode.FILL_OR_DROP,
                null),
            f(2, 3),
            i(2, 5, 1)),
        of(
            "scatter-add of rows",
            new Indexing.Scatter(
                Indexing.Update.ADD,
                new ScatterDimensionNumbers(d(1), d(0), d(0)),
                false,
                false,
                Indexing.Mode.FILL_OR_DROP),
            f(3, 2),
            i(4, 1),
            f(4, 2)),
        of(
            "scatter along a batch axis",
            new Indexing.Scatter(
                Indexing.Update.SET,
                new ScatterDimensionNumbers(d(), d(1), d(1), d(0), d(0)),
                false,
                false,
                Indexing.Mode.CLIP),
            f(2, 3),
            i(2, 1),
            f(2)),
        of("reduce_window_max", new Windowed.ReduceWindow(Windowed.Kind.MAX, window()), f(3, 4)),
        of("reduce_window", new Windowed.GeneralReduceWindow(sum(), window()), f(3, 4), f()),
        of(
            "select_and_scatter_add",
            new Windowed.SelectAndScatterAdd(true, window()),
            f(2, 3),
            f(3, 4)),
        of(
            "select_and_gather_add",
            new Windowed.SelectAndGatherAdd(true, window()),
            f(3, 4),
            f(3, 4)),
        of("sort", new Ordering.Sort(0, true, 1), f(4, 2), i(4, 2)),
        of("top_k", new Ordering.TopK(2, 1), f(2, 4)),
        of("random_seed", new RandomPrimitive.Seed(), u()),
        of("random_unwrap", new RandomPrimitive.Unwrap(), key(2)),
        of("random_wrap", new RandomPrimitive.Wrap(), u(3, 2)),
        of("random_split", new RandomPrimitive.Split(d(2), ThreefryMode.PARTITIONABLE), key()),
        of("random_split, legacy", new RandomPrimitive.Split(d(3), ThreefryMode.LEGACY), key()),
        of("random_fold_in", new RandomPrimitive.FoldIn(), key(), u()),
        of("random_bits", new RandomPrimitive.Bits(32, d(3), ThreefryMode.PARTITIONABLE), key()),
        of("random_bits, legacy", new RandomPrimitive.Bits(32, d(5), ThreefryMode.LEGACY), key()),
        of("random_clone", new RandomPrimitive.Clone(), key(2)),
        of("threefry2x32", new RandomPrimitive.Threefry2x32(), u(), u(), u(4), u(4)),
        of("name", new Marker.Name("x"), f(2)),
        of("optimization_barrier", new Marker.OptimizationBarrier(), f(2), f()));
  }

  static Stream<Law> laws() {
    return cases()
        .flatMap(c ->
            IntStream.range(1, 1 << c.operands().size())
                .mapToObj(bits ->
                    new Law(
                        c,
                        IntStream.range(0, c.operands().size())
                            .mapToObj(k -> (bits >> k & 1) == 1)
                            .toList())));
  }

  private static List<Array> mapped(
      Function<List<Array>, List<Array>> f, List<Object> axes, List<Array> inputs) {
    Object out =
        Vmap.call(
            args -> f.apply(Stream.of(args).map(Array.class::cast).toList()),
            VmapOptions.DEFAULT.inAxes(axes.toArray()),
            inputs.toArray());
    return ((List<?>) out).stream().map(Array.class::cast).toList();
  }

  @ParameterizedTest
  @MethodSource("laws")
  void mappingAPrimitiveIsApplyingItToEachExample(Law law) {
    List<Array> inputs = new ArrayList<>();
    List<Object> axes = new ArrayList<>();
    for (int k = 0; k < law.mapped().size(); k++) {
      Aval example = law.of().operands().get(k);
      boolean mapped = law.mapped().get(k);
      Aval aval = mapped ? example.withShape(example.shape().insert(0, EXAMPLES)) : example;
      inputs.add(TestArrays.random(aval, 17 + k));
      axes.add(mapped ? 0 : Vmap.NONE);
    }
    Function<List<Array>, List<Array>> f = in -> Trace.bindAll(law.of().primitive(), in);
    List<List<Array>> one = new ArrayList<>();
    for (int e = 0; e < EXAMPLES; e++) {
      List<Array> example = new ArrayList<>();
      for (int k = 0; k < inputs.size(); k++) {
        example.add(law.mapped().get(k) ? TestArrays.at(inputs.get(k), e) : inputs.get(k));
      }
      one.add(f.apply(example));
    }

    List<Array> all = mapped(f, axes, inputs);

    for (int k = 0; k < all.size(); k++) {
      int output = k;
      Array expected = TestArrays.stack(one.stream().map(o -> o.get(output)).toList());
      assertThat(all.get(k).aval()).isEqualTo(expected.aval());
      assertThat(TestArrays.values(all.get(k)))
          .containsExactly(TestArrays.values(expected), org.assertj.core.data.Offset.offset(1e-5));
    }
  }

  @ParameterizedTest
  @MethodSource("laws")
  void mappingAPrimitiveOverNoExamplesGivesEmptyResults(Law law) {
    List<Array> inputs = new ArrayList<>();
    List<Object> axes = new ArrayList<>();
    for (int k = 0; k < law.mapped().size(); k++) {
      Aval example = law.of().operands().get(k);
      boolean mapped = law.mapped().get(k);
      inputs.add(
          mapped
              ? Ops.zeros(example.withShape(example.shape().insert(0, 0)))
              : TestArrays.random(example, k));
      axes.add(mapped ? 0 : Vmap.NONE);
    }
    List<Aval> expected = law.of().primitive().infer(law.of().operands());

    List<Array> all = mapped(in -> Trace.bindAll(law.of().primitive(), in), axes, inputs);

    for (int k = 0; k < all.size(); k++) {
      assertThat(all.get(k).shape()).isEqualTo(expected.get(k).shape().insert(0, 0));
    }
  }
}
