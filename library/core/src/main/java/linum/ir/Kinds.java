package linum.ir;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Kinds of element types in words, for messages.
final class Kinds {
  private Kinds() {}

  /// `booleans, integers or floating numbers`.
  static String described(DType.Kind... kinds) {
    List<DType.Kind> given = Arrays.asList(kinds);
    boolean integers = given.contains(DType.Kind.SIGNED) && given.contains(DType.Kind.UNSIGNED);
    List<String> words = new ArrayList<>();
    for (DType.Kind k : kinds) {
      String word =
          switch (k) {
            case BOOL -> "booleans";
            case SIGNED -> integers ? "integers" : "signed integers";
            case UNSIGNED -> integers ? "integers" : "unsigned integers";
            case FLOATING -> "floating numbers";
            case COMPLEX -> "complex numbers";
            case KEY -> "keys";
            case FLOAT0 -> "float0";
            case TOKEN -> "tokens";
          };
      if (!words.contains(word)) {
        words.add(word);
      }
    }
    return words.size() == 1
        ? words.getFirst()
        : String.join(", ", words.subList(0, words.size() - 1)) + " or " + words.getLast();
  }

  /// How numbers become numbers of one of the kinds; empty if they should not.
  static String wayOut(DType from, DType.Kind... kinds) {
    List<DType.Kind> given = Arrays.asList(kinds);
    if (!from.isNumeric() || from.isComplex()) {
      return "";
    }
    return !from.isFloating() && given.contains(DType.Kind.FLOATING)
        ? "\nConvert it: x.astype(DType.FLOAT32)."
        : given.contains(DType.Kind.SIGNED) ? "\nConvert it: x.astype(DType.INT32)." : "";
  }
}
