package linum.llvm.emit;

import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A value in a register, or a constant.
///
/// @param text its name (`%x3`) or its digits
public record Val(String text, IrType type) {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  public static Val i64(long v) {
    return new Val(Long.toString(v), IrType.I64);
  }

  public static Val i32(int v) {
    return new Val(Integer.toString(v), IrType.I32);
  }

  public static Val i1(boolean v) {
    return new Val(v ? "true" : "false", IrType.I1);
  }

  /// A constant in every lane of a type of integers.
  ///
  /// @param v only its lowest bits count
  public static Val constant(IrType type, long v) {
    if (type.bits() == 1) {
      return everywhere(type, (v & 1) == 1 ? "true" : "false");
    }
    int unused = 64 - type.bits();
    return everywhere(type, Long.toString(v << unused >> unused));
  }

  /// A constant in every lane of a floating type, rounded to it.
  public static Val constant(IrType type, double v) {
    String digits =
        switch (type.bits()) {
          case 16 -> "0xH" + HEX.toHexDigits(Float.floatToFloat16((float) v));
          case 32 -> hex((double) (float) v);
          default -> hex(v);
        };
    return everywhere(type, digits);
  }

  private static String hex(double v) {
    return "0x" + HEX.toHexDigits(Double.doubleToRawLongBits(v));
  }

  private static Val everywhere(IrType type, String digits) {
    String text =
        type.isVector()
            ? IntStream.range(0, type.lanes())
                .mapToObj(_ -> type.scalar() + " " + digits)
                .collect(Collectors.joining(", ", "<", ">"))
            : digits;
    return new Val(text, type);
  }

  /// `0, 1, 2, …` in the lanes of a type of integers.
  public static Val lanesOf(IrType type) {
    if (!type.isVector()) {
      return constant(type, 0);
    }
    String text =
        IntStream.range(0, type.lanes())
            .mapToObj(i -> type.scalar() + " " + i)
            .collect(Collectors.joining(", ", "<", ">"));
    return new Val(text, type);
  }

  public boolean isConstant() {
    return !text.startsWith("%") && !text.startsWith("@");
  }

  /// As an operand with its type: `i64 %x3`.
  @Override
  public String toString() {
    return type + " " + text;
  }
}
