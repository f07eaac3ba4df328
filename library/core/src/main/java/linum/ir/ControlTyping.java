package linum.ir;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The typing rules of control flow.
final class ControlTyping {
  private ControlTyping() {}

  static List<Aval> cond(Control.Cond c, List<Aval> in) {
    if (in.isEmpty() || c.branches().isEmpty()) {
      throw new IllegalArgumentException("cond takes an index and at least one branch");
    }
    Aval index = in.getFirst();
    if (!index.isScalar() || index.dtype() != DType.INT32) {
      throw new IllegalArgumentException("cond: the index must be an int32 scalar, got " + index);
    }
    List<Aval> operands = in.subList(1, in.size());
    List<Aval> out = c.branches().getFirst().outputAvals();
    for (int i = 0; i < c.branches().size(); i++) {
      Jaxpr branch = c.branches().get(i);
      takes("cond: branch " + i, branch.inputAvals(), operands);
      sameResults(i, out, branch.outputAvals());
    }
    return out;
  }

  static List<Aval> whileLoop(Control.While w, List<Aval> in) {
    int consts = w.condNconsts() + w.bodyNconsts();
    atLeast("while", consts, in);
    List<Aval> carry = in.subList(consts, in.size());
    takes(
        "while: the condition",
        w.cond().inputAvals(),
        concat(in.subList(0, w.condNconsts()), carry));
    takes("while: the body", w.body().inputAvals(), in.subList(w.condNconsts(), in.size()));
    List<Aval> test = w.cond().outputAvals();
    if (test.size() != 1 || !test.getFirst().matches(Aval.of(DType.BOOL))) {
      throw new IllegalArgumentException(
          "while: the condition must give one bool scalar, got " + Typing.list(test));
    }
    sameCarry("while", carry, w.body().outputAvals());
    return w.body().outputAvals();
  }

  static List<Aval> scan(Control.Scan s, List<Aval> in) {
    int head = s.numConsts() + s.numCarry();
    atLeast("scan", head, in);
    if (s.linear().size() != in.size() || s.length() < 0) {
      throw new IllegalArgumentException(
          "scan: length %d and %d flags of linearity do not fit %d operands"
              .formatted(s.length(), s.linear().size(), in.size()));
    }
    List<Aval> steps = new ArrayList<>(in.subList(0, head));
    for (Aval xs : in.subList(head, in.size())) {
      if (xs.rank() == 0 || xs.shape().get(0) != s.length()) {
        throw new IllegalArgumentException(
            "scan: the leading axis of %s must have the length %d".formatted(xs, s.length()));
      }
      steps.add(xs.withShape(xs.shape().without(0)));
    }
    takes("scan: the body", s.jaxpr().inputAvals(), steps);
    List<Aval> out = s.jaxpr().outputAvals();
    if (out.size() < s.numCarry()) {
      throw new IllegalArgumentException(
          "scan: the body carries %d values, but gives %d results"
              .formatted(s.numCarry(), out.size()));
    }
    sameCarry("scan", in.subList(s.numConsts(), head), out.subList(0, s.numCarry()));
    List<Aval> all = new ArrayList<>(out.subList(0, s.numCarry()));
    out.subList(s.numCarry(), out.size())
        .forEach(y -> all.add(y.withShape(y.shape().insert(0, s.length()))));
    return all;
  }

  static List<Aval> linearSolve(Control.LinearSolve l, List<Aval> in) {
    atLeast("custom_linear_solve", l.numConsts(), in);
    List<Aval> b = in.subList(l.numConsts(), in.size());
    takes("custom_linear_solve: the solver", l.solve().inputAvals(), in);
    takes("custom_linear_solve: the linear map", l.matvec().inputAvals(), in);
    for (Jaxpr j : List.of(l.solve(), l.matvec())) {
      String difference =
          difference("value ", b, " on the right side", j.outputAvals(), " on the left");
      if (difference != null) {
        throw new IllegalArgumentException(
            "custom_linear_solve: the linear map must be square, but " + difference);
      }
    }
    return List.copyOf(b);
  }

  private static void atLeast(String who, int count, List<Aval> in) {
    if (in.size() < count) {
      throw new IllegalArgumentException(
          "%s takes at least %d operands, got %d".formatted(who, count, in.size()));
    }
  }

  static void takes(String who, List<Aval> wanted, List<Aval> got) {
    if (wanted.size() != got.size()) {
      throw new IllegalArgumentException(
          "%s takes %d operands, but is given %d: %s against %s"
              .formatted(who, wanted.size(), got.size(), wanted, got));
    }
    for (int i = 0; i < wanted.size(); i++) {
      if (!wanted.get(i).matches(got.get(i))) {
        throw new IllegalArgumentException(
            "%s takes %s as operand %d, but is given %s"
                .formatted(who, wanted.get(i), i, got.get(i)));
      }
    }
  }

  private static void sameResults(int branch, List<Aval> first, List<Aval> other) {
    String difference = difference("result ", first, " in branch 0", other, " in branch " + branch);
    if (difference != null) {
      throw new IllegalArgumentException(
          "cond: all branches must give the same types, but %s.\nConvert one of them, for example with astype(DType.FLOAT32)."
              .formatted(difference));
    }
  }

  private static void sameCarry(String who, List<Aval> before, List<Aval> after) {
    String difference = difference("value ", before, " before a step", after, " after it");
    if (difference != null) {
      throw new IllegalArgumentException(
          "%s: the carry must keep its types, but %s.\nConvert it in the body with astype, or start from a value of that type."
              .formatted(who, difference));
    }
  }

  // In words; null if there is none.
  private static @Nullable String difference(
      String what, List<Aval> a, String inA, List<Aval> b, String inB) {
    if (a.size() != b.size()) {
      return "there are %d%s and %d%s".formatted(a.size(), inA, b.size(), inB);
    }
    for (int i = 0; i < a.size(); i++) {
      if (!a.get(i).matches(b.get(i))) {
        return "%s%d is %s%s and %s%s".formatted(what, i, a.get(i), inA, b.get(i), inB);
      }
    }
    return null;
  }

  private static List<Aval> concat(List<Aval> a, List<Aval> b) {
    List<Aval> all = new ArrayList<>(a);
    all.addAll(b);
    return all;
  }
}
