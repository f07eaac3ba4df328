package linum.xla;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.ref.Reference;
import java.util.HexFormat;
import linum.core.Buffer;
import linum.core.ConcreteArray;
import linum.ir.DType;
import linum.ir.Scalars;

/// Numbers in the text of a module.
final class Literals {
  private Literals() {}

  static String of(Number value, DType dtype) {
    return switch (dtype.kind()) {
      case BOOL, FLOAT0, TOKEN -> value.longValue() == 0 ? "false" : "true";
      case SIGNED -> Long.toString(value.longValue());
      case UNSIGNED, KEY -> Long.toUnsignedString(value.longValue());
      case FLOATING -> real(value.doubleValue(), dtype);
      case COMPLEX -> "(%s, 0.0)".formatted(value.doubleValue());
    };
  }

  private static String real(double value, DType dtype) {
    if (Double.isFinite(value)) {
      return dtype == DType.FLOAT64 ? Double.toString(value) : Float.toString((float) value);
    }
    HexFormat hex = HexFormat.of().withUpperCase();
    return "0x"
        + switch (dtype.byteSize()) {
          case 8 -> hex.toHexDigits(Double.doubleToRawLongBits(value));
          case 4 -> hex.toHexDigits(Float.floatToRawIntBits((float) value));
          default ->
              hex.toHexDigits(
                  dtype == DType.FLOAT16
                      ? Scalars.toFloat16Bits(value)
                      : Scalars.toBfloat16Bits(value));
        };
  }

  /// The memory of an array, as a string of hexadecimal digits.
  static String bytes(ConcreteArray array) {
    Buffer buffer = array.buffer();
    MemorySegment memory = buffer.segment().asSlice(0, array.aval().byteSize());
    try {
      return "\"0x%s\""
          .formatted(
              HexFormat.of().withUpperCase().formatHex(memory.toArray(ValueLayout.JAVA_BYTE)));
    } finally {
      Reference.reachabilityFence(buffer);
    }
  }
}
