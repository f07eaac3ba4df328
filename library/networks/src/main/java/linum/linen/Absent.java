package linum.linen;

/// Stands in variables for a value that was left out of the tree, as optimizers of parts leave out
/// what they do not train. In trees there is null.
enum Absent {
  ABSENT;

  @Override
  public String toString() {
    return "None";
  }
}
