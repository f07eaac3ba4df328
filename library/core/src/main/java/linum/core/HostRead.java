package linum.core;

/// Elements read by the host.
final class HostRead {
  private HostRead() {}

  /// The only element.
  static Number single(String operation, Array x) {
    ConcreteArray c = concrete(operation, x);
    if (x.size() != 1) {
      throw new IllegalArgumentException(
          "%s: only an array with one element is a number, got %s\nPick one with x.at(0).get(), or reduce with x.sum()"
              .formatted(operation, x.aval()));
    }
    return c.scalar();
  }

  /// The array with its data.
  static ConcreteArray concrete(String operation, Array x) {
    return switch (x) {
      case ConcreteArray c -> c;
      case Tracer t -> throw ConcretizationException.of(operation, t);
    };
  }
}
