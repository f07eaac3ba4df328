package linum.nnx;

import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import linum.Pair;
import linum.Pulled;
import linum.core.Array;
import linum.ir.Jaxpr;
import linum.ir.JaxprCost;
import linum.ir.pass.DeadCode;
import linum.nnx.NnxPytrees.Pytree;
import linum.nnx.NnxStates.State;
import linum.tree.Records;
import org.jspecify.annotations.Nullable;

/// The calls of the methods of a model and its parts during a call of the model.
final class Calls {
  /// One call, known when it is over.
  static final class Call {
    final Pytree module;
    final String method;
    final List<@Nullable Object> args;
    @Nullable Object result;

    private Call(Pytree module, String method, List<@Nullable Object> args) {
      this.module = module;
      this.method = method;
      this.args = args;
    }

    /// What was passed, as text: the same for calls that are alike.
    String inputs() {
      return args.size() == 1 ? text(args.getFirst()) : text(args);
    }

    String outputs() {
      return text(result);
    }
  }

  private final List<Call> calls = new ArrayList<>();
  private final IdentityHashMap<Object, Object> running = new IdentityHashMap<>();
  private final Object copy;
  private boolean paused;

  private Calls(Object model) {
    Object clone = Nnx.clone(model);
    this.copy =
        Nnx.recursiveMap(
            (_, value) -> value instanceof Pytree p ? Watched.copy(p, this::told) : value, clone);
  }

  /// The calls that `call` makes, in the order in which they begin. The model stays as it is.
  static <M> Calls of(M model, Function<M, ?> call) {
    Calls all = new Calls(model);
    Object _ = call.apply(Typed.cast(all.copy));
    all.paused = true;
    return all;
  }

  /// A copy of the model, whose parts the calls refer to.
  Object model() {
    return copy;
  }

  /// The calls of an object; of several with like inputs the first.
  List<Call> of(Pytree module) {
    Set<String> seen = new HashSet<>();
    return calls.stream()
        .filter(c -> same(c.module, module) && seen.add(c.method + "\n" + c.inputs()))
        .toList();
  }

  @SuppressWarnings("ReferenceEquality") // objects are themselves
  private static boolean same(Object a, Object b) {
    return a == b;
  }

  /// Hears of a call; one of a method by another method of the same object does not count.
  private @Nullable Object told(@Nullable Object subject, @Nullable Object result) {
    if (paused) {
      return null;
    }
    if (subject instanceof Object[] in) {
      Pytree module = (Pytree) in[0];
      if (running.putIfAbsent(module, module) != null) {
        return null;
      }
      List<@Nullable Object> args = new ArrayList<>();
      for (int i = 2; i < in.length; i++) {
        args.add(in[i]);
      }
      Call call = new Call(module, (String) in[1], args);
      calls.add(call);
      return call;
    }
    if (subject instanceof Call call) {
      running.remove(call.module);
      call.result = result;
    }
    return null;
  }

  /// How many operations a call takes; empty if it cannot be repeated.
  static String flops(Call call) {
    return counted(call, (module, in) -> run(call, module, in));
  }

  /// Those of the call and of pulling a cotangent like its value back to variables and arguments.
  static String vjpFlops(Call call) {
    return counted(
        call,
        (module, in) -> {
          Pulled<Object, Pair<State, List<Object>>> p =
              Nnx.vjp((Pytree m, List<Object> a) -> run(call, m, a), module, in);
          return p.pullback().apply(p.value());
        });
  }

  private static String counted(Call call, BiFunction<Pytree, List<Object>, Object> f) {
    try {
      List<Object> args = Typed.cast(call.args);
      Jaxpr program = Nnx.makeJaxpr(f, call.module, args);
      return String.valueOf((long) JaxprCost.of(DeadCode.apply(program)).flops());
    } catch (IllegalArgumentException e) {
      return ""; // its value has no derivative, or no shape that is known before
    }
  }

  private static Object run(Call call, Pytree module, List<Object> args) {
    Method method =
        Watched.methods(Watched.type(module)).values().stream()
            .filter(m -> m.getName().equals(call.method) && takes(m, args))
            .findFirst()
            .orElseThrow();
    method.setAccessible(true);
    try {
      return Objects.requireNonNull(method.invoke(module, args.toArray()));
    } catch (InvocationTargetException e) {
      throw new IllegalArgumentException(e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("cannot call " + method, e);
    }
  }

  private static boolean takes(Method m, List<Object> args) {
    Class<?>[] types = m.getParameterTypes();
    if (types.length != args.size()) {
      return false;
    }
    for (int i = 0; i < types.length; i++) {
      Class<?> boxed = MethodType.methodType(types[i]).wrap().returnType();
      if (args.get(i) != null && !boxed.isInstance(args.get(i))) {
        return false;
      }
    }
    return true;
  }

  /// Arrays by their types, lists a line each.
  private static String text(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case Array a -> a.aval().toString();
      case List<?> l -> l.stream().map(v -> "- " + text(v)).collect(Collectors.joining("\n"));
      case Map<?, ?> m ->
          m.entrySet().stream()
              .map(e -> e.getKey() + ": " + text(e.getValue()))
              .collect(Collectors.joining("\n"));
      case Pytree p -> Watched.type(p).getSimpleName() + "(...)";
      case Record r ->
          Records.components(r).entrySet().stream()
              .map(e -> e.getKey() + ": " + text(e.getValue()))
              .collect(Collectors.joining("\n"));
      default -> value.getClass().isHidden() ? "<lambda>" : value.toString();
    };
  }
}
