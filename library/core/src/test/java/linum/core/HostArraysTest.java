package linum.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;
import linum.ir.Aval;
import linum.ir.DType;
import linum.ir.Dims;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HostArraysTest {
  private static Dims vector(int n) {
    return Dims.of(n);
  }

  @Test
  void everyKindOfJavaArrayComesBackAsItWas() {
    assertThat(HostArrays.toFloats(HostArrays.fromFloats(new float[] {1.5f, -2}, vector(2))))
        .containsExactly(1.5f, -2);
    assertThat(HostArrays.toInts(HostArrays.fromInts(new int[] {7, -8}, vector(2))))
        .containsExactly(7, -8);
    assertThat(
            HostArrays.toBooleans(HostArrays.fromBooleans(new boolean[] {true, false}, vector(2))))
        .containsExactly(true, false);
    assertThat(
            HostArrays.toDoubles(
                HostArrays.fromDoubles(new double[] {0.1}, DType.FLOAT64, vector(1))))
        .containsExactly(0.1);
    assertThat(
            HostArrays.toLongs(HostArrays.fromLongs(new long[] {1L << 60}, DType.INT64, vector(1))))
        .containsExactly(1L << 60);
  }

  @ParameterizedTest
  @EnumSource(
      value = DType.class,
      names = {"INT8", "INT16", "INT32", "INT64", "UINT8", "UINT16", "UINT32", "UINT64"})
  void integersOfEveryTypeAreWrittenAndRead(DType dtype) {
    ConcreteArray x = HostArrays.fromLongs(new long[] {3, 100}, dtype, vector(2));
    assertThat(HostArrays.toLongs(x)).containsExactly(3, 100);
    assertThat(HostArrays.toInts(x)).containsExactly(3, 100);
    assertThat(HostArrays.toDoubles(x)).containsExactly(3, 100);
  }

  @ParameterizedTest
  @EnumSource(
      value = DType.class,
      names = {"FLOAT16", "BFLOAT16", "FLOAT32", "FLOAT64"})
  void floatingNumbersOfEveryTypeAreWrittenAndRead(DType dtype) {
    ConcreteArray x = HostArrays.fromDoubles(new double[] {0.5, -3}, dtype, vector(2));
    assertThat(HostArrays.toDoubles(x)).containsExactly(0.5, -3);
    assertThat(HostArrays.toFloats(x)).containsExactly(0.5f, -3);
    assertThat(HostArrays.toBooleans(x)).containsExactly(true, true);
  }

  @Test
  void numbersAreRoundedOrWrappedToTheType() {
    assertThat(
            HostArrays.toDoubles(
                HostArrays.fromDoubles(new double[] {0.1}, DType.FLOAT32, vector(1))))
        .containsExactly((double) 0.1f);
    assertThat(HostArrays.toLongs(HostArrays.fromLongs(new long[] {300}, DType.UINT8, vector(1))))
        .containsExactly(44);
    assertThat(
            HostArrays.toLongs(HostArrays.fromDoubles(new double[] {2.9}, DType.INT32, vector(1))))
        .containsExactly(2);
  }

  @Test
  void largeUnsignedNumbersKeepTheirValue() {
    ConcreteArray x = HostArrays.fromLongs(new long[] {-1}, DType.UINT64, vector(1));
    assertThat(HostArrays.toDoubles(x)).containsExactly(0x1p64);
    assertThatThrownBy(() -> HostArrays.toLongs(x))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "an element of uint64[1] is 18446744073709551615, which does not fit into long"
                + "\nUse x.view(INT64).");
  }

  @Test
  void aNumberThatDoesNotFitIsAnError() {
    ConcreteArray x = HostArrays.fromLongs(new long[] {1L << 40}, DType.INT64, vector(1));
    assertThatThrownBy(() -> HostArrays.toInts(x))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "an element of int64[1] is 1099511627776, which does not fit into int"
                + "\nUse x.toLongArray().");
  }

  @Test
  void floatingNumbersAreNotReadAsIntegers() {
    ConcreteArray x = HostArrays.fromFloats(new float[] {1}, vector(1));
    assertThatThrownBy(() -> HostArrays.toInts(x))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the elements of float32[1] are not integers"
                + "\nConvert it first: x.astype(INT32).toIntArray().");
  }

  @Test
  void theShapeMustFit() {
    assertThatThrownBy(() -> HostArrays.fromLongs(new long[3], DType.INT32, Dims.of(2, 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("an array of type int32[2,2] has 4 elements, got 3");
    assertThatThrownBy(() -> HostArrays.fromFloats(new float[3], Dims.of(2, 2)))
        .hasMessage("an array of type float32[2,2] takes 16 bytes, got 12");
  }

  @Test
  void theArrayDoesNotFollowWhatItWasMadeOf() {
    float[] values = {1, 2};
    ConcreteArray x = HostArrays.fromFloats(values, vector(2));
    values[0] = 9;
    assertThat(HostArrays.toFloats(x)).containsExactly(1, 2);
  }

  @Test
  void segmentsGoInAndOut() {
    MemorySegment bytes = MemorySegment.ofArray(new int[] {1, 2, 3});
    ConcreteArray x = HostArrays.fromSegment(bytes, Aval.of(DType.INT32, 3));
    MemorySegment out = HostArrays.toSegment(x);
    assertThat(out.toArray(ValueLayout.JAVA_INT)).containsExactly(1, 2, 3);
    assertThat(out.isReadOnly()).isTrue();
    assertThat(out.isNative()).isTrue();
    assertThat(HostArrays.<Integer>read(x, s -> s.getAtIndex(ValueLayout.JAVA_INT, 2)))
        .isEqualTo(3);
  }

  @Test
  void buffersOfEveryTypeGoIn() {
    assertThat(HostArrays.fromBuffer(FloatBuffer.wrap(new float[2]), vector(2)).aval())
        .hasToString("float32[2]");
    assertThat(HostArrays.fromBuffer(DoubleBuffer.wrap(new double[2]), vector(2)).aval())
        .hasToString("float64[2]");
    assertThat(HostArrays.fromBuffer(LongBuffer.wrap(new long[2]), vector(2)).aval())
        .hasToString("int64[2]");
    assertThat(HostArrays.fromBuffer(ShortBuffer.wrap(new short[2]), vector(2)).aval())
        .hasToString("int16[2]");
    assertThat(HostArrays.fromBuffer(ByteBuffer.allocateDirect(2), vector(2)).aval())
        .hasToString("uint8[2]");
    IntBuffer ints = IntBuffer.wrap(new int[] {1, 2, 3}).position(1);
    assertThat(HostArrays.toInts(HostArrays.fromBuffer(ints, vector(2)))).containsExactly(2, 3);
    assertThat(ints.position()).isEqualTo(1);
  }

  @Test
  void buffersThatCannotBeReadSaySo() {
    assertThatThrownBy(() -> HostArrays.fromBuffer(CharBuffer.allocate(1), vector(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a HeapCharBuffer has no element type of arrays");
    ByteOrder other =
        ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN
            ? ByteOrder.BIG_ENDIAN
            : ByteOrder.LITTLE_ENDIAN;
    IntBuffer turned = ByteBuffer.allocate(4).order(other).asIntBuffer();
    assertThatThrownBy(() -> HostArrays.fromBuffer(turned, vector(1)))
        .hasMessage(
            "the buffer has the byte order of another machine"
                + "\nView its bytes with order(ByteOrder.nativeOrder()) first.");
  }

  @Test
  void nestedArraysHaveAnAxisForEachLevel() {
    ConcreteArray x = NestedArrays.fromNested(new double[][] {{1, 2, 3}, {4, 5, 6}}, DType.FLOAT32);
    assertThat(x.aval()).hasToString("float32[2,3]");
    assertThat((float[][]) NestedArrays.toNested(x))
        .isDeepEqualTo(new float[][] {{1, 2, 3}, {4, 5, 6}});
    ConcreteArray flags =
        NestedArrays.fromNested(new boolean[][][] {{{true}, {false}}}, DType.BOOL);
    assertThat(flags.aval()).hasToString("bool[1,2,1]");
    assertThat(NestedArrays.toNested(flags)).isEqualTo(new boolean[][][] {{{true}, {false}}});
  }

  @Test
  void nestedArraysOfEveryTypeComeBack() {
    assertThat(NestedArrays.toNested(NestedArrays.fromNested(new long[][] {{1}}, DType.INT64)))
        .isEqualTo(new long[][] {{1}});
    assertThat(NestedArrays.toNested(NestedArrays.fromNested(new short[] {1}, DType.INT16)))
        .isEqualTo(new int[] {1});
    assertThat(NestedArrays.toNested(NestedArrays.fromNested(new byte[] {-1}, DType.UINT8)))
        .isEqualTo(new int[] {255});
    assertThat(NestedArrays.toNested(NestedArrays.fromNested(new float[][] {{}}, DType.FLOAT64)))
        .isEqualTo(new double[][] {{}});
    assertThat(NestedArrays.fromNested(new int[0][3], DType.INT32).aval())
        .hasToString("int32[0,0]");
    assertThat(NestedArrays.elementType(new float[0][])).isEqualTo(DType.FLOAT32);
  }

  @Test
  void rowsOfDifferentLengthAreAnError() {
    assertThatThrownBy(() -> NestedArrays.fromNested(new int[][] {{1, 2}, {3}}, DType.INT32))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the rows of a nested array differ in length: along axis 1 there are 2 and 1"
                + "\nAn array has rows of one length; pad the shorter ones.");
  }

  @Test
  void whatIsNoArrayOfNumbersIsAnError() {
    assertThatThrownBy(() -> NestedArrays.fromNested(new String[] {"a"}, DType.INT32))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "an array cannot be made of String[]\nPass a nested array of numbers, such as"
                + " double[][].");
    ConcreteArray scalar = ConcreteArray.of(Aval.of(DType.FLOAT32), 1.0);
    assertThatThrownBy(() -> NestedArrays.toNested(scalar))
        .hasMessage(
            "an array of type float32[] has no axis, so it is no Java array"
                + "\nUse x.item() for its number.");
  }
}
