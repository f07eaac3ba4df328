package linum.nnx;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import linum.core.Array;
import linum.ir.Jaxpr;
import linum.nnx.NnxVariables.Variable;
import linum.transform.Body;
import linum.transform.JitOptions;
import linum.transform.Jitted;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// A compiled function over objects. It is traced once for each structure of its arguments and
/// types of arrays; calls that differ in values alone run a program.
final class JitFunction {
  /// The program for one structure of objects. The values of the variables are its first arguments,
  /// the plain arguments follow.
  private final class Program {
    // The arguments of the call that runs, for the function if it is traced.
    @SuppressWarnings("ThreadLocalUsage") // one for each program, which may call others
    private final ThreadLocal<@Nullable Operands> pending = new ThreadLocal<>();

    private final Jitted jitted;

    Program(Operands first) {
      this.jitted = new Jitted(this::traced, inner(first));
    }

    private JitOptions inner(Operands first) {
      JitOptions plain = options.donate();
      return options.donateArgnums().isEmpty() ? plain : plain.donate(donated(first));
    }

    // A variable can be given away if the function puts another value there.
    private int[] donated(Operands first) {
      Outcome[] seen = new Outcome[1];
      Jitted probe =
          new Jitted(
              flat -> {
                seen[0] = run(first, flat);
                return seen[0];
              },
              JitOptions.DEFAULT);
      probe.lower(flat(first));
      Set<Object> given = new HashSet<>();
      List<Integer> positions = new ArrayList<>();
      Variable[] variables = first.variables();
      for (int arg : options.donateArgnums().toArray()) {
        if (arg < first.args().length && first.def(arg) != null) {
          Visit.of(first.args()[arg]).forEach(e -> given.add(new Same(e.value())));
        }
      }
      int at = 0;
      for (int i = 0; i < variables.length; i++) {
        int n = Tree.leaves(variables[i].current()).size();
        if (n == 1
            && given.contains(new Same(variables[i]))
            && seen[0].outs().changed().contains(i)) {
          positions.add(at);
        }
        at += n;
      }
      at += first.arrays().size();
      for (int arg = 0; arg < first.args().length; arg++) {
        if (first.def(arg) == null) {
          if (options.donateArgnums().contains(arg)) {
            positions.add(at);
          }
          at++;
        }
      }
      return positions.stream().mapToInt(Integer::intValue).toArray();
    }

    private @Nullable Object traced(@Nullable Object... flat) {
      return run(Objects.requireNonNull(pending.get(), "traced outside of a call"), flat);
    }

    Jaxpr jaxpr(Operands in) {
      return with(in, () -> jitted.jaxpr(flat(in)));
    }

    @Nullable Object call(Operands in) {
      Operands outer = pending.get();
      pending.set(in);
      try {
        return Lifting.apply(in, Typed.cast(jitted.call(flat(in))));
      } finally {
        pending.set(outer);
      }
    }

    private <R> R with(Operands in, java.util.function.Supplier<R> body) {
      Operands outer = pending.get();
      pending.set(in);
      try {
        return body.get();
      } finally {
        pending.set(outer);
      }
    }
  }

  private record Same(Object value) {
    @Override
    @SuppressWarnings("ReferenceEquality") // the same object, not an equal one
    public boolean equals(@Nullable Object o) {
      return o instanceof Same s && value == s.value;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(value);
    }
  }

  private record Last(Operands operands, Program program) {}

  private final Body f;
  private final JitOptions options;
  private final Map<Object, Program> programs = new ConcurrentHashMap<>();
  // Keeps no object alive that nobody else needs.
  private volatile WeakReference<@Nullable Last> last = new WeakReference<>(null);

  JitFunction(Body f, JitOptions options) {
    this.f = f;
    this.options = options;
  }

  @Nullable Object call(@Nullable Object... args) {
    Last known = last.get();
    Operands in = known == null ? null : known.operands().again(args);
    if (in != null && known != null) {
      return known.program().call(in);
    }
    in = Operands.of(args);
    Program program = program(in);
    last = new WeakReference<>(new Last(in, program));
    return program.call(in);
  }

  private Program program(Operands in) {
    Program program = programs.get(in.key());
    if (program == null) {
      program = new Program(in);
      Program other = programs.putIfAbsent(in.key(), program);
      program = other == null ? program : other;
    }
    return program;
  }

  Jaxpr jaxpr(@Nullable Object... args) {
    Operands in = Operands.of(args);
    return program(in).jaxpr(in);
  }

  int cacheSize() {
    return programs.values().stream().mapToInt(p -> p.jitted.cacheSize()).sum();
  }

  void clearCache() {
    programs.clear();
    last = new WeakReference<>(null);
  }

  private static @Nullable Object[] flat(Operands in) {
    List<@Nullable Object> flat = new ArrayList<>(in.leaves());
    flat.addAll(in.arrays());
    flat.addAll(in.plain());
    return flat.toArray();
  }

  private Outcome run(Operands in, @Nullable Object... flat) {
    int n = in.leaves().size();
    int m = n + in.arrays().size();
    List<Array> leaves = new ArrayList<>();
    for (int i = 0; i < m; i++) {
      leaves.add(Typed.cast(flat[i]));
    }
    return Lifting.run(
        f,
        in,
        Lifting.values(in, leaves.subList(0, n)),
        leaves.subList(n, m),
        java.util.Arrays.asList(flat).subList(m, flat.length),
        _ -> false);
  }
}
