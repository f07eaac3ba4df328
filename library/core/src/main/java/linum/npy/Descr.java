package linum.npy;

import java.util.Locale;
import linum.ir.DType;

/// NumPy's name of an element type: byte order, kind and size, as in `<f4`.
record Descr(DType dtype, boolean bigEndian) {
  /// @param name of the file, for messages
  static Descr parse(String text, String name) {
    String code =
        text.length() > 1 && "<>=|".indexOf(text.charAt(0)) >= 0 ? text.substring(1) : text;
    DType dtype =
        switch (code) {
          case "b1", "?" -> DType.BOOL;
          case "i1" -> DType.INT8;
          case "i2" -> DType.INT16;
          case "i4" -> DType.INT32;
          case "i8" -> DType.INT64;
          case "u1" -> DType.UINT8;
          case "u2" -> DType.UINT16;
          case "u4" -> DType.UINT32;
          case "u8" -> DType.UINT64;
          case "f2" -> DType.FLOAT16;
          case "f4" -> DType.FLOAT32;
          case "f8" -> DType.FLOAT64;
          // What NumPy writes for bfloat16, a type it does not know itself.
          case "V2", "bfloat16" -> DType.BFLOAT16;
          default -> throw unknown(text, code, name);
        };
    return new Descr(dtype, text.startsWith(">"));
  }

  private static IllegalArgumentException unknown(String text, String code, String name) {
    String kind =
        switch (code.isEmpty() ? ' ' : code.charAt(0)) {
          case 'O' -> "Python objects";
          case 'c' -> "complex numbers";
          case 'U', 'S' -> "text";
          case 'M', 'm' -> "times";
          default -> "elements";
        };
    return new IllegalArgumentException(
        "%s holds %s of type \"%s\"; arrays hold bool, int8 to int64, uint8 to uint64, float16, bfloat16, float32 and float64\nConvert it in NumPy with astype before saving it."
            .formatted(name, kind, text));
  }

  static Descr of(DType dtype) {
    return new Descr(dtype, false);
  }

  String text() {
    String order = dtype.byteSize() == 1 ? "|" : "<";
    return switch (dtype.kind()) {
      case BOOL -> order + "b1";
      case SIGNED -> order + "i" + dtype.byteSize();
      case UNSIGNED -> order + "u" + dtype.byteSize();
      case FLOATING -> order + (dtype == DType.BFLOAT16 ? "V2" : "f" + dtype.byteSize());
      case COMPLEX, KEY, FLOAT0, TOKEN ->
          throw new IllegalArgumentException(
              "an array of %s cannot be saved as .npy%s"
                  .formatted(
                      dtype.toString().toLowerCase(Locale.ROOT),
                      dtype == DType.KEY ? "\nSave the words of the keys: keyData(key)." : ""));
    };
  }
}
