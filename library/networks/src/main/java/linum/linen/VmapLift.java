package linum.linen;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How [Linen#vmap] treats variables, random keys and arguments.
///
/// ```java
/// // one Dense for each example, with its own parameters
/// Linen.vmap(new Dense(2), VmapLift.DEFAULT.variableAxes("params", 0).splitRngs("params", true))
/// // the same parameters for all
/// Linen.vmap(new Dense(2), VmapLift.DEFAULT.variableAxes("params", Linen.BROADCAST).splitRngs("params", false))
/// ```
///
/// Collections and streams that are not named are not there inside. In JAX: the arguments of
/// `flax.linen.vmap`.
///
/// @param variableAxes the axis of each collection, or [Linen#BROADCAST] if all copies share it
/// @param splitRngs whether each stream is split, one key a copy
/// @param inAxes the axis of each argument, or one for all; as for `vmap` of functions
/// @param outAxes where the axis appears in the results
/// @param axisSize the number of copies, needed if no argument and no variable says it; or -1
/// @param axisName what collectives such as `pmean` call the axis; null if it has no name
/// @param partitionName the name of the axis in partitioned variables; null if there are none
public record VmapLift(
    Map<CollectionFilter, Integer> variableAxes,
    Map<CollectionFilter, Boolean> splitRngs,
    List<Object> inAxes,
    Object outAxes,
    int axisSize,
    @Nullable String axisName,
    @Nullable String partitionName) {

  /// All arguments and results along their first axis; no variables and no random keys.
  public static final VmapLift DEFAULT =
      new VmapLift(Map.of(), Map.of(), List.of(0), 0, -1, null, null);

  public VmapLift {
    variableAxes = Collections.unmodifiableMap(new LinkedHashMap<>(variableAxes));
    splitRngs = Collections.unmodifiableMap(new LinkedHashMap<>(splitRngs));
    inAxes = Collections.unmodifiableList(new ArrayList<>(inAxes));
  }

  /// With a collection along an axis, or shared by all copies: `variableAxes("params",
  /// Linen.BROADCAST)`.
  public VmapLift variableAxes(String collection, int axis) {
    return variableAxes(CollectionFilter.of(collection), axis);
  }

  /// With the collections of a filter along an axis, or shared by all copies.
  public VmapLift variableAxes(CollectionFilter collections, int axis) {
    return new VmapLift(
        Lifting.with(variableAxes, collections, axis),
        splitRngs,
        inAxes,
        outAxes,
        axisSize,
        axisName,
        partitionName);
  }

  /// With a stream passed in, one key a copy or the same for all.
  public VmapLift splitRngs(String stream, boolean split) {
    return splitRngs(CollectionFilter.of(stream), split);
  }

  /// With the streams of a filter passed in, one key a copy or the same for all.
  public VmapLift splitRngs(CollectionFilter streams, boolean split) {
    return new VmapLift(
        variableAxes,
        Lifting.with(splitRngs, streams, split),
        inAxes,
        outAxes,
        axisSize,
        axisName,
        partitionName);
  }

  /// With these axes of the arguments.
  public VmapLift inAxes(Object... axes) {
    return new VmapLift(
        variableAxes, splitRngs, List.of(axes), outAxes, axisSize, axisName, partitionName);
  }

  /// With the axis in these places of the results.
  public VmapLift outAxes(Object axes) {
    return new VmapLift(variableAxes, splitRngs, inAxes, axes, axisSize, axisName, partitionName);
  }

  /// With this number of copies.
  public VmapLift axisSize(int size) {
    return new VmapLift(variableAxes, splitRngs, inAxes, outAxes, size, axisName, partitionName);
  }

  /// With a name of the axis for collectives.
  public VmapLift axisName(String name) {
    return new VmapLift(variableAxes, splitRngs, inAxes, outAxes, axisSize, name, partitionName);
  }

  /// With a name of the axis in partitioned variables. In JAX: `metadata_params={nn.PARTITION_NAME:
  /// name}`.
  public VmapLift partitionName(String name) {
    return new VmapLift(variableAxes, splitRngs, inAxes, outAxes, axisSize, axisName, name);
  }
}
