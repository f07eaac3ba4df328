package linum.checkpoint;

import java.util.Arrays;
import java.util.Optional;
import linum.ir.DType;

/// Element types by the names of safetensors, in the order in which its writers sort.
enum SafetensorsType {
  BOOL(DType.BOOL),
  U8(DType.UINT8),
  I8(DType.INT8),
  I16(DType.INT16),
  U16(DType.UINT16),
  F16(DType.FLOAT16),
  BF16(DType.BFLOAT16),
  I32(DType.INT32),
  U32(DType.UINT32),
  F32(DType.FLOAT32),
  F64(DType.FLOAT64),
  I64(DType.INT64),
  U64(DType.UINT64);

  private final DType dtype;

  SafetensorsType(DType dtype) {
    this.dtype = dtype;
  }

  DType dtype() {
    return dtype;
  }

  static SafetensorsType of(DType dtype) {
    return Arrays.stream(values())
        .filter(t -> t.dtype == dtype)
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "safetensors has no element type for %s%s"
                    .formatted(
                        dtype,
                        dtype == DType.KEY
                            ? "\nSave the words of the keys: Random.keyData(key)."
                            : "")));
  }

  static Optional<SafetensorsType> named(String name) {
    return Arrays.stream(values()).filter(t -> t.name().equals(name)).findFirst();
  }
}
