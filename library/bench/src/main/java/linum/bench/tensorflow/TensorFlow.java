package linum.bench.tensorflow;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The functions of TensorFlow's C API that are needed here, called by name.
@SuppressWarnings("restricted")
final class TensorFlow {
  private static final Map<String, FunctionDescriptor> SIGNATURES = signatures();

  private final Map<String, MethodHandle> functions = new HashMap<>();

  /// @param folder holds `libtensorflow_cc.so.2` and `libtensorflow_framework.so.2`
  TensorFlow(Path folder) {
    Arena forever = Arena.global();
    SymbolLookup framework =
        SymbolLookup.libraryLookup(folder.resolve("libtensorflow_framework.so.2"), forever);
    SymbolLookup symbols =
        SymbolLookup.libraryLookup(folder.resolve("libtensorflow_cc.so.2"), forever).or(framework);
    SIGNATURES.forEach((name, signature) ->
        functions.put(
            name,
            Linker.nativeLinker()
                .downcallHandle(symbols.findOrThrow(name), signature)
                .asSpreader(Object[].class, signature.argumentLayouts().size())));
  }

  private static Map<String, FunctionDescriptor> signatures() {
    Map<String, FunctionDescriptor> all = new HashMap<>();
    gives(all, "TF_NewStatus", ADDRESS);
    gives(all, "TF_GetCode", JAVA_INT, ADDRESS);
    gives(all, "TF_Message", ADDRESS, ADDRESS);
    gives(all, "TFE_NewContextOptions", ADDRESS);
    does(all, "TFE_ContextOptionsSetConfig", ADDRESS, ADDRESS, JAVA_LONG, ADDRESS);
    gives(all, "TFE_NewContext", ADDRESS, ADDRESS, ADDRESS);
    gives(all, "TF_AllocateTensor", ADDRESS, JAVA_INT, ADDRESS, JAVA_INT, JAVA_LONG);
    gives(all, "TF_TensorData", ADDRESS, ADDRESS);
    does(all, "TF_DeleteTensor", ADDRESS);
    gives(all, "TFE_NewTensorHandle", ADDRESS, ADDRESS, ADDRESS);
    does(all, "TFE_DeleteTensorHandle", ADDRESS);
    gives(all, "TFE_TensorHandleResolve", ADDRESS, ADDRESS, ADDRESS);
    gives(all, "TFE_NewOp", ADDRESS, ADDRESS, ADDRESS, ADDRESS);
    does(all, "TFE_DeleteOp", ADDRESS);
    does(all, "TFE_OpSetDevice", ADDRESS, ADDRESS, ADDRESS);
    does(all, "TFE_OpSetAttrInt", ADDRESS, ADDRESS, JAVA_LONG);
    does(all, "TFE_OpSetAttrString", ADDRESS, ADDRESS, ADDRESS, JAVA_LONG);
    does(all, "TFE_OpSetAttrTypeList", ADDRESS, ADDRESS, ADDRESS, JAVA_INT);
    does(all, "TFE_OpSetAttrShapeList", ADDRESS, ADDRESS, ADDRESS, ADDRESS, JAVA_INT, ADDRESS);
    does(all, "TFE_OpSetAttrStringList", ADDRESS, ADDRESS, ADDRESS, ADDRESS, JAVA_INT);
    does(all, "TFE_OpAddInput", ADDRESS, ADDRESS, ADDRESS);
    does(all, "TFE_Execute", ADDRESS, ADDRESS, ADDRESS, ADDRESS);
    return all;
  }

  private static void gives(
      Map<String, FunctionDescriptor> all, String name, MemoryLayout result, MemoryLayout... in) {
    all.put(name, FunctionDescriptor.of(result, in));
  }

  private static void does(Map<String, FunctionDescriptor> all, String name, MemoryLayout... in) {
    all.put(name, FunctionDescriptor.ofVoid(in));
  }

  MemorySegment get(String name, Object... arguments) {
    return (MemorySegment) call(name, arguments);
  }

  Object call(String name, Object... arguments) {
    MethodHandle function = functions.get(name);
    if (function == null) {
      throw new IllegalArgumentException("no function " + name + " of TensorFlow is bound here");
    }
    try {
      return function.invoke(arguments);
    } catch (Throwable e) {
      throw new IllegalStateException(name + " failed", e);
    }
  }

  /// A list of pointers, in native memory for ever.
  static MemorySegment pointers(List<MemorySegment> pointers) {
    MemorySegment all = Arena.global().allocate(ADDRESS, Math.max(1, pointers.size()));
    for (int i = 0; i < pointers.size(); i++) {
      all.setAtIndex(ADDRESS, i, pointers.get(i));
    }
    return all;
  }
}
