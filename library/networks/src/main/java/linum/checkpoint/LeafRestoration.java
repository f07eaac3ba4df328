package linum.checkpoint;

import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import linum.checkpoint.Restoration.Fit;
import linum.core.Array;
import linum.core.ConcreteArray;
import linum.ir.Aval;
import linum.ir.DType;
import linum.tree.KeyPath;
import org.jspecify.annotations.Nullable;

/// What a leaf of a target becomes.
///
/// @param problem is told where and what does not fit
record LeafRestoration(Fit fit, BiConsumer<KeyPath, String> problem) {

  /// An array in place of an array.
  Array restore(Array target, @Nullable Object state, KeyPath path) {
    Aval want = target.aval();
    return switch (state) {
      case Array a when fits(want, a.aval(), path) -> like(want, a);
      case StoredArray s when fits(want, s.aval(), path) -> like(want, s.read().get());
      case Array _, StoredArray _ -> target;
      case Number n when want.isScalar() && want.dtype().isNumeric() -> ConcreteArray.of(want, n);
      case Boolean b when want.isScalar() && want.dtype().isNumeric() ->
          ConcreteArray.of(want, b ? 1L : 0L);
      case null, default -> {
        problem.accept(path, "the target has %s, the saved tree %s".formatted(want, kind(state)));
        yield target;
      }
    };
  }

  private boolean fits(Aval want, Aval have, KeyPath path) {
    boolean ok =
        fit == Fit.STRUCTURE
            || (want.shape().equals(have.shape()) && mayBecome(have.dtype(), want.dtype()));
    if (!ok) {
      problem.accept(path, "the target has %s, the saved tree %s".formatted(want, have));
    }
    return ok;
  }

  /// A model may be read in another precision.
  private static boolean mayBecome(DType have, DType want) {
    return have == want || (have.isFloating() && want.isFloating());
  }

  private Array like(Aval want, Array found) {
    if (fit != Fit.STRUCTURE && found.dtype() != want.dtype()) {
      return like(want, found.astype(want.dtype()));
    }
    boolean weak = want.weak() && want.dtype() == found.dtype();
    return found instanceof ConcreteArray c && weak != c.aval().weak()
        ? ConcreteArray.of(c.aval().withWeak(weak), c.buffer())
        : found;
  }

  /// A number or a text in place of one, of the class of the target's.
  Object restorePlain(Object target, @Nullable Object state, KeyPath path) {
    Object restored =
        target instanceof Number t && state instanceof Number n
            ? sameClass(t, n)
            : StateDict.isPlain(state) && target.getClass().isInstance(state) ? state : null;
    if (restored == null) {
      problem.accept(
          path, "the target has %s, the saved tree %s".formatted(kind(target), kind(state)));
      return target;
    }
    return restored;
  }

  private static @Nullable Number sameClass(Number target, Number n) {
    boolean whole = n.doubleValue() == Math.rint(n.doubleValue());
    long l = n.longValue();
    return switch (target) {
      case Double _ -> (Number) n.doubleValue();
      case Float _ -> (Number) n.floatValue();
      case Long _ when whole -> (Number) l;
      case Integer _ when whole && l == (int) l -> (Number) (int) l;
      case Short _ when whole && l == (short) l -> (Number) (short) l;
      case Byte _ when whole && l == (byte) l -> (Number) (byte) l;
      default -> null;
    };
  }

  /// A value in the words of a message.
  static String kind(@Nullable Object value) {
    return switch (value) {
      case null -> "nothing";
      case Array a -> a.aval().toString();
      case StoredArray s -> s.aval().toString();
      case Map<?, ?> m -> "a node with the keys " + m.keySet();
      case List<?> l -> "a list of " + l.size();
      case String s -> "the text '" + s + "'";
      case byte[] b -> b.length + " bytes";
      case Number _, Boolean _ -> value.toString();
      default -> "a " + value.getClass().getSimpleName();
    };
  }
}
