package linum.magics;

import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import linum.core.Array;
import linum.kernel.magic.MagicContext;
import linum.transform.JitEvents;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// `%timeit [-n CALLS] [-r RUNS] expression`: how long an expression takes.
///
/// Every call waits until the arrays it gives are computed. The first call, which may trace and
/// compile, is measured apart; compiled functions are traced anew for it only if they were not
/// called before. Before the measured calls the expression runs for a while, so that the JVM has
/// compiled what it runs.
final class TimeitMagic {
  private static final Pattern ARGUMENTS =
      Pattern.compile("(?:-n\\s*(?<n>\\d+)\\s+|-r\\s*(?<r>\\d+)\\s+)*(?<code>.*)", Pattern.DOTALL);
  private static final int RUNS = 7;
  private static final double SECONDS_OF_A_RUN = 0.1;
  private static final double SECONDS_OF_WARM_UP = 0.5;
  private static final int MOST_CALLS = 10_000_000;

  private TimeitMagic() {}

  static Timing run(String arguments, MagicContext context) throws Exception {
    Matcher m = ARGUMENTS.matcher(arguments.strip());
    if (!m.matches() || m.group("code").isBlank() || m.group("code").startsWith("-")) {
      throw context.usageError(
          "%%timeit: \"%s\" is no expression with options -n CALLS and -r RUNS.\n%%timeit -n 100 f.apply(x)"
              .formatted(arguments));
    }
    Callable<@Nullable Object> code = context.compile(m.group("code"));
    int runs = m.group("r") == null ? RUNS : Math.max(1, Integer.parseInt(m.group("r")));
    int calls = m.group("n") == null ? 0 : Math.max(1, Integer.parseInt(m.group("n")));
    return measure(code, runs, calls);
  }

  /// @param calls how many calls make a run; 0 to find out
  private static Timing measure(Callable<@Nullable Object> code, int runs, int calls)
      throws Exception {
    AtomicLong tracing = new AtomicLong();
    AtomicLong compiling = new AtomicLong();
    double first;
    try (var _ = JitEvents.listen(new Sum(tracing, compiling))) {
      first = seconds(code, 1);
    }
    warmUp(code);
    int n = calls == 0 ? enough(code) : calls;
    double[] means = new double[runs];
    for (int i = 0; i < runs; i++) {
      means[i] = seconds(code, n) / n;
    }
    double mean = DoubleStream.of(means).average().orElseThrow();
    double variance = DoubleStream.of(means).map(t -> (t - mean) * (t - mean)).sum() / runs;
    return new Timing(
        tracing.get() / 1e9, compiling.get() / 1e9, first, mean, Math.sqrt(variance), runs, n);
  }

  private static void warmUp(Callable<@Nullable Object> code) throws Exception {
    double passed = 0;
    while (passed < SECONDS_OF_WARM_UP) {
      passed += seconds(code, 1);
    }
  }

  /// A power of ten of calls that takes long enough to be measured.
  private static int enough(Callable<@Nullable Object> code) throws Exception {
    int n = 1;
    while (n < MOST_CALLS && seconds(code, n) < SECONDS_OF_A_RUN) {
      n *= 10;
    }
    return n;
  }

  private static double seconds(Callable<@Nullable Object> code, int calls) throws Exception {
    long start = System.nanoTime();
    for (int i = 0; i < calls; i++) {
      await(code.call());
    }
    return (System.nanoTime() - start) / 1e9;
  }

  private static void await(@Nullable Object value) {
    if (value instanceof Array array) {
      array.blockUntilReady();
    } else {
      Tree.leaves(value).forEach(Array::blockUntilReady);
    }
  }

  /// Adds up what compiled functions tell.
  private record Sum(AtomicLong tracing, AtomicLong compiling) implements JitEvents {
    @Override
    public void traced(String name, long nanos) {
      tracing.addAndGet(nanos);
    }

    @Override
    public void compiled(String name, long nanos) {
      compiling.addAndGet(nanos);
    }

    @Override
    public void ran(String name, long nanos) {}
  }
}
