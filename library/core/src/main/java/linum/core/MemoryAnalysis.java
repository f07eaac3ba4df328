package linum.core;

/// How much memory a run of a compiled program takes.
///
/// In JAX: `Compiled.memory_analysis()`, whose names its components have.
///
/// @param argumentSizeInBytes what it is given
/// @param outputSizeInBytes what it returns
/// @param aliasSizeInBytes how much of what it returns lies in the memory of donated arguments
/// @param tempSizeInBytes what it needs for itself while it runs
public record MemoryAnalysis(
    long argumentSizeInBytes, long outputSizeInBytes, long aliasSizeInBytes, long tempSizeInBytes) {

  /// How much it takes at its peak, arguments included.
  public long peakMemoryInBytes() {
    return argumentSizeInBytes + outputSizeInBytes - aliasSizeInBytes + tempSizeInBytes;
  }
}
