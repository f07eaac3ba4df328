package linum.xla;

import java.util.stream.Collectors;
import linum.ir.Aval;
import linum.ir.DType;
import linum.ir.Dims;

/// The type of a value in StableHLO: `tensor<2x3xf32>`.
record TensorType(DType dtype, Dims shape) {

  static TensorType of(Aval aval) {
    return new TensorType(stored(aval.dtype()), aval.shape());
  }

  static TensorType scalar(DType dtype) {
    return new TensorType(dtype, Dims.NONE);
  }

  /// The type that stands for one that StableHLO does not have.
  static DType stored(DType dtype) {
    return switch (dtype) {
      case KEY -> DType.UINT64;
      case FLOAT0, TOKEN -> DType.BOOL;
      case BOOL,
          INT8,
          INT16,
          INT32,
          INT64,
          UINT8,
          UINT16,
          UINT32,
          UINT64,
          BFLOAT16,
          FLOAT16,
          FLOAT32,
          FLOAT64,
          COMPLEX64,
          COMPLEX128 ->
          dtype;
    };
  }

  int rank() {
    return shape.rank();
  }

  TensorType withDtype(DType other) {
    return new TensorType(other, shape);
  }

  TensorType withShape(Dims other) {
    return new TensorType(dtype, other);
  }

  @Override
  public String toString() {
    return shape.stream()
        .mapToObj(d -> d + "x")
        .collect(Collectors.joining("", "tensor<", element(dtype) + ">"));
  }

  private static String element(DType dtype) {
    return switch (dtype) {
      case BOOL, FLOAT0, TOKEN -> "i1";
      case INT8 -> "i8";
      case INT16 -> "i16";
      case INT32 -> "i32";
      case INT64 -> "i64";
      case UINT8 -> "ui8";
      case UINT16 -> "ui16";
      case UINT32 -> "ui32";
      case UINT64, KEY -> "ui64";
      case BFLOAT16 -> "bf16";
      case FLOAT16 -> "f16";
      case FLOAT32 -> "f32";
      case FLOAT64 -> "f64";
      case COMPLEX64 -> "complex<f32>";
      case COMPLEX128 -> "complex<f64>";
    };
  }
}
