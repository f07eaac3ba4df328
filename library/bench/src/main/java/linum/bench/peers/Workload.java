package linum.bench.peers;

import java.util.List;
import java.util.Set;
import linum.core.Array;
import org.jspecify.annotations.Nullable;

/// A function to be timed, with its inputs.
///
/// @param state inputs that the function may overwrite if it `donates`: its first outputs are the
///   next state, as the parameters of a training step are
/// @param data inputs that stay
/// @param feedback for a workload that is so small that XLA must be timed in a loop: the next
///   state, which must depend on every output, lest XLA leave out what nobody needs
/// @param jitted whether Linum compiles the function, or runs operation by operation
/// @param goal how fast Linum has to be
/// @param flops floating point operations that the limit counts
/// @param bytes what has to go through memory at least; 0 if the caches hold it
/// @param tolerance how far results may lie apart, relative to the largest element of an output
/// @param exceptions peers that compute a slightly different function; they may lie `1e-2` apart
public record Workload(
    String name,
    List<Array> state,
    List<Array> data,
    Step step,
    @Nullable Feedback feedback,
    boolean donates,
    boolean jitted,
    Goal goal,
    double flops,
    double bytes,
    double tolerance,
    Set<String> exceptions) {

  /// The function: state and data to outputs.
  @FunctionalInterface
  public interface Step {
    List<Array> apply(List<Array> state, List<Array> data);
  }

  /// What state comes after an outcome.
  @FunctionalInterface
  public interface Feedback {
    List<Array> next(List<Array> state, List<Array> outputs);
  }

  /// A function of `data`.
  public static Workload of(String name, Goal goal, List<Array> data, Step step) {
    return new Workload(name, List.of(), data, step, null, false, true, goal, 0, 0, 2e-4, Set.of());
  }

  /// A function that turns a state into the next one, and its first outputs are that.
  public static Workload training(
      String name, Goal goal, List<Array> state, List<Array> data, Step step) {
    return new Workload(
        name,
        state,
        data,
        step,
        (_, out) -> out.subList(0, state.size()),
        true,
        true,
        goal,
        0,
        0,
        2e-4,
        Set.of());
  }

  /// In a loop, the first of the inputs becomes what `feedback` makes of it and the outputs.
  public Workload looped(Feedback newFeedback) {
    return new Workload(
        name,
        data.subList(0, 1),
        data.subList(1, data.size()),
        (s, d) -> step.apply(List.of(), join(s, d)),
        newFeedback,
        false,
        jitted,
        goal,
        flops,
        bytes,
        tolerance,
        exceptions);
  }

  public Workload goal(Goal newGoal) {
    return new Workload(
        name,
        state,
        data,
        step,
        feedback,
        donates,
        jitted,
        newGoal,
        flops,
        bytes,
        tolerance,
        exceptions);
  }

  public Workload flops(double newFlops) {
    return new Workload(
        name,
        state,
        data,
        step,
        feedback,
        donates,
        jitted,
        goal,
        newFlops,
        bytes,
        tolerance,
        exceptions);
  }

  public Workload bytes(double newBytes) {
    return new Workload(
        name,
        state,
        data,
        step,
        feedback,
        donates,
        jitted,
        goal,
        flops,
        newBytes,
        tolerance,
        exceptions);
  }

  public Workload tolerance(double newTolerance, String... newExceptions) {
    return new Workload(
        name,
        state,
        data,
        step,
        feedback,
        donates,
        jitted,
        goal,
        flops,
        bytes,
        newTolerance,
        Set.of(newExceptions));
  }

  /// Operation by operation, without compiling the function.
  public Workload eager() {
    return new Workload(
        name,
        state,
        data,
        step,
        feedback,
        donates,
        false,
        goal,
        flops,
        bytes,
        tolerance,
        exceptions);
  }

  static List<Array> join(List<Array> a, List<Array> b) {
    return java.util.stream.Stream.concat(a.stream(), b.stream()).toList();
  }
}
