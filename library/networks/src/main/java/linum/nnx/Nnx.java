package linum.nnx;

/// NNX.
public final class Nnx extends JitFunctions implements Pytrees, Modules, Variables, VariableKinds, States, Filters, GraphDefs, Errors, Streams, Jits {
  private Nnx() {}
}
