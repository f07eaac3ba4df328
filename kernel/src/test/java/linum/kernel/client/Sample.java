package linum.kernel.client;

/// A class of a library, for cells.
public record Sample(int size) {
  public static Sample of(int size) {
    return new Sample(size);
  }
}
