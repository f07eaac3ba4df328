package linum.core;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import linum.ir.Atom;
import linum.ir.Aval;
import linum.ir.Call;
import linum.ir.Callback;
import linum.ir.DType;
import linum.ir.Eqn;
import linum.ir.Jaxpr;
import linum.ir.Primitive;
import linum.ir.pass.ExplicitBroadcasts;
import linum.ir.pass.Platforms;

/// Runs programs on the current backend.
///
/// A small program whose inputs are ready runs at once on the caller's thread. All others are
/// queued for [Dispatcher], in order, and the caller goes on with arrays that are still being
/// computed. Programs with effects run on the caller's thread, one after the other, so that what
/// they print appears, and what they throw is thrown, where they are called.
public final class Dispatch {
  /// Programs of at most this cost run at once; handing over to another thread, which has to wake
  /// up, costs as much.
  private static final long SMALL = 100_000;

  /// How many programs of one equation are kept.
  private static final int KEPT = 4096;

  private record OneEquation(Primitive primitive, List<Aval> in, Backend backend) {}

  private static final ConcurrentHashMap<OneEquation, CompiledProgram> CACHE =
      new ConcurrentHashMap<>();

  private Dispatch() {}

  /// Compiles for the current backend. The result can be run any number of times.
  ///
  /// @param donated which inputs the program may overwrite; empty if none
  public static CompiledProgram compile(Jaxpr jaxpr, List<Boolean> donated) {
    return compile(jaxpr, donated, Backends.current());
  }

  private static CompiledProgram compile(Jaxpr jaxpr, List<Boolean> donated, Backend backend) {
    String platform = backend.devices().getFirst().platform();
    return new CompiledProgram(
        backend,
        backend.compile(ExplicitBroadcasts.apply(Platforms.resolve(jaxpr, platform)), donated),
        jaxpr.outputAvals(),
        donated,
        !jaxpr.effects().isEmpty());
  }

  /// Evaluates one primitive, as a program of one equation that is compiled once.
  static List<ConcreteArray> run(Primitive primitive, List<ConcreteArray> inputs) {
    Aval[] avals = new Aval[inputs.size()];
    for (int i = 0; i < avals.length; i++) {
      avals[i] = inputs.get(i).aval();
    }
    return run(
        compiled(new OneEquation(primitive, Arrays.asList(avals), Backends.current())), inputs);
  }

  /// What a primitive contains is kept as long as the program inside it is; a callback, which may
  /// hold anything, is compiled for each call.
  private static CompiledProgram compiled(OneEquation key) {
    List<Jaxpr> inner = key.primitive().jaxprs();
    if (!inner.isEmpty()) {
      return inner.getFirst().derived(key, () -> compile(key));
    }
    if (key.primitive() instanceof Callback) {
      return compile(key);
    }
    CompiledProgram known = CACHE.get(key);
    if (known == null) {
      known = compile(key);
      if (CACHE.size() >= KEPT) {
        CACHE.clear();
      }
      CACHE.put(key, known);
    }
    return known;
  }

  private static CompiledProgram compile(OneEquation key) {
    List<Aval> out = key.primitive().infer(key.in());
    if (key.primitive() instanceof Call.Jit jit) {
      return compile(jit.body(), jit.donated(), key.backend());
    }
    List<Atom.Var> in = key.in().stream().map(Atom.Var::new).toList();
    List<Atom.Var> results = out.stream().map(Atom.Var::new).toList();
    Jaxpr jaxpr = new Jaxpr(in, List.of(new Eqn(key.primitive(), in, results)), results);
    return compile(jaxpr, List.of(), key.backend());
  }

  /// Runs an executable of the current backend whose outputs have the given types.
  public static List<ConcreteArray> run(
      Executable executable, List<Aval> out, List<ConcreteArray> inputs) {
    return run(new CompiledProgram(Backends.current(), executable, out, List.of(), false), inputs);
  }

  /// Runs a compiled program.
  ///
  /// @throws IllegalStateException if an input was deleted or donated before, or is donated here
  ///   and passed twice
  public static List<ConcreteArray> run(CompiledProgram program, List<ConcreteArray> inputs) {
    Object[] sources = new Object[inputs.size()];
    boolean ready = true;
    for (int i = 0; i < sources.length; i++) {
      sources[i] = inputs.get(i).source();
      ready &= !(sources[i] instanceof CompletableFuture<?> f) || f.isDone();
    }
    if (!program.donated().isEmpty()) {
      Donation.give(program, inputs, sources);
    }
    if (program.effects()
        || (ready
            && program.executable().cost() <= SMALL
            && (program.donated().isEmpty() || Dispatcher.isIdle()))
        || Dispatcher.isCurrentThread()) {
      return arrays(program, execute(program, inputs, sources));
    }
    return Dispatcher.submit(program, sources);
  }

  /// Waits until all programs that were started have run, so that whatever they call has been
  /// called.
  public static void barrier() {
    if (Dispatcher.isCurrentThread()) {
      return;
    }
    // The queue is in order: a program at its end is done when all others are.
    Atom.Literal zero = new Atom.Literal(0L, Aval.of(DType.INT32));
    Jaxpr last = new Jaxpr(List.of(), List.of(), List.of(zero));
    Dispatcher.submit(compile(last, List.of()), new Object[0]).getFirst().buffer();
  }

  private static Buffer[] execute(
      CompiledProgram program, List<ConcreteArray> inputs, Object[] sources) {
    Buffer[] buffers = new Buffer[sources.length];
    for (int i = 0; i < buffers.length; i++) {
      Buffer b =
          sources[i] instanceof Buffer ready
              ? ready
              : (Buffer) Dispatcher.await((CompletableFuture<?>) sources[i], inputs.get(i).aval());
      buffers[i] = Transfer.to(program.backend(), program.device(), b);
    }
    return program.executable().run(Arrays.asList(buffers)).toArray(Buffer[]::new);
  }

  private static List<ConcreteArray> arrays(CompiledProgram program, Buffer[] buffers) {
    ConcreteArray[] results = new ConcreteArray[buffers.length];
    for (int i = 0; i < results.length; i++) {
      results[i] = ConcreteArray.of(program.out().get(i), buffers[i]);
    }
    return Arrays.asList(results);
  }
}
