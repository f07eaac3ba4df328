package linum.transform;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import linum.core.Array;
import linum.core.Backends;
import linum.core.CompiledProgram;
import linum.core.ConcreteArray;
import linum.core.Dispatch;
import linum.core.Eval;
import linum.core.Trace;
import linum.core.Tracer;
import linum.ir.Aval;
import linum.ir.Call;
import linum.tree.Expected;
import linum.tree.Structure;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// A program of a compiled function.
final class JitEntry {
  private final JitKey key;
  private final Call.Jit call;
  private final List<Array> captured;
  private final Structure out;
  // Null if calls have to bring values of outer transformations.
  private final @Nullable Expected expected;
  private final Aval[] avals;
  private volatile @Nullable CompiledProgram compiled;

  /// @param captured values of outer transformations that the function refers to; the program takes
  ///   them first
  JitEntry(JitKey key, Call.Jit call, List<Array> captured, Structure out) {
    this.key = key;
    this.call = call;
    this.captured = captured;
    this.out = out;
    this.expected = captured.isEmpty() ? new Expected(key.structures()) : null;
    this.avals = key.avals().toArray(Aval[]::new);
  }

  Call.Jit call() {
    return call;
  }

  Structure out() {
    return out;
  }

  /// How many values of outer transformations the program takes first.
  int capturedCount() {
    return captured.size();
  }

  /// Whether the values that the function refers to can still be used.
  boolean isLive() {
    for (Array a : captured) {
      if (a instanceof Tracer t && !t.trace().isActive()) {
        return false;
      }
    }
    return true;
  }

  /// The inputs of the program if it is that for the given arguments and all of them are arrays
  /// with data, found without looking the program up; else null.
  @Nullable List<ConcreteArray> inputs(@Nullable Object[] args) {
    List<Array> leaves = expected == null ? null : expected.leaves(args);
    if (leaves == null) {
      return null;
    }
    ConcreteArray[] inputs = new ConcreteArray[avals.length];
    for (int i = 0; i < inputs.length; i++) {
      if (!(leaves.get(i) instanceof ConcreteArray c) || !c.aval().equals(avals[i])) {
        return null;
      }
      inputs[i] = c;
    }
    return key.settings().equals(JitKey.currentSettings()) ? Arrays.asList(inputs) : null;
  }

  /// What the function returned, with the results of a run.
  @Nullable Object returned(List<ConcreteArray> inputs) {
    List<ConcreteArray> results = execute(inputs);
    return out instanceof Structure.Leaf ? results.getFirst() : Tree.unflatten(out, results);
  }

  List<Array> operands(List<Array> leaves) {
    if (captured.isEmpty()) {
      return leaves;
    }
    List<Array> all = new ArrayList<>(captured);
    all.addAll(leaves);
    return all;
  }

  List<? extends Array> run(List<Array> operands) {
    if (Trace.current() != Eval.INSTANCE) {
      return Trace.bindAll(call, operands);
    }
    List<ConcreteArray> inputs = new ArrayList<>(operands.size());
    for (Array a : operands) {
      if (!(a instanceof ConcreteArray c)) {
        return Trace.bindAll(call, operands);
      }
      inputs.add(c);
    }
    return execute(inputs);
  }

  @SuppressWarnings("ReferenceEquality") // a backend is itself alone
  private List<ConcreteArray> execute(List<ConcreteArray> inputs) {
    CompiledProgram known = compiled;
    CompiledProgram c = known != null && known.backend() == Backends.current() ? known : compile();
    if (!JitEvents.Listeners.any()) {
      return Dispatch.run(c, inputs);
    }
    long start = System.nanoTime();
    List<ConcreteArray> results = Dispatch.run(c, inputs);
    long nanos = System.nanoTime() - start;
    JitEvents.Listeners.tell(l -> l.ran(call.name(), nanos));
    return results;
  }

  @SuppressWarnings("ReferenceEquality") // a backend is itself alone
  private synchronized CompiledProgram compile() {
    CompiledProgram c = compiled;
    if (c == null || c.backend() != Backends.current()) {
      long start = System.nanoTime();
      c = Dispatch.compile(call.body(), call.donated());
      long nanos = System.nanoTime() - start;
      JitEvents.Listeners.tell(l -> l.compiled(call.name(), nanos));
      compiled = c;
    }
    return c;
  }
}
