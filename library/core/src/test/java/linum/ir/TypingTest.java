package linum.ir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import linum.ir.Indexing.Mode;
import linum.ir.Indexing.Update;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The typing rules: what they give, and what they say when they refuse.
class TypingTest {
  private static final Aval F32 = f32();
  private static final Aval I32 = i32();
  private static final Aval KEY = Aval.of(DType.KEY);
  private static final Aval BOOL = Aval.of(DType.BOOL);

  private static Aval f32(int... shape) {
    return Aval.of(DType.FLOAT32, shape);
  }

  private static Aval i32(int... shape) {
    return Aval.of(DType.INT32, shape);
  }

  private static Aval u32(int... shape) {
    return Aval.of(DType.UINT32, shape);
  }

  private static Arguments row(Primitive p, List<Aval> in, Object out) {
    return Arguments.of(p, in, out);
  }

  private static Jaxpr body(Primitive p, Aval... in) {
    Building b = new Building();
    Atom[] inputs = Stream.of(in).map(b::in).toArray(Atom[]::new);
    return b.out(b.ops(p, inputs).toArray(Atom[]::new));
  }

  private static Window window(int size, int stride) {
    Dims one = Dims.of(1);
    return new Window(Dims.of(size), Dims.of(stride), Dims.of(0), Dims.of(0), one, one);
  }

  private static Contraction.Conv conv(int stride, int groups, int batches) {
    ConvDimensionNumbers nchw =
        new ConvDimensionNumbers(Dims.range(3), Dims.range(3), Dims.range(3));
    Dims one = Dims.of(1);
    return new Contraction.Conv(
        Dims.of(stride), one, one, one, one, nchw, groups, batches, null, null);
  }

  private static Indexing.Gather rows(int rowSize) {
    return new Indexing.Gather(
        new GatherDimensionNumbers(Dims.of(1), Dims.of(0), Dims.of(0)),
        Dims.of(1, rowSize),
        false,
        false,
        Mode.CLIP,
        null);
  }

  private static Indexing.Scatter scatter(Update update) {
    return new Indexing.Scatter(
        update,
        new ScatterDimensionNumbers(Dims.NONE, Dims.of(0), Dims.of(0)),
        false,
        false,
        Mode.CLIP);
  }

  private static Control.Scan scan(Jaxpr body, int carry) {
    return new Control.Scan(4, false, 0, carry, body);
  }

  static List<Arguments> results() {
    Aval weak = Aval.weak(DType.FLOAT32);
    Jaxpr sum = body(Binary.ADD, F32, F32);
    return List.of(
        row(Unary.SIN, List.of(f32(3)), List.of(f32(3))),
        row(Unary.IS_FINITE, List.of(weak), List.of(BOOL)),
        row(Binary.ADD, List.of(f32(3), weak), List.of(f32(3))),
        row(Binary.ADD, List.of(weak, weak), List.of(weak)),
        row(Binary.LT, List.of(F32, f32(2, 3)), List.of(Aval.of(DType.BOOL, 2, 3))),
        row(Binary.POW, List.of(f32(3), I32), List.of(f32(3))),
        row(new Elementwise.IntegerPow(-1), List.of(f32(3)), List.of(f32(3))),
        row(new Elementwise.Clamp(), List.of(F32, f32(3), f32(3)), List.of(f32(3))),
        row(new Elementwise.SelectN(), List.of(BOOL, f32(3), f32(3)), List.of(f32(3))),
        row(new Elementwise.SelectN(), List.of(I32, KEY, KEY, KEY), List.of(KEY)),
        row(
            new Elementwise.ConvertElementType(DType.INT8, true),
            List.of(f32(2)),
            List.of(new Aval(DType.INT8, Dims.of(2), true))),
        row(
            new Elementwise.BitcastConvertType(DType.UINT8),
            List.of(f32(2)),
            List.of(Aval.of(DType.UINT8, 2, 4))),
        row(
            new Elementwise.BitcastConvertType(DType.FLOAT32),
            List.of(Aval.of(DType.UINT8, 2, 4)),
            List.of(f32(2))),
        row(new Elementwise.ReducePrecision(5, 10), List.of(f32(2)), List.of(f32(2))),
        row(
            new Movement.BroadcastInDim(Dims.of(2, 3), Dims.of(1)),
            List.of(f32(1)),
            List.of(f32(2, 3))),
        row(new Movement.Reshape(Dims.of(6)), List.of(f32(2, 3)), List.of(f32(6))),
        row(new Movement.Transpose(Dims.of(2, 0, 1)), List.of(f32(2, 3, 4)), List.of(f32(4, 2, 3))),
        row(new Movement.Squeeze(Dims.of(0, 2)), List.of(f32(1, 3, 1)), List.of(f32(3))),
        row(new Movement.Rev(Dims.of(0)), List.of(f32(3)), List.of(f32(3))),
        row(
            new Movement.Slice(Dims.of(1), Dims.of(6), Dims.of(2)),
            List.of(f32(6)),
            List.of(f32(3))),
        row(
            new Movement.Pad(Dims.of(-1), Dims.of(2), Dims.of(1)),
            List.of(f32(3), F32),
            List.of(f32(6))),
        row(
            new Movement.Concatenate(1),
            List.of(f32(2, 1), f32(2, 0), f32(2, 4)),
            List.of(f32(2, 5))),
        row(new Movement.Split(Dims.of(1, 2), 0), List.of(f32(3)), List.of(f32(1), f32(2))),
        row(new Movement.Tile(Dims.of(2, 3)), List.of(f32(1, 2)), List.of(f32(2, 6))),
        row(
            new Reduction.Reduce(Reduction.Kind.SUM, Dims.of(0, 2)),
            List.of(f32(2, 3, 4)),
            List.of(f32(3))),
        row(new Reduction.ArgReduce(true, 0, DType.INT32), List.of(f32(2, 3)), List.of(i32(3))),
        row(
            new Reduction.Cumulative(Reduction.Running.SUM, 0, true),
            List.of(i32(3)),
            List.of(i32(3))),
        row(new Reduction.GeneralReduce(sum, Dims.of(0)), List.of(f32(2, 3), F32), List.of(f32(3))),
        row(new Creation.Iota(DType.INT32, Dims.of(2, 3), 1), List.of(), List.of(i32(2, 3))),
        row(
            new Contraction.DotGeneral(Dims.of(2), Dims.of(1), Dims.of(0), Dims.of(0)),
            List.of(f32(5, 2, 3), f32(5, 3, 4)),
            List.of(f32(5, 2, 4))),
        row(
            new Contraction.RaggedDot(null, null),
            List.of(f32(6, 2), f32(3, 2, 4), i32(3)),
            List.of(f32(6, 4))),
        row(conv(2, 1, 1), List.of(f32(8, 3, 10), f32(6, 3, 3)), List.of(f32(8, 6, 5))),
        row(conv(1, 3, 1), List.of(f32(8, 3, 10), f32(6, 1, 3)), List.of(f32(8, 6, 10))),
        row(conv(1, 1, 2), List.of(f32(8, 3, 10), f32(6, 3, 3)), List.of(f32(4, 6, 10))),
        row(
            new Indexing.DynamicSlice(Dims.of(2, 2)),
            List.of(f32(4, 5), I32, I32),
            List.of(f32(2, 2))),
        row(new Indexing.DynamicUpdateSlice(), List.of(f32(4), f32(2), I32), List.of(f32(4))),
        row(rows(3), List.of(f32(5, 3), i32(2, 1)), List.of(f32(2, 3))),
        row(scatter(Update.ADD), List.of(f32(5), i32(2, 1), f32(2)), List.of(f32(5))),
        row(
            new Windowed.ReduceWindow(Windowed.Kind.MAX, window(2, 2)),
            List.of(f32(7)),
            List.of(f32(3))),
        row(
            new Windowed.GeneralReduceWindow(sum, window(2, 1)),
            List.of(f32(7), F32),
            List.of(f32(6))),
        row(
            new Windowed.SelectAndScatterAdd(true, window(2, 2)),
            List.of(f32(3), f32(7)),
            List.of(f32(7))),
        row(
            new Windowed.SelectAndGatherAdd(true, window(2, 2)),
            List.of(f32(7), f32(7)),
            List.of(f32(3))),
        row(new Ordering.Sort(0, true, 1), List.of(f32(3), i32(3)), List.of(f32(3), i32(3))),
        row(new Ordering.TopK(2, 1), List.of(f32(3, 5)), List.of(f32(3, 2), i32(3, 2))),
        row(scan(body(Binary.ADD, F32, F32), 1), List.of(F32, f32(4)), List.of(F32)),
        row(scan(body(Unary.SIN, f32(2)), 0), List.of(f32(4, 2)), List.of(f32(4, 2))),
        row(new RandomPrimitive.Seed(), List.of(i32(2)), List.of(Aval.of(DType.KEY, 2))),
        row(new RandomPrimitive.Wrap(), List.of(u32(3, 2)), List.of(Aval.of(DType.KEY, 3))),
        row(new RandomPrimitive.Unwrap(), List.of(KEY), List.of(u32(2))),
        row(
            new RandomPrimitive.Split(Dims.of(3), ThreefryMode.PARTITIONABLE),
            List.of(KEY),
            List.of(Aval.of(DType.KEY, 3))),
        row(new RandomPrimitive.FoldIn(), List.of(KEY, u32()), List.of(KEY)),
        row(
            new RandomPrimitive.Bits(16, Dims.of(3), ThreefryMode.LEGACY),
            List.of(KEY),
            List.of(Aval.of(DType.UINT16, 3))),
        row(
            new RandomPrimitive.Threefry2x32(),
            List.of(u32(), u32(), u32(3), u32(3)),
            List.of(u32(3), u32(3))),
        row(
            new Collective.AllReduce(Collective.Kind.SUM, List.of("i")),
            List.of(weak),
            List.of(F32)),
        row(new Collective.AxisIndex("i"), List.of(), List.of(I32)),
        row(new Collective.AllGather("i", 4, 1), List.of(f32(2, 3)), List.of(f32(2, 4, 3))),
        row(new Marker.Name("n"), List.of(f32(2)), List.of(f32(2))),
        row(new Marker.OptimizationBarrier(), List.of(F32, I32), List.of(F32, I32)));
  }

  @ParameterizedTest
  @MethodSource("results")
  void gives(Primitive p, List<Aval> in, List<Aval> out) {
    assertThat(p.infer(in)).isEqualTo(out);
  }

  static List<Arguments> refusals() {
    Jaxpr sum = body(Binary.ADD, F32, F32);
    return List.of(
        row(Unary.SIN, List.of(), "sin takes 1 operand, got 0"),
        row(
            Unary.SIN,
            List.of(i32(3)),
            "sin takes floating numbers or complex numbers, got int32[3]\n"
                + "Convert it: x.astype(DType.FLOAT32)."),
        row(
            Unary.NOT,
            List.of(f32(3)),
            "not takes booleans or integers, got float32[3]\nConvert it: x.astype(DType.INT32)."),
        row(
            Unary.NEG,
            List.of(KEY),
            "neg takes integers, floating numbers or complex numbers, got key<fry>[]"),
        row(
            Binary.ADD,
            List.of(f32(3), f32(2)),
            "add: operands must have shapes that are equal up to axes of size 1, or be scalars, got"
                + " float32[3] and float32[2]\n"
                + "Bring them to one number of axes with expandDims, or use the function of Jnp, which"
                + " broadcasts."),
        row(
            Binary.MUL,
            List.of(f32(2, 1), f32(1)),
            "mul: operands must have shapes that are equal up to axes of size 1, or be scalars, got"
                + " float32[2,1] and float32[1]\n"
                + "Bring them to one number of axes with expandDims, or use the function of Jnp, which"
                + " broadcasts."),
        row(
            Binary.ADD,
            List.of(f32(3), i32(3)),
            "add: operands must have one dtype, got float32[3] and int32[3]\n"
                + "Convert them with astype, or use the function of Jnp, which promotes."),
        row(
            new Elementwise.IntegerPow(-2),
            List.of(i32(3)),
            "integer_pow: int32[3] cannot be raised to -2, whose results are fractions\n"
                + "Convert it to a floating type first: x.astype(FLOAT32)."),
        row(
            new Elementwise.Clamp(),
            List.of(f32(2), f32(3), F32),
            "clamp: the bounds must be scalars or have the shape of the operand,"
                + " got float32[2] for float32[3]"),
        row(
            new Elementwise.SelectN(),
            List.of(F32, F32, F32),
            "select_n: the index must be bool for two cases or int32 for more,"
                + " got float32[] for 2 cases"),
        row(
            new Elementwise.SelectN(),
            List.of(BOOL, f32(2), f32(3)),
            "select_n: the cases must have one type, got float32[2] and float32[3]"),
        row(
            new Elementwise.ConvertElementType(DType.FLOAT32, false),
            List.of(KEY),
            "convert_element_type: key<fry>[] cannot be converted to float32"),
        row(
            new Elementwise.BitcastConvertType(DType.BOOL),
            List.of(f32(3)),
            "bitcast_convert_type: from float32[3] to bool:"
                + " only integers and floating numbers are seen as bits"),
        row(
            new Elementwise.BitcastConvertType(DType.FLOAT32),
            List.of(Aval.of(DType.UINT8, 3)),
            "bitcast_convert_type: from uint8[3] to float32 the last axis must have size 4"),
        row(
            new Movement.BroadcastInDim(Dims.of(2, 3), Dims.of(0)),
            List.of(f32(3)),
            "broadcast_in_dim: float32[3] does not broadcast to shape (2, 3) along dimensions (0,)"),
        row(
            new Movement.Reshape(Dims.of(4)),
            List.of(f32(2, 3)),
            "reshape: float32[2,3] has 6 elements, but shape (4,) has 4"),
        row(
            new Movement.Transpose(Dims.of(0, 0)),
            List.of(f32(2, 3)),
            "transpose: (0, 0) is not a permutation of the axes of float32[2,3]"),
        row(
            new Movement.Squeeze(Dims.of(1)),
            List.of(f32(2, 3)),
            "squeeze: axis 1 of float32[2,3] has size 3, not 1"),
        row(
            new Movement.Rev(Dims.of(0, 0)),
            List.of(f32(3)),
            "rev: axes (0, 0) of float32[3] are not distinct"),
        row(
            new Movement.Slice(Dims.of(2), Dims.of(9), Dims.of(1)),
            List.of(f32(6)),
            "slice: start (2,), limit (9,), strides (1,) do not fit float32[6]"),
        row(
            new Movement.Concatenate(0),
            List.of(f32(2, 3), f32(2, 4)),
            "concatenate: float32[2,3] and float32[2,4] differ in an axis other than 0"),
        row(
            new Movement.Split(Dims.of(1, 1), 0),
            List.of(f32(3)),
            "split: the sizes (1, 1) do not sum to the size of axis 0 of float32[3]"),
        row(
            new Reduction.Reduce(Reduction.Kind.SUM, Dims.of(2)),
            List.of(f32(2, 3)),
            "reduce_sum: axis 2 is out of range for float32[2,3], which has 2 axes"),
        row(
            new Reduction.Reduce(Reduction.Kind.SUM, Dims.of(0)),
            List.of(Aval.of(DType.BOOL, 3)),
            "reduce_sum takes integers, floating numbers or complex numbers, got bool[3]\n"
                + "Convert it: x.astype(DType.FLOAT32)."),
        row(
            new Reduction.ArgReduce(true, 0, DType.INT32),
            List.of(f32(0)),
            "argmax: axis 0 of float32[0] is empty, so it has no extreme element"),
        row(
            new Reduction.ArgReduce(false, 0, DType.FLOAT32),
            List.of(f32(3)),
            "argmin: positions are integers, but float32 was asked for"),
        row(
            new Reduction.GeneralReduce(sum, Dims.of(0)),
            List.of(i32(3), I32),
            "reduce: array int32[3], initial value int32[] and result float32[] of its program"
                + " do not fit together"),
        row(
            new Creation.Iota(DType.INT32, Dims.of(-1), 0),
            List.of(),
            "iota: a shape has no negative sizes, got (-1,)"),
        row(
            new Contraction.DotGeneral(Dims.of(1), Dims.of(0), Dims.NONE, Dims.NONE),
            List.of(f32(2, 3), f32(4, 5)),
            "dot_general: contracting axes differ in size: axes (1,) of float32[2,3] are (3,),"
                + " but axes (0,) of float32[4,5] are (4,)"),
        row(
            conv(1, 1, 1),
            List.of(f32(8, 4, 10), f32(6, 3, 3)),
            "conv_general_dilated: input float32[8,4,10] has 4 features, but kernel float32[6,3,3]"
                + " takes 3 in each of 1 groups and makes 6"),
        row(
            conv(0, 1, 1),
            List.of(f32(8, 3, 10), f32(6, 3, 3)),
            "conv_general_dilated: strides (0,) and dilations (1,), (1,) must be positive"),
        row(
            conv(1, 3, 2),
            List.of(f32(8, 3, 10), f32(6, 1, 3)),
            "conv_general_dilated: feature_group_count 3 and batch_group_count 2"
                + " cannot both be above 1"),
        row(
            new Indexing.DynamicSlice(Dims.of(9)),
            List.of(f32(4), I32),
            "dynamic_slice: a block of shape (9,) does not fit into float32[4]"),
        row(
            new Indexing.DynamicSlice(Dims.of(1)),
            List.of(f32(4), F32),
            "dynamic_slice: float32[4] needs one integer scalar an axis as start, got float32[]"),
        row(
            rows(3),
            List.of(f32(5, 3), f32(2, 1)),
            "gather: indices must be integers whose last axis has size 1, got float32[2,1]"),
        row(
            scatter(Update.ADD),
            List.of(Aval.of(DType.BOOL, 5), i32(2, 1), Aval.of(DType.BOOL, 2)),
            "scatter-add takes integers, floating numbers or complex numbers, got bool[5]\n"
                + "Convert it: x.astype(DType.FLOAT32)."),
        row(
            new Windowed.ReduceWindow(Windowed.Kind.SUM, window(2, 0)),
            List.of(f32(7)),
            "reduce_window_sum: sizes (2,), strides (0,) and dilations (1,), (1,) of a window"
                + " must be positive"),
        row(
            new Windowed.GeneralReduceWindow(sum, window(2, 1)),
            List.of(i32(7), I32),
            "reduce_window: the program takes float32[] as operand 0, but is given int32[]"),
        row(new Ordering.Sort(0, true, 2), List.of(f32(3)), "sort: 2 keys of 1 operands"),
        row(
            new Ordering.TopK(4, 0),
            List.of(f32(3)),
            "top_k: k is 4, but axis 0 of float32[3] has size 3"),
        row(
            new Control.Cond(List.of(body(Unary.NEG, F32), body(Unary.IS_FINITE, F32))),
            List.of(I32, F32),
            "cond: all branches must give the same types,"
                + " but result 0 is float32[] in branch 0 and bool[] in branch 1.\n"
                + "Convert one of them, for example with astype(DType.FLOAT32)."),
        row(
            new Control.Cond(List.of(body(Unary.NEG, F32))),
            List.of(I32, f32(3)),
            "cond: branch 0 takes float32[] as operand 0, but is given float32[3]"),
        row(
            new Control.Cond(List.of(body(Unary.NEG, F32))),
            List.of(BOOL, F32),
            "cond: the index must be an int32 scalar, got bool[]"),
        row(
            scan(body(Unary.IS_FINITE, F32), 1),
            List.of(F32),
            "scan: the carry must keep its types,"
                + " but value 0 is float32[] before a step and bool[] after it.\n"
                + "Convert it in the body with astype, or start from a value of that type."),
        row(
            scan(body(Unary.NEG, F32), 0),
            List.of(f32(3)),
            "scan: the leading axis of float32[3] must have the length 4"),
        row(
            new Control.While(0, body(Unary.NEG, F32), 0, body(Unary.NEG, F32)),
            List.of(F32),
            "while: the condition must give one bool scalar, got float32[]"),
        row(
            new Call.Jit("f", body(Unary.NEG, F32)),
            List.of(F32, F32),
            "jit takes 1 operands, but is given 2: [float32[]] against [float32[], float32[]]"),
        row(
            new RandomPrimitive.Wrap(),
            List.of(u32(3)),
            "random_wrap: key data must be uint32 with a last axis of size 2, got uint32[3]"),
        row(
            new RandomPrimitive.Bits(7, Dims.NONE, ThreefryMode.LEGACY),
            List.of(KEY),
            "random_bits: the width must be 8, 16, 32 or 64, got 7"),
        row(
            new RandomPrimitive.Unwrap(),
            List.of(u32(2)),
            "random_unwrap takes keys, got uint32[2]"),
        row(
            new Collective.AllGather("i", 4, 3),
            List.of(f32(2)),
            "all_gather: a new axis 3 of size 4 does not fit float32[2]"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void refuses(Primitive p, List<Aval> in, String message) {
    assertThatThrownBy(() -> p.infer(in))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void aLinearSolveIsSquare() {
    Jaxpr wide = body(new Movement.Tile(Dims.of(2)), f32(3));
    Jaxpr neg = body(Unary.NEG, f32(3));
    assertThat(new Control.LinearSolve(0, neg, neg, neg, neg).infer(List.of(f32(3))))
        .containsExactly(f32(3));
    assertThatThrownBy(() -> new Control.LinearSolve(0, wide, neg, neg, neg).infer(List.of(f32(3))))
        .hasMessage(
            "custom_linear_solve: the linear map must be square,"
                + " but value 0 is float32[3] on the right side and float32[6] on the left");
  }
}
