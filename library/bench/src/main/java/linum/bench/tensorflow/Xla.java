package linum.bench.tensorflow;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.nio.file.Path;
import linum.core.Array;
import linum.core.Buffer;
import linum.core.ConcreteArray;
import linum.ir.Aval;
import linum.ir.DType;
import linum.ir.Jaxpr;
import linum.xla.StableHlo;

/// XLA with a number of threads of its own.
@SuppressWarnings("restricted")
public final class Xla {
  private final TensorFlow tf;
  private final MemorySegment status;
  private final MemorySegment context;

  /// @param folder holds the two shared libraries of TensorFlow
  public Xla(Path folder, int threads) {
    tf = new TensorFlow(folder);
    status = tf.get("TF_NewStatus");
    MemorySegment options = tf.get("TFE_NewContextOptions");
    // ConfigProto: fields 2 and 5 are the threads inside and between operations.
    byte[] config = {0x10, (byte) threads, 0x28, (byte) threads};
    MemorySegment bytes = Arena.global().allocateFrom(JAVA_BYTE, config);
    tf.call("TFE_ContextOptionsSetConfig", options, bytes, (long) config.length, status);
    check();
    context = tf.get("TFE_NewContext", options, status);
    check();
  }

  /// The program ready to run. It is compiled when it is first called.
  public XlaProgram compile(Jaxpr jaxpr) {
    return new XlaProgram(this, StableHlo.lower(jaxpr), jaxpr.inputAvals(), jaxpr.outputAvals());
  }

  TensorFlow library() {
    return tf;
  }

  MemorySegment status() {
    return status;
  }

  MemorySegment context() {
    return context;
  }

  /// Fails with TensorFlow's own message if the last call failed.
  void check() {
    if ((int) tf.call("TF_GetCode", status) != 0) {
      MemorySegment message = tf.get("TF_Message", status);
      throw new IllegalStateException(message.reinterpret(Long.MAX_VALUE).getString(0));
    }
  }

  /// A copy of an array in TensorFlow's memory: a tensor handle.
  MemorySegment upload(Array array) {
    ConcreteArray source = (ConcreteArray) array;
    Aval aval = source.aval();
    MemorySegment dims = longs(aval.shape().stream().asLongStream().toArray());
    MemorySegment tensor =
        tf.get("TF_AllocateTensor", code(aval.dtype()), dims, aval.rank(), aval.byteSize());
    Buffer buffer = source.buffer();
    try {
      tf.get("TF_TensorData", tensor)
          .reinterpret(aval.byteSize())
          .copyFrom(buffer.segment().asSlice(0, aval.byteSize()));
    } finally {
      Reference.reachabilityFence(buffer);
    }
    MemorySegment handle = tf.get("TFE_NewTensorHandle", tensor, status);
    check();
    tf.call("TF_DeleteTensor", tensor);
    return handle;
  }

  /// What `reader` makes of the memory of a tensor; waits until it is computed.
  <R> R read(MemorySegment handle, java.util.function.Function<MemorySegment, R> reader) {
    MemorySegment tensor = tf.get("TFE_TensorHandleResolve", handle, status);
    check();
    R result = reader.apply(tf.get("TF_TensorData", tensor));
    tf.call("TF_DeleteTensor", tensor);
    return result;
  }

  void delete(MemorySegment handle) {
    tf.call("TFE_DeleteTensorHandle", handle);
  }

  static MemorySegment longs(long... values) {
    return Arena.global().allocateFrom(JAVA_LONG, values);
  }

  static MemorySegment string(String text) {
    return Arena.global().allocateFrom(text);
  }

  static MemorySegment pointer(MemorySegment to) {
    MemorySegment all = Arena.global().allocate(ADDRESS);
    all.set(ADDRESS, 0, to);
    return all;
  }

  /// TensorFlow's number for an element type.
  static int code(DType dtype) {
    return switch (dtype) {
      case FLOAT32 -> 1;
      case FLOAT64 -> 2;
      case INT32 -> 3;
      case UINT8 -> 4;
      case INT16 -> 5;
      case INT8 -> 6;
      case COMPLEX64 -> 8;
      case INT64 -> 9;
      case BOOL, FLOAT0, TOKEN -> 10;
      case BFLOAT16 -> 14;
      case UINT16 -> 17;
      case COMPLEX128 -> 18;
      case FLOAT16 -> 19;
      case UINT32 -> 22;
      case UINT64, KEY -> 23;
    };
  }
}
