package linum.bench.tensorflow;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import linum.core.Array;
import linum.core.Backend;
import linum.core.Backends;
import linum.core.Buffer;
import linum.core.ConcreteArray;
import linum.ir.Aval;

/// A program for XLA: the attributes of the operation that runs it, ready in native memory.
@SuppressWarnings("restricted")
public final class XlaProgram {
  private static final MemorySegment NAME = Xla.string("XlaCallModule");
  private static final MemorySegment DEVICE = Xla.string("/device:CPU:0");
  private static final MemorySegment VERSION = Xla.string("version");
  private static final MemorySegment MODULE = Xla.string("module");
  private static final MemorySegment PLATFORMS = Xla.string("platforms");
  private static final MemorySegment INPUT_TYPES = Xla.string("Tin");
  private static final MemorySegment OUTPUT_TYPES = Xla.string("Tout");
  private static final MemorySegment OUTPUT_SHAPES = Xla.string("Sout");
  private static final MemorySegment CPU = Xla.pointer(Xla.string("CPU"));
  private static final MemorySegment CPU_LENGTH = Xla.longs(3);

  private final Xla xla;
  private final TensorFlow tf;
  private final MemorySegment text;
  private final List<Aval> outputs;
  private final MemorySegment inputTypes;
  private final int inputCount;
  private final MemorySegment outputTypes;
  private final MemorySegment outputRanks;
  private final MemorySegment outputShapes;
  private final MemorySegment results;
  private final MemorySegment resultCount = Arena.global().allocate(JAVA_INT);

  XlaProgram(Xla xla, String module, List<Aval> inputs, List<Aval> outputs) {
    this.xla = xla;
    this.tf = xla.library();
    this.outputs = outputs;
    text = Arena.global().allocateFrom(JAVA_BYTE, module.getBytes(StandardCharsets.UTF_8));
    inputTypes = types(inputs);
    inputCount = inputs.size();
    outputTypes = types(outputs);
    outputRanks =
        Arena.global().allocateFrom(JAVA_INT, outputs.stream().mapToInt(Aval::rank).toArray());
    outputShapes =
        TensorFlow.pointers(
            outputs.stream()
                .map(a -> Xla.longs(a.shape().stream().asLongStream().toArray()))
                .toList());
    results = Arena.global().allocate(ADDRESS, Math.max(1, outputs.size()));
  }

  private static MemorySegment types(List<Aval> avals) {
    return Arena.global()
        .allocateFrom(JAVA_INT, avals.stream().mapToInt(a -> Xla.code(a.dtype())).toArray());
  }

  /// The arrays as the program takes them.
  public List<MemorySegment> upload(List<Array> arrays) {
    return arrays.stream().map(xla::upload).toList();
  }

  /// Runs the program and forgets its results, after they are computed.
  public void run(List<MemorySegment> inputs) {
    List<MemorySegment> out = call(inputs);
    if (!out.isEmpty()) {
      xla.read(out.getFirst(), MemorySegment::address);
    }
    out.forEach(xla::delete);
  }

  /// Runs the program, and gives copies of its results.
  public List<Array> results(List<MemorySegment> inputs) {
    List<MemorySegment> out = call(inputs);
    List<Array> arrays = new ArrayList<>();
    for (int i = 0; i < out.size(); i++) {
      Aval aval = outputs.get(i);
      arrays.add(xla.read(out.get(i), data -> copy(aval, data)));
      xla.delete(out.get(i));
    }
    return arrays;
  }

  private static Array copy(Aval aval, MemorySegment data) {
    Backend backend = Backends.current();
    Buffer buffer = backend.allocate(aval.byteSize(), backend.devices().getFirst());
    buffer.segment().copyFrom(data.reinterpret(aval.byteSize()));
    return ConcreteArray.of(aval, buffer);
  }

  /// Frees what [#upload] made.
  public void free(List<MemorySegment> inputs) {
    inputs.forEach(xla::delete);
  }

  private List<MemorySegment> call(List<MemorySegment> inputs) {
    MemorySegment status = xla.status();
    MemorySegment op = tf.get("TFE_NewOp", xla.context(), NAME, status);
    tf.call("TFE_OpSetAttrInt", op, VERSION, 9L);
    tf.call("TFE_OpSetAttrString", op, MODULE, text, text.byteSize());
    tf.call("TFE_OpSetAttrTypeList", op, INPUT_TYPES, inputTypes, inputCount);
    tf.call("TFE_OpSetAttrTypeList", op, OUTPUT_TYPES, outputTypes, outputs.size());
    tf.call(
        "TFE_OpSetAttrShapeList",
        op,
        OUTPUT_SHAPES,
        outputShapes,
        outputRanks,
        outputs.size(),
        status);
    tf.call("TFE_OpSetAttrStringList", op, PLATFORMS, CPU, CPU_LENGTH, 1);
    tf.call("TFE_OpSetDevice", op, DEVICE, status);
    xla.check();
    inputs.forEach(i -> tf.call("TFE_OpAddInput", op, i, status));
    resultCount.set(JAVA_INT, 0, outputs.size());
    tf.call("TFE_Execute", op, results, resultCount, status);
    tf.call("TFE_DeleteOp", op);
    xla.check();
    List<MemorySegment> out = new ArrayList<>();
    for (int i = 0; i < outputs.size(); i++) {
      out.add(results.getAtIndex(ADDRESS, i));
    }
    return out;
  }
}
