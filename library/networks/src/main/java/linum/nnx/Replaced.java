package linum.nnx;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import linum.core.Array;
import linum.nnx.NnxVariables.Variable;

/// Calls with other values in some variables.
final class Replaced {
  private Replaced() {}

  /// What `body` gives while the variables have the given values; they have their own afterwards.
  static <R> R call(Map<Variable, Array> values, Supplier<R> body) {
    Map<Variable, Array> own = new LinkedHashMap<>();
    values.keySet().forEach(v -> own.put(v, v.get()));
    values.forEach(Variable::set);
    try {
      return body.get();
    } finally {
      own.forEach(Variable::set);
    }
  }
}
