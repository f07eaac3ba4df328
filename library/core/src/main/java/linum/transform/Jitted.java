package linum.transform;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import linum.core.Array;
import linum.core.ConcreteArray;
import linum.core.Eval;
import linum.core.Trace;
import linum.ir.Call;
import linum.ir.Jaxpr;
import linum.tree.Flat;
import linum.tree.Structure;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// A compiled function. It is traced once for each new structure and type of its arguments, static
/// values included; calls with known ones run a program.
public final class Jitted {
  private static final ScopedValue<Boolean> DISABLED = ScopedValue.newInstance();
  private static final Set<Jitted> ALL =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));
  // One function is traced at a time, so that none is traced twice for the same arguments.
  private static final ReentrantLock TRACING = new ReentrantLock();
  // How long the functions took that the one being traced calls; guarded by TRACING.
  private static long insideNanos;

  private final Body f;
  private final JitOptions options;
  private final Map<JitKey, JitEntry> cache = new ConcurrentHashMap<>();
  private volatile @Nullable JitEntry last;

  public Jitted(Body f, JitOptions options) {
    this.f = f;
    this.options = options;
    ALL.add(this);
  }

  public JitOptions options() {
    return options;
  }

  /// Calls the function.
  public @Nullable Object call(@Nullable Object... args) {
    if (Trace.current() == Eval.INSTANCE && !DISABLED.isBound()) {
      JitEntry entry = last;
      List<ConcreteArray> inputs = entry == null ? null : entry.inputs(args);
      if (entry != null && inputs != null) {
        return entry.returned(inputs);
      }
    }
    return callAny(args);
  }

  private @Nullable Object callAny(@Nullable Object... args) {
    if (DISABLED.isBound()) {
      return f.call(args);
    }
    Arguments in = Arguments.of(args);
    JitEntry entry = entry(in);
    List<Array> operands = entry.operands(in.leaves());
    return Tree.unflatten(entry.out(), entry.run(operands));
  }

  /// The program for the given arguments.
  public Jaxpr jaxpr(@Nullable Object... args) {
    return lower(args).body();
  }

  /// The program for the given arguments, with what is to be known to compile it.
  public Call.Jit lower(@Nullable Object... args) {
    return entry(Arguments.of(args)).call();
  }

  /// How many programs it keeps.
  public int cacheSize() {
    return cache.size();
  }

  public void clearCache() {
    last = null;
    cache.clear();
  }

  /// Forgets the programs of all compiled functions.
  public static void clearCaches() {
    List.copyOf(ALL).forEach(Jitted::clearCache);
  }

  /// Runs `body`; compiled functions inside run as they are written.
  public static <R> R disabled(Supplier<R> body) {
    return ScopedValue.where(DISABLED, true).call(body::get);
  }

  /// The program for arguments like these.
  JitEntry entry(Arguments in) {
    JitKey key = JitKey.of(in);
    JitEntry entry = cache.get(key);
    if (entry == null || !entry.isLive()) {
      entry = traced(key, in);
    }
    if (Trace.current() == Eval.INSTANCE) {
      last = entry;
    }
    return entry;
  }

  private JitEntry traced(JitKey key, Arguments in) {
    TRACING.lock();
    try {
      JitEntry entry = cache.get(key);
      if (entry == null || !entry.isLive()) {
        Recompiles.explain(options.name(), key, cache);
        long outer = insideNanos;
        insideNanos = 0;
        long start = System.nanoTime();
        entry = trace(key, in);
        long nanos = System.nanoTime() - start;
        long own = nanos - insideNanos;
        insideNanos = outer + nanos;
        JitEvents.Listeners.tell(e -> e.traced(options.name(), own));
        cache.values().removeIf(e -> !e.isLive());
        cache.put(key, entry);
      }
      return entry;
    } finally {
      TRACING.unlock();
    }
  }

  private JitEntry trace(JitKey key, Arguments in) {
    Structure[] out = new Structure[1];
    Stage.Staged staged =
        Stage.stage(
            leaves -> {
              Flat result = Tree.flatten(f.call(in.rebuilt(leaves)));
              out[0] = result.structure();
              return result.leaves();
            },
            key.avals());
    List<Boolean> donated = donated(key, staged.captured().size());
    Call.Jit call = new Call.Jit(options.name(), staged.jaxpr(), donated, options.inline());
    return new JitEntry(key, call, staged.captured(), out[0]);
  }

  private List<Boolean> donated(JitKey key, int captured) {
    if (options.donateArgnums().isEmpty()) {
      return List.of();
    }
    List<Boolean> donated = new ArrayList<>(Collections.nCopies(captured, false));
    for (int i = 0; i < key.structures().size(); i++) {
      boolean given = options.donateArgnums().contains(i);
      donated.addAll(Collections.nCopies(key.structures().get(i).leafCount(), given));
    }
    return donated;
  }
}
