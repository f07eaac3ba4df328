package linum.linen;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How [Linen#scan] treats variables, random keys, inputs and outputs.
///
/// ```java
/// // a recurrent cell: the same parameters in every step
/// Linen.scan(cell, ScanLift.DEFAULT.variableBroadcast("params").splitRngs("params", false).inAxes(1).outAxes(1))
/// // a stack of three blocks, each with its own parameters
/// Linen.scan(block, ScanLift.DEFAULT.variableAxes("params", 0).splitRngs("params", true).length(3))
/// ```
///
/// Collections and streams that are not named are not there inside. In JAX: the arguments of
/// `flax.linen.scan`.
///
/// @param variableAxes collections of which each step has a slice, and the axis of the steps
/// @param variableBroadcast collections that all steps share, and none may change
/// @param variableCarry collections that one step hands to the next
/// @param splitRngs whether each stream is split, one key a step
/// @param inAxes the axis of the steps in the inputs, or [Linen#BROADCAST] for what every step gets
///   whole; a tree of inputs takes a prefix of the tree
/// @param outAxes the axis of the steps in the outputs, or [Linen#BROADCAST] for what does not
///   depend on the step; may be a prefix
/// @param length the number of steps, needed if no input and no variable says it; or -1
/// @param reverse whether to begin with the last step
/// @param unroll how many steps a backend should do in one iteration of its loop
/// @param checkConstancyInvariants whether the body is run once more at first, to make shared
///   variables; without it `init` cannot make them
/// @param partitionName the name of the axis in partitioned variables; null if there are none
public record ScanLift(
    Map<CollectionFilter, Integer> variableAxes,
    CollectionFilter variableBroadcast,
    CollectionFilter variableCarry,
    Map<CollectionFilter, Boolean> splitRngs,
    Object inAxes,
    Object outAxes,
    int length,
    boolean reverse,
    int unroll,
    boolean checkConstancyInvariants,
    @Nullable String partitionName) {

  /// Inputs and outputs along their first axis; no variables and no random keys.
  public static final ScanLift DEFAULT =
      new ScanLift(
          Map.of(),
          CollectionFilter.NONE,
          CollectionFilter.NONE,
          Map.of(),
          0,
          0,
          -1,
          false,
          1,
          true,
          null);

  public ScanLift {
    variableAxes = Collections.unmodifiableMap(new LinkedHashMap<>(variableAxes));
    splitRngs = Collections.unmodifiableMap(new LinkedHashMap<>(splitRngs));
  }

  /// With a collection of which each step has a slice along an axis.
  public ScanLift variableAxes(String collection, int axis) {
    return variableAxes(CollectionFilter.of(collection), axis);
  }

  /// With collections of which each step has a slice along an axis.
  public ScanLift variableAxes(CollectionFilter collections, int axis) {
    return new ScanLift(
        Lifting.with(variableAxes, collections, axis),
        variableBroadcast,
        variableCarry,
        splitRngs,
        inAxes,
        outAxes,
        length,
        reverse,
        unroll,
        checkConstancyInvariants,
        partitionName);
  }

  /// With collections that all steps share.
  public ScanLift variableBroadcast(String... collections) {
    return variableBroadcast(CollectionFilter.of(collections));
  }

  /// With collections that all steps share.
  public ScanLift variableBroadcast(CollectionFilter collections) {
    return new ScanLift(
        variableAxes,
        collections,
        variableCarry,
        splitRngs,
        inAxes,
        outAxes,
        length,
        reverse,
        unroll,
        checkConstancyInvariants,
        partitionName);
  }

  /// With collections that one step hands to the next.
  public ScanLift variableCarry(String... collections) {
    return variableCarry(CollectionFilter.of(collections));
  }

  /// With collections that one step hands to the next.
  public ScanLift variableCarry(CollectionFilter collections) {
    return new ScanLift(
        variableAxes,
        variableBroadcast,
        collections,
        splitRngs,
        inAxes,
        outAxes,
        length,
        reverse,
        unroll,
        checkConstancyInvariants,
        partitionName);
  }

  /// With a stream passed in, one key a step or the same for all.
  public ScanLift splitRngs(String stream, boolean split) {
    return splitRngs(CollectionFilter.of(stream), split);
  }

  /// With the streams of a filter passed in, one key a step or the same for all.
  public ScanLift splitRngs(CollectionFilter streams, boolean split) {
    return new ScanLift(
        variableAxes,
        variableBroadcast,
        variableCarry,
        Lifting.with(splitRngs, streams, split),
        inAxes,
        outAxes,
        length,
        reverse,
        unroll,
        checkConstancyInvariants,
        partitionName);
  }

  /// With the steps along these axes of the inputs.
  public ScanLift inAxes(Object axes) {
    return new ScanLift(
        variableAxes,
        variableBroadcast,
        variableCarry,
        splitRngs,
        axes,
        outAxes,
        length,
        reverse,
        unroll,
        checkConstancyInvariants,
        partitionName);
  }

  /// With the steps along these axes of the outputs.
  public ScanLift outAxes(Object axes) {
    return new ScanLift(
        variableAxes,
        variableBroadcast,
        variableCarry,
        splitRngs,
        inAxes,
        axes,
        length,
        reverse,
        unroll,
        checkConstancyInvariants,
        partitionName);
  }

  /// With this number of steps.
  public ScanLift length(int steps) {
    return new ScanLift(
        variableAxes,
        variableBroadcast,
        variableCarry,
        splitRngs,
        inAxes,
        outAxes,
        steps,
        reverse,
        unroll,
        checkConstancyInvariants,
        partitionName);
  }

  /// From the last step to the first, or not.
  public ScanLift reverse(boolean backward) {
    return new ScanLift(
        variableAxes,
        variableBroadcast,
        variableCarry,
        splitRngs,
        inAxes,
        outAxes,
        length,
        backward,
        unroll,
        checkConstancyInvariants,
        partitionName);
  }

  /// With this many steps in an iteration.
  public ScanLift unroll(int steps) {
    return new ScanLift(
        variableAxes,
        variableBroadcast,
        variableCarry,
        splitRngs,
        inAxes,
        outAxes,
        length,
        reverse,
        steps,
        checkConstancyInvariants,
        partitionName);
  }

  /// With or without a first run of the body that makes shared variables.
  public ScanLift checkConstancyInvariants(boolean check) {
    return new ScanLift(
        variableAxes,
        variableBroadcast,
        variableCarry,
        splitRngs,
        inAxes,
        outAxes,
        length,
        reverse,
        unroll,
        check,
        partitionName);
  }

  /// With a name of the axis in partitioned variables. In JAX: `metadata_params={nn.PARTITION_NAME:
  /// name}`.
  public ScanLift partitionName(String axisName) {
    return new ScanLift(
        variableAxes,
        variableBroadcast,
        variableCarry,
        splitRngs,
        inAxes,
        outAxes,
        length,
        reverse,
        unroll,
        checkConstancyInvariants,
        axisName);
  }
}
