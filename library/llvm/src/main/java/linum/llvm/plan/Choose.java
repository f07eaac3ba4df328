package linum.llvm.plan;

import java.util.List;
import java.util.stream.Stream;

/// One of several regions, chosen by an index.
///
/// @param index a `bool` or `int32` scalar; brought into range
/// @param branches what each may read from outside is among its inputs
/// @param results where the outputs of the branch that ran are afterwards
public record Choose(String label, Value index, List<Region> branches, List<Value> results)
    implements Step {
  public Choose {
    branches = List.copyOf(branches);
    results = List.copyOf(results);
  }

  @Override
  public List<Value> reads() {
    return Stream.concat(Stream.of(index), branches.stream().flatMap(b -> b.inputs().stream()))
        .toList();
  }

  @Override
  public List<Value> writes() {
    return results;
  }

  @Override
  public List<Value> scratch() {
    return List.of();
  }
}
