package linum.bench.peers;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import linum.Linum;
import linum.bench.tensorflow.Xla;
import linum.bench.tensorflow.XlaProgram;
import linum.core.Array;
import linum.core.Backends;
import linum.ir.Jaxpr;
import linum.ir.pass.ExplicitBroadcasts;
import linum.ir.pass.Inline;
import org.jspecify.annotations.Nullable;

/// What it takes until a program can run: writing it down and compiling it.
///
/// Linum's time is that of tracing and compiling, in a process that has compiled before; every
/// program is new to it, so that no cache knows it. Once more in the same process, it may come from
/// the cache on disk. XLA's time is that of its first call less that of its second.
final class Compiling {
  private static final String STEP = "compile mlp step";
  private static final List<Integer> BATCHES = List.of(96, 112, 120, 128, 136);
  private static final List<Integer> SIZES = List.of(10, 100, 1000, 10_000);

  /// A peer that took so many seconds for one length is not asked for one ten times as long.
  private static final double PATIENCE = 3;

  private static final String CHAIN = "compile a chain of ";

  private final @Nullable Xla xla;
  private final int threads;

  Compiling(@Nullable Xla xla, int threads) {
    this.xla = xla;
    this.threads = threads;
  }

  List<Row> rows(String word) {
    List<Row> rows = new ArrayList<>();
    if (Registry.matches(STEP + ", cold; warm", word)) {
      rows.addAll(steps());
    }
    boolean patient = true;
    for (int size : SIZES) {
      String name = CHAIN + size;
      if (Registry.matches(name, word)) {
        Row row = chain(name, size, patient);
        patient = row.peers().getOrDefault("xla", 0.0) < PATIENCE;
        rows.add(row);
      }
    }
    return rows;
  }

  private List<Row> steps() {
    linum(Networks.mlp(STEP, 64));
    Times cold = new Times();
    Times warm = new Times();
    Times peer = new Times();
    for (int batch : BATCHES) {
      Workload workload = Networks.mlp(STEP, batch);
      cold.add(linum(workload));
      warm.add(linum(workload));
      if (xla != null) {
        peer.add(xla(xla, workload));
      }
    }
    return List.of(
        row(STEP + ", cold", cold, peer, Goal.xla(0.4)),
        row(STEP + ", warm", warm, peer, Goal.xla(0.1)));
  }

  private Row chain(String name, int size, boolean patient) {
    Workload workload =
        Workload.of(
            name,
            Goal.NONE,
            List.of(Inputs.normal(0.1, 64)),
            (_, d) -> {
              Array x = d.getFirst();
              for (int i = 0; i < size / 2; i++) {
                x = x.mul(0.5 + 1.0 / (i + 2)).add(1.0 / (i + 1));
              }
              return List.of(x);
            });
    Times linum = new Times();
    linum.add(linum(workload));
    Times peer = new Times();
    if (xla != null && patient) {
      peer.add(xla(xla, workload));
    }
    return row(name, linum, peer, Goal.NONE);
  }

  private Row row(String name, Times linum, Times peer, Goal goal) {
    Map<String, Double> medians = new LinkedHashMap<>();
    Map<String, Double> minima = new LinkedHashMap<>(Map.of("linum", linum.minimum()));
    if (!peer.isEmpty()) {
      medians.put("xla", peer.median());
      minima.put("xla", peer.minimum());
    }
    return new Row(
        name, threads, linum.median(), null, medians, minima, Map.of(), goal, null, List.of());
  }

  private static double linum(Workload workload) {
    long start = System.nanoTime();
    Jaxpr jaxpr = jaxpr(workload);
    Jaxpr whole = ExplicitBroadcasts.apply(Inline.apply(jaxpr));
    Backends.current().compile(whole, List.of());
    return (System.nanoTime() - start) / 1e9;
  }

  private static Jaxpr jaxpr(Workload workload) {
    return Linum.makeJaxpr(workload.step()::apply, workload.state(), workload.data());
  }

  private static double xla(Xla xla, Workload workload) {
    XlaProgram program = xla.compile(jaxpr(workload));
    List<MemorySegment> inputs = program.upload(Workload.join(workload.state(), workload.data()));
    double first = time(() -> program.run(inputs));
    double second = time(() -> program.run(inputs));
    program.free(inputs);
    return first - second;
  }

  private static double time(Runnable run) {
    long start = System.nanoTime();
    run.run();
    return (System.nanoTime() - start) / 1e9;
  }
}
