package linum.linen;

import java.util.LinkedHashMap;
import java.util.Map;
import linum.Compiled;
import linum.Linum;
import linum.core.Array;
import linum.ir.DType;
import linum.ir.Dims;
import linum.nn.Initializer;
import linum.random.Random;
import linum.transform.JitOptions;

/// Initializers as programs: one for each shape, from the stream and the place in it to the values.
/// A deep model has few kinds of layers, and so takes few programs to make.
final class InitPrograms {
  private static final int KEPT = 1024;

  private record Key(Initializer init, Dims shape, DType dtype) {}

  private static final Map<Key, Compiled.OfArrays2> KNOWN =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Compiled.OfArrays2> eldest) {
          return size() > KEPT;
        }
      };

  private InitPrograms() {}

  /// What an initializer makes from a key. Initializers that are no records are not known again,
  /// and run as they are.
  static Array make(Initializer init, LazyRng.Draw draw, Dims shape, DType dtype) {
    if (!(init instanceof Record)) {
      return init.apply(draw.key(), shape, dtype);
    }
    Compiled.OfArrays2 program;
    synchronized (KNOWN) {
      program =
          KNOWN.computeIfAbsent(
              new Key(init, shape, dtype),
              k ->
                  Linum.jit(
                      (key, number) ->
                          k.init().apply(Random.foldIn(key, number), k.shape(), k.dtype()),
                      JitOptions.DEFAULT.inline(true)));
    }
    return program.apply(draw.stream().data(), draw.number());
  }
}
