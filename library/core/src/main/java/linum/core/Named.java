package linum.core;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import linum.ir.Aval;
import linum.ir.Call;
import linum.ir.Jaxpr;
import org.jspecify.annotations.Nullable;

/// A function of the library that programs show as a call under its name, with its own program
/// inside.
///
/// Where nothing is written down, it runs as it is: a call costs no more than what is inside. Where
/// a program is made, the function is traced once for each type of its inputs, so that all its
/// calls share one program. In JAX: functions decorated with `@jit`.
///
/// @param name the name that programs show
/// @param site what tells two functions of one name apart: the class of the lambda
/// @param statics whatever else the result depends on, compared by `equals`
/// @param body what it does with its inputs; it may refer to `statics`, but to no other array
public record Named(
    String name,
    Class<?> site,
    List<? extends @Nullable Object> statics,
    Function<List<Array>, List<Array>> body) {
  public Named {
    statics = Collections.unmodifiableList(new ArrayList<>(statics));
  }

  /// A function of one array.
  public static Array call(String name, UnaryOperator<Array> f, Array x) {
    return call(name, List.of(), f, x);
  }

  /// A function of one array that depends on more than its name says.
  public static Array call(
      String name, List<? extends @Nullable Object> statics, UnaryOperator<Array> f, Array x) {
    return Trace.current() == Eval.INSTANCE
        ? f.apply(x)
        : one(name, statics, f, in -> f.apply(in.getFirst()), List.of(x));
  }

  /// A function of two arrays.
  public static Array call(String name, BinaryOperator<Array> f, Array x, Array y) {
    return Trace.current() == Eval.INSTANCE
        ? f.apply(x, y)
        : one(name, List.of(), f, in -> f.apply(in.get(0), in.get(1)), List.of(x, y));
  }

  /// A function of any number of arrays.
  public static Array call(
      String name,
      List<? extends @Nullable Object> statics,
      Function<List<Array>, Array> f,
      List<Array> inputs) {
    return Trace.current() == Eval.INSTANCE ? f.apply(inputs) : one(name, statics, f, f, inputs);
  }

  private static Array one(
      String name,
      List<? extends @Nullable Object> statics,
      Object f,
      Function<List<Array>, Array> body,
      List<Array> in) {
    return new Named(name, f.getClass(), statics, x -> List.of(body.apply(x))).apply(in).getFirst();
  }

  /// A function of several results.
  public static List<Array> calls(
      String name,
      List<? extends @Nullable Object> statics,
      Function<List<Array>, List<Array>> f,
      List<Array> inputs) {
    return new Named(name, f.getClass(), statics, f).apply(inputs);
  }

  /// What the function gives, as a call where a program is written down.
  public List<Array> apply(List<Array> inputs) {
    Trace current = Trace.current();
    Jaxpr program =
        current == Eval.INSTANCE
            ? null
            : current.program(this, inputs.stream().map(Array::aval).toList());
    return program == null
        ? List.copyOf(body.apply(inputs))
        : Trace.bindAll(new Call.Jit(name, program), inputs);
  }

  /// What decides which program this is for inputs of the given types.
  public List<Object> key(List<Aval> avals) {
    return List.of(name, site, statics, avals);
  }
}
