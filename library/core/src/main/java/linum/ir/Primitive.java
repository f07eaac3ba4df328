package linum.ir;

import java.util.List;
import java.util.Set;

/// The closed set of operations.
///
/// A primitive is data: its components are its parameters, and [#infer] is its typing rule. What it
/// means is said per interpreter, in one `switch` over this family without a `default`; so a new
/// primitive does not compile until every interpreter and every backend handles it.
public sealed interface Primitive
    permits Elementwise,
        Movement,
        Reduction,
        Creation,
        Contraction,
        Indexing,
        Windowed,
        Ordering,
        Control,
        RandomPrimitive,
        Call,
        Callback,
        Collective,
        Marker {

  /// The name in printed programs, JAX's.
  String label();

  /// The types of the outputs.
  ///
  /// @throws IllegalArgumentException naming the operation and both sides of what does not fit
  List<Aval> infer(List<Aval> in);

  /// The parameters in printed programs.
  default List<Param> params() {
    return List.of();
  }

  /// The programs inside, in the order of [#params].
  default List<Jaxpr> jaxprs() {
    return List.of();
  }

  /// What it does besides computing its outputs.
  default Set<Effect> effects() {
    return jaxprs().isEmpty() ? Set.of() : Effects.of(jaxprs());
  }
}
