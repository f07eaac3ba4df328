package linum.transform;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import linum.core.Array;
import linum.ir.Dims;

/// Which axes the arrays of a function have itself, by name: `(n,m),(m)->(n)`.
///
/// @param inputs for each argument the names of its axes
/// @param output the names of the value's axes; empty where the function is free
record CoreAxes(String text, List<List<String>> inputs, Optional<List<String>> output) {
  private static final String LIST = "\\((\\w+(?:,\\w+)*)?\\)";
  private static final Pattern ONE = Pattern.compile(LIST);
  private static final Pattern ALL = Pattern.compile("(%1$s(?:,%1$s)*)->(%1$s)".formatted(LIST));

  /// Of a function of scalars.
  static CoreAxes scalars(int arguments) {
    return new CoreAxes("", Collections.nCopies(arguments, List.of()), Optional.empty());
  }

  /// @throws IllegalArgumentException if the text is no signature of so many arguments and one
  ///   value
  static CoreAxes parse(String text, int arguments) {
    Matcher m = ALL.matcher(text.replace(" ", ""));
    if (!m.matches()) {
      throw new IllegalArgumentException(
          "vectorize: \"%s\" is no signature\nWrite the axes of each argument and of the value: \"(n,m),(m)->(n)\""
              .formatted(text));
    }
    int arrow = m.group().indexOf("->");
    List<List<String>> inputs = lists(m.group().substring(0, arrow));
    if (inputs.size() != arguments) {
      throw new IllegalArgumentException(
          "vectorize: the signature \"%s\" has %d arguments, but the function has %d"
              .formatted(text, inputs.size(), arguments));
    }
    return new CoreAxes(
        text, inputs, Optional.of(lists(m.group().substring(arrow + 2)).getFirst()));
  }

  private static List<List<String>> lists(String text) {
    List<List<String>> all = new ArrayList<>();
    Matcher m = ONE.matcher(text);
    while (m.find()) {
      all.add(m.group(1) == null ? List.of() : Arrays.asList(m.group(1).split(",", -1)));
    }
    return List.copyOf(all);
  }

  /// The axes of an argument in front of its own.
  Dims loop(int argument, Array x) {
    return x.shape().slice(0, x.ndim() - inputs.get(argument).size());
  }

  /// The sizes of the named axes.
  ///
  /// @throws IllegalArgumentException if an argument has too few axes, or a name two sizes
  Map<String, Integer> sizes(Array... args) {
    Map<String, Integer> sizes = new HashMap<>();
    for (int i = 0; i < args.length; i++) {
      List<String> names = inputs.get(i);
      if (args[i].ndim() < names.size()) {
        throw new IllegalArgumentException(
            "vectorize: argument %d has at least the axes (%s) in \"%s\", got %s"
                .formatted(i, String.join(",", names), text, args[i].aval()));
      }
      Dims own = args[i].shape().slice(args[i].ndim() - names.size(), args[i].ndim());
      for (int k = 0; k < names.size(); k++) {
        Integer before = sizes.putIfAbsent(names.get(k), own.get(k));
        if (before != null && before != own.get(k)) {
          throw new IllegalArgumentException(
              "vectorize: the axis %s of \"%s\" has size %d and, in argument %d, %d"
                  .formatted(names.get(k), text, before, i, own.get(k)));
        }
      }
    }
    return sizes;
  }

  /// @throws IllegalArgumentException if a value of the function does not have the axes of the
  ///   signature; names that no argument has may have any size
  void requireOutput(Array y, Map<String, Integer> sizes) {
    if (output.isEmpty()) {
      return;
    }
    List<String> names = output.get();
    boolean fits = y.ndim() == names.size();
    for (int k = 0; fits && k < names.size(); k++) {
      fits = sizes.getOrDefault(names.get(k), y.shape(k)) == y.shape(k);
    }
    if (!fits) {
      throw new IllegalArgumentException(
          "vectorize: the function returned %s, but its signature is \"%s\""
              .formatted(y.aval(), text));
    }
  }
}
