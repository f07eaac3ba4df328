package linum.transform;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which axes a `vmap` runs over and what it is called.
///
/// An axis is an `int` (negative ones count from the end) or [Vmap#NONE]; for an argument or a
/// result that is a tree, it may be a prefix of the tree, as in `Map.of("w", NONE, "b", 0)`, where
/// a map stands for a record, too.
///
/// @param inAxes one entry an argument, or one for all; empty means axis 0 of all
/// @param outAxes where the axis appears in the results
/// @param axisName what collectives such as `psum` call the axis; null if it has no name
/// @param axisSize the number of examples, needed only if no argument is mapped; -1 if not given
public record VmapOptions(
    List<Object> inAxes, Object outAxes, @Nullable String axisName, int axisSize) {

  /// All arguments and results along their first axis.
  public static final VmapOptions DEFAULT = new VmapOptions(List.of(), 0, null, -1);

  public VmapOptions {
    inAxes = Collections.unmodifiableList(new ArrayList<>(inAxes));
  }

  public VmapOptions inAxes(Object... newInAxes) {
    return new VmapOptions(List.of(newInAxes), outAxes, axisName, axisSize);
  }

  public VmapOptions outAxes(Object newOutAxes) {
    return new VmapOptions(inAxes, newOutAxes, axisName, axisSize);
  }

  public VmapOptions axisName(String newAxisName) {
    return new VmapOptions(inAxes, outAxes, newAxisName, axisSize);
  }

  public VmapOptions axisSize(int newAxisSize) {
    return new VmapOptions(inAxes, outAxes, axisName, newAxisSize);
  }
}
