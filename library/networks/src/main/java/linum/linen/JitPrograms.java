package linum.linen;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import linum.ir.Aval;
import linum.transform.JitOptions;
import linum.transform.Jitted;
import linum.tree.Flat;
import linum.tree.Structure;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// The programs that modules have been compiled to, found again by modules that are equal: a part
/// that is made anew in every run of a body is compiled once.
final class JitPrograms {
  private static final int KEPT = 512;
  private static final ScopedValue<Function<@Nullable Object[], Object>> BODY =
      ScopedValue.newInstance();

  private static final Map<Key, JitPrograms> KNOWN =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, JitPrograms> eldest) {
          return size() > KEPT;
        }
      };

  /// What decides a program, besides variables and arguments.
  ///
  /// @param drawn how many keys had been drawn, which are folded into further ones
  private record Key(
      LinenModule module,
      CollectionFilter mutable,
      boolean initializing,
      Object context,
      Map<List<String>, Map<String, Integer>> drawn) {}

  private record Types(Structure structure, List<Aval> avals) {}

  // The body is found at the time of a call, so that nothing of one call is kept for the next.
  private final Jitted jitted = new Jitted(in -> BODY.get().apply(in), JitOptions.DEFAULT);
  private final Map<Types, Map<List<String>, Map<String, Integer>>> drawnAfter =
      new ConcurrentHashMap<>();

  private JitPrograms() {}

  /// The programs of a module; a function, which has no name to be known by, gets new ones.
  static JitPrograms of(LinenModule module, Scope scope) {
    if (Names.isFunction(module) || Call.isWatched()) {
      return new JitPrograms();
    }
    Root root = scope.root();
    Key key =
        new Key(
            module,
            root.mutable,
            root.initializing,
            Call.captured(),
            root.drawnBelow(scope.path()));
    synchronized (KNOWN) {
      return KNOWN.computeIfAbsent(key, _ -> new JitPrograms());
    }
  }

  /// Calls the program for arguments like these, which `body` is written down as at the first time.
  Object call(Scope scope, Function<@Nullable Object[], Object> body, @Nullable Object... args) {
    Flat flat = Tree.flatten(java.util.Arrays.asList(args));
    Types types =
        new Types(flat.structure(), flat.leaves().stream().map(linum.core.Array::aval).toList());
    Object result =
        ScopedValue.where(BODY, body).call(() -> Objects.requireNonNull(jitted.call(args)));
    Root root = scope.root();
    Map<List<String>, Map<String, Integer>> before = drawnAfter.get(types);
    if (before == null) {
      drawnAfter.put(types, new HashMap<>(root.drawnBelow(scope.path())));
    } else {
      root.setDrawnBelow(scope.path(), before);
    }
    return result;
  }
}
