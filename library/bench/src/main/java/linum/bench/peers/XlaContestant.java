package linum.bench.peers;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import linum.Linum;
import linum.bench.tensorflow.Xla;
import linum.bench.tensorflow.XlaProgram;
import linum.core.Array;
import linum.ir.Jaxpr;
import linum.numpy.Jnp;
import org.jspecify.annotations.Nullable;

/// A workload as XLA runs it: called once at a time, and where it has a feedback also in a loop
/// inside one program, which leaves out what a call costs.
final class XlaContestant implements Contestant {
  /// How long one call of a loop should take, in seconds.
  private static final double LOOP_SECONDS = 0.005;

  /// What a call costs hardly shows above this; above it a loop is only worth it where it spares
  /// memory.
  private static final double LARGE_SECONDS = 0.005;

  private static final int MOST_TIMES = 50_000;

  private final Xla xla;
  private final Workload workload;
  private final XlaProgram program;
  private final List<MemorySegment> inputs;
  private final List<Way> ways = new ArrayList<>();
  private @Nullable XlaProgram loop;
  private List<MemorySegment> loopInputs = List.of();

  XlaContestant(Xla xla, Workload workload) {
    this.xla = xla;
    this.workload = workload;
    Jaxpr jaxpr = Linum.makeJaxpr(workload.step()::apply, workload.state(), workload.data());
    program = xla.compile(jaxpr);
    inputs = program.upload(Workload.join(workload.state(), workload.data()));
    ways.add(new Way("call", () -> program.run(inputs), 1));
  }

  @Override
  public List<float[]> results() {
    return program.results(inputs).stream().map(LinumContestant::floats).toList();
  }

  @Override
  public List<Way> ways() {
    Workload.Feedback feedback = workload.feedback();
    if (feedback != null && ways.size() == 1 && (workload.bytes() > 0 || isSmall())) {
      ways.add(loop(feedback));
    }
    return ways;
  }

  private boolean isSmall() {
    long start = System.nanoTime();
    program.run(inputs);
    return (System.nanoTime() - start) / 1e9 < LARGE_SECONDS;
  }

  private Way loop(Workload.Feedback feedback) {
    XlaProgram made = xla.compile(jaxpr(feedback));
    loop = made;
    int times = 1;
    while (true) {
      List<MemorySegment> arguments = arguments(made, times);
      made.run(arguments);
      long start = System.nanoTime();
      made.run(arguments);
      double seconds = (System.nanoTime() - start) / 1e9;
      if (seconds > LOOP_SECONDS / 2 || times >= MOST_TIMES) {
        loopInputs = arguments;
        return new Way("loop", () -> made.run(arguments), times);
      }
      made.free(arguments);
      double wanted = times * LOOP_SECONDS / Math.max(seconds, 1e-6);
      times = (int) Math.clamp(Math.min(wanted, times * 30.0), times + 1.0, MOST_TIMES);
    }
  }

  private List<MemorySegment> arguments(XlaProgram made, int times) {
    List<Array> arrays = new ArrayList<>(List.of(Jnp.array(times)));
    arrays.addAll(workload.state());
    arrays.addAll(workload.data());
    return made.upload(arrays);
  }

  /// The number of runs is an input, so that one program serves all of them.
  private Jaxpr jaxpr(Workload.Feedback feedback) {
    return Linum.makeJaxpr(
        (Array times, List<Array> state, List<Array> data) ->
            Linum.foriLoop(
                Jnp.array(0),
                times,
                (_, s) -> feedback.next(s, workload.step().apply(s, data)),
                state),
        Jnp.array(1),
        workload.state(),
        workload.data());
  }

  @Override
  public void close() {
    program.free(inputs);
    if (loop != null) {
      loop.free(loopInputs);
    }
  }
}
