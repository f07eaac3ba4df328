package linum.numpy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import linum.core.Array;

/// The labels of an einsum: letters as written, and negative numbers for the axes that an ellipsis
/// stands for (-1 is the last of them).
///
/// @param inputs for each operand the labels of its axes
/// @param output the labels of the result's axes
record EinsumSpec(String text, List<List<Integer>> inputs, List<Integer> output) {

  /// @throws IllegalArgumentException if the subscripts cannot be read or do not fit the operands
  static EinsumSpec parse(String text, List<Array> operands) {
    String s = text.replace(" ", "");
    int arrow = s.indexOf("->");
    String[] terms = (arrow < 0 ? s : s.substring(0, arrow)).split(",", -1);
    if (terms.length != operands.size()) {
      throw new IllegalArgumentException(
          "einsum: \"%s\" names %d operands, but %d were given"
              .formatted(text, terms.length, operands.size()));
    }
    List<List<Integer>> inputs = new ArrayList<>();
    int widest = 0;
    for (int i = 0; i < terms.length; i++) {
      int rank = operands.get(i).ndim();
      int letters = terms[i].replace("...", "").length();
      boolean ellipsis = terms[i].contains("...");
      if (ellipsis ? letters > rank : letters != rank) {
        throw new IllegalArgumentException(
            "einsum: \"%s\" in \"%s\" names %d axes, but the operand is %s"
                .formatted(terms[i], text, letters, operands.get(i).aval()));
      }
      inputs.add(labels(terms[i], rank - letters, text));
      widest = Math.max(widest, ellipsis ? rank - letters : 0);
    }
    List<Integer> output =
        arrow < 0 ? implicit(inputs, widest) : labels(s.substring(arrow + 2), widest, text);
    EinsumSpec spec = new EinsumSpec(text, inputs, output);
    spec.checkOutput();
    return spec;
  }

  private static List<Integer> labels(String term, int hidden, String text) {
    List<Integer> out = new ArrayList<>();
    for (int i = 0; i < term.length(); i++) {
      char c = term.charAt(i);
      if (term.startsWith("...", i)) {
        for (int k = hidden; k >= 1; k--) {
          out.add(-k);
        }
        i += 2;
      } else if (Character.isLetter(c)) {
        out.add((int) c);
      } else {
        throw new IllegalArgumentException(
            "einsum: cannot read '%c' in \"%s\"\nSubscripts are letters, as in \"ij,jk->ik\""
                .formatted(c, text));
      }
    }
    return out;
  }

  /// Without an arrow: what the ellipsis stands for, then every letter that comes once, in order.
  private static List<Integer> implicit(List<List<Integer>> inputs, int widest) {
    Map<Integer, Integer> counts = new TreeMap<>();
    inputs.forEach(in -> in.forEach(l -> counts.merge(l, 1, Integer::sum)));
    List<Integer> out = new ArrayList<>();
    for (int k = widest; k >= 1; k--) {
      out.add(-k);
    }
    counts.forEach((label, n) -> {
      if (label > 0 && n == 1) {
        out.add(label);
      }
    });
    return out;
  }

  private void checkOutput() {
    for (int label : output) {
      boolean known = inputs.stream().anyMatch(in -> in.contains(label));
      boolean once = output.indexOf(label) == output.lastIndexOf(label);
      if (!known || !once) {
        throw new IllegalArgumentException(
            "einsum: '%s' %s in \"%s\""
                .formatted(
                    name(label),
                    once
                        ? "of the result names no axis of an operand"
                        : "comes twice in the result",
                    text));
      }
    }
  }

  private static String name(int label) {
    return label < 0 ? "..." : String.valueOf((char) label);
  }

  /// The size of each label.
  ///
  /// @throws IllegalArgumentException if two axes of one label differ, and none has size 1
  Map<Integer, Integer> sizes(List<Array> operands) {
    Map<Integer, Integer> sizes = new HashMap<>();
    for (int i = 0; i < inputs.size(); i++) {
      for (int axis = 0; axis < inputs.get(i).size(); axis++) {
        int label = inputs.get(i).get(axis);
        int size = operands.get(i).shape(axis);
        int known = sizes.getOrDefault(label, 1);
        if (known != 1 && size != 1 && known != size) {
          throw new IllegalArgumentException(
              "einsum: '%s' in \"%s\" has size %d in one operand and %d in %s"
                  .formatted(name(label), text, known, size, operands.get(i).aval()));
        }
        sizes.put(label, size == 1 ? known : size);
      }
    }
    return sizes;
  }
}
