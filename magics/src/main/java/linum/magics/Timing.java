package linum.magics;

/// What `%timeit` found out. Times are in seconds.
///
/// @param tracing how long the first call wrote programs down
/// @param compiling how long the first call made them executable
/// @param first the whole first call
/// @param mean the mean over all measured calls
/// @param deviation the standard deviation of the runs' means
/// @param runs how many times the calls were measured
/// @param calls how many calls made one run
public record Timing(
    double tracing,
    double compiling,
    double first,
    double mean,
    double deviation,
    int runs,
    int calls) {

  /// As IPython says it, then the first call where it compiled something.
  @Override
  public String toString() {
    String warm =
        "%s ± %s per call (mean ± std. dev. of %s, %s each)"
            .formatted(
                Sizes.seconds(mean),
                Sizes.seconds(deviation),
                Sizes.count(runs, "run"),
                Sizes.count(calls, "call"));
    if (tracing + compiling == 0) {
      return warm;
    }
    return warm
        + "\nfirst call %s: tracing %s, compiling %s, running %s"
            .formatted(
                Sizes.seconds(first),
                Sizes.seconds(tracing),
                Sizes.seconds(compiling),
                Sizes.seconds(Math.max(0, first - tracing - compiling)));
  }
}
