package linum.transform;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which arguments of a function are differentiated: a function of the arguments that returns the
/// ones that are, one of them or several in a tree, and that may also pick parts of them.
///
/// Derivatives are trees like what it returns.
public final class Argnums {
  private Argnums() {}

  /// The argument at a position, counted from 0.
  ///
  /// @param operation who asks, in messages
  public static Body of(String operation, int position) {
    return args -> at(operation, position, args);
  }

  /// A list of the arguments at several positions.
  public static Body of(String operation, List<Integer> positions) {
    return args -> {
      List<@Nullable Object> some = new ArrayList<>();
      positions.forEach(i -> some.add(at(operation, i, args)));
      return some;
    };
  }

  private static @Nullable Object at(String operation, int position, @Nullable Object... args) {
    if (position < 0 || position >= args.length) {
      throw new IllegalArgumentException(
          "%s: there is no argument %d; the function has %d, counted from 0"
              .formatted(operation, position, args.length));
    }
    return args[position];
  }
}
