package linum.llvm.plan;

import java.util.List;

/// Roughly how long programs take.
public final class Cost {
  /// How often a loop of unknown length is taken to run.
  private static final long ROUNDS = 100;

  /// What calling Java costs, and what it takes a byte there.
  private static final double HOST_CALL_NANOS = 2_000;

  private static final double HOST_BYTE_NANOS = 2;

  private static final double KERNEL_NANOS = 5;

  private Cost() {}

  /// The time of one run on one thread.
  public static double nanos(Region region) {
    return region.steps().stream().mapToDouble(Cost::nanos).sum();
  }

  private static double nanos(Step s) {
    return switch (s) {
      case Kernel k -> KERNEL_NANOS + k.extent() * k.nanosPerPart();
      case HostCall h -> HOST_CALL_NANOS + HOST_BYTE_NANOS * (bytes(h.reads()) + bytes(h.writes()));
      case Repeat r -> {
        Region condition = r.condition();
        yield condition == null
            ? r.trips() * nanos(r.body())
            : ROUNDS * (nanos(condition) + nanos(r.body()));
      }
      case Choose c -> c.branches().stream().mapToDouble(Cost::nanos).max().orElse(0);
    };
  }

  private static long bytes(List<Value> values) {
    return values.stream().mapToLong(v -> v.aval().byteSize()).sum();
  }

  /// Whether a run looks out for interrupts: whether it has a loop, or work for several threads.
  public static boolean canBeCancelled(Region region) {
    return region.steps().stream()
        .anyMatch(s ->
            switch (s) {
              case Repeat _ -> true;
              case Choose c -> c.branches().stream().anyMatch(Cost::canBeCancelled);
              case Kernel k -> Calls.isShared(k);
              case HostCall _ -> false;
            });
  }
}
