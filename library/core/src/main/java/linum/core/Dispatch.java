package linum.core;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import linum.ir.Atom;
import linum.ir.Aval;
import linum.ir.Call;
import linum.ir.Eqn;
import linum.ir.Jaxpr;
import linum.ir.Primitive;

/// Runs programs on the current backend.
public final class Dispatch {
  private record OneEquation(Primitive primitive, List<Aval> in, Backend backend) {}

  private record Compiled(Executable executable, List<Aval> out) {}

  private static final ConcurrentHashMap<OneEquation, Compiled> CACHE = new ConcurrentHashMap<>();

  private Dispatch() {}

  /// Evaluates one primitive, as a program of one equation that is compiled once.
  static List<ConcreteArray> run(Primitive primitive, List<ConcreteArray> inputs) {
    List<Aval> in = inputs.stream().map(ConcreteArray::aval).toList();
    OneEquation key = new OneEquation(primitive, in, Backends.current());
    Compiled c = CACHE.computeIfAbsent(key, Dispatch::compile);
    return run(c.executable(), c.out(), inputs);
  }

  /// Runs an executable whose outputs have the given types.
  public static List<ConcreteArray> run(
      Executable executable, List<Aval> out, List<ConcreteArray> inputs) {
    List<Buffer> buffers = executable.run(inputs.stream().map(ConcreteArray::buffer).toList());
    List<ConcreteArray> results = new ArrayList<>(out.size());
    for (int i = 0; i < out.size(); i++) {
      results.add(ConcreteArray.of(out.get(i), buffers.get(i)));
    }
    return results;
  }

  private static Compiled compile(OneEquation key) {
    List<Aval> out = key.primitive().infer(key.in());
    if (key.primitive() instanceof Call.Jit jit) {
      return new Compiled(key.backend().compile(jit.body(), jit.donated()), out);
    }
    List<Atom.Var> in = key.in().stream().map(Atom.Var::new).toList();
    List<Atom.Var> results = out.stream().map(Atom.Var::new).toList();
    Jaxpr jaxpr = new Jaxpr(in, List.of(new Eqn(key.primitive(), in, results)), results);
    return new Compiled(key.backend().compile(jaxpr, List.of()), out);
  }

  static Buffer await(CompletableFuture<?> pending) {
    return (Buffer) pending.join();
  }
}
