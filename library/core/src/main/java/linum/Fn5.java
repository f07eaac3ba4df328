package linum;

/// A function of five arguments.
@FunctionalInterface
public interface Fn5<A, B, C, D, E, R> {
  R apply(A a, B b, C c, D d, E e);
}
