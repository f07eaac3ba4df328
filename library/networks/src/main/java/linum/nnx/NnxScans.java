package linum.nnx;

import java.util.List;
import linum.nnx.NnxAxes.Carry;
import linum.transform.ScanOptions;

/// How a loop over objects steps: users write `Nnx.ScanAxes`.
public interface NnxScans {

  /// The axes that a `scan` steps along.
  ///
  /// @param inAxes one an argument: an int, `Linum.NONE`, [NnxAxes#CARRY] for the argument that one
  ///   step hands to the next, or [NnxAxes.StateAxes] for an object
  /// @param outAxes what the function returns: [NnxAxes#CARRY] for the next carry alone, an int for
  ///   an output alone, or a list of both for a `Scan` of both
  /// @param length the number of steps; -1 if an argument says it
  record ScanAxes(List<Object> inAxes, Object outAxes, int length, ScanOptions options) {
    /// A carry first, then slices; a carry and an output are returned.
    public static final ScanAxes DEFAULT =
        new ScanAxes(List.of(Carry.CARRY, 0), List.of(Carry.CARRY, 0), -1, ScanOptions.DEFAULT);

    public ScanAxes {
      inAxes = List.copyOf(inAxes);
    }

    public ScanAxes in(Object... newInAxes) {
      return new ScanAxes(List.of(newInAxes), outAxes, length, options);
    }

    /// What is returned: `out(CARRY)`, `out(0)` or `out(CARRY, 0)`.
    public ScanAxes out(Object... newOutAxes) {
      return new ScanAxes(
          inAxes, newOutAxes.length == 1 ? newOutAxes[0] : List.of(newOutAxes), length, options);
    }

    public ScanAxes length(int newLength) {
      return new ScanAxes(inAxes, outAxes, newLength, options);
    }

    public ScanAxes reverse(boolean newReverse) {
      return new ScanAxes(inAxes, outAxes, length, options.reverse(newReverse));
    }

    public ScanAxes unroll(int newUnroll) {
      return new ScanAxes(inAxes, outAxes, length, options.unroll(newUnroll));
    }
  }
}
