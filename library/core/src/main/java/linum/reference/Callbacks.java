package linum.reference;

import java.util.ArrayList;
import java.util.List;
import linum.core.Buffer;
import linum.core.ConcreteArray;
import linum.core.DebugFormat;
import linum.core.Device;
import linum.core.HostCallback;
import linum.core.HostMemory;
import linum.ir.Aval;
import linum.ir.Callback;
import linum.ir.Rule;

/// Calls of the user's code.
final class Callbacks {
  private static final Device CPU = new Device("cpu", 0);

  private Callbacks() {}

  static Value[] apply(Callback callback, Value[] in) {
    return switch (callback) {
      case Callback.Pure p -> call(p, p.callback(), in, p.results());
      case Callback.Io p -> call(p, p.callback(), in, p.results());
      case Callback.Debug p -> call(p, p.callback(), in, List.of());
      case Callback.DebugPrint p -> {
        System.out.println(DebugFormat.format(p.format(), arrays(in)));
        yield new Value[0];
      }
    };
  }

  private static Value[] call(Callback p, Rule rule, Value[] in, List<Aval> wanted) {
    if (!(rule instanceof HostCallback callback)) {
      throw new IllegalArgumentException(
          "%s: \"%s\" is not a HostCallback, so it cannot be run"
              .formatted(p.label(), rule.ruleName()));
    }
    List<ConcreteArray> results = callback.call(arrays(in));
    List<Aval> got = results.stream().map(ConcreteArray::aval).toList();
    boolean fits = got.size() == wanted.size();
    for (int i = 0; fits && i < got.size(); i++) {
      fits = got.get(i).matches(wanted.get(i));
    }
    if (!fits) {
      throw new IllegalArgumentException(
          "%s: \"%s\" returned %s, but the program declares %s\nReturn arrays of the declared types, or declare others."
              .formatted(p.label(), rule.ruleName(), got, wanted));
    }
    return results.stream().map(Memory::load).toArray(Value[]::new);
  }

  private static List<ConcreteArray> arrays(Value[] values) {
    List<ConcreteArray> arrays = new ArrayList<>();
    for (Value v : values) {
      Buffer buffer = HostMemory.allocate(v.aval().byteSize(), CPU);
      Memory.store(v, buffer.segment());
      arrays.add(ConcreteArray.of(v.aval(), buffer));
    }
    return arrays;
  }
}
