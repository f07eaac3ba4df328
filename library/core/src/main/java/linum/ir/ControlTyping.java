package linum.ir;

import java.util.ArrayList;
import java.util.List;

/// The typing rules of control flow.
final class ControlTyping {
  private ControlTyping() {}

  static List<Aval> cond(Control.Cond c, List<Aval> in) {
    Aval index = in.getFirst();
    if (!index.isScalar() || index.dtype() != DType.INT32) {
      throw new IllegalArgumentException("cond: the index must be an int32 scalar, got " + index);
    }
    List<Aval> operands = in.subList(1, in.size());
    List<Aval> out = c.branches().getFirst().outputAvals();
    for (int i = 0; i < c.branches().size(); i++) {
      Jaxpr branch = c.branches().get(i);
      takes("cond: branch " + i, branch.inputAvals(), operands);
      same("cond: branch 0 and branch " + i + " must give the same types", out, branch.outputAvals());
    }
    return out;
  }

  static List<Aval> whileLoop(Control.While w, List<Aval> in) {
    int consts = w.condNconsts() + w.bodyNconsts();
    List<Aval> carry = in.subList(consts, in.size());
    takes("while: the condition", w.cond().inputAvals(), concat(in.subList(0, w.condNconsts()), carry));
    takes("while: the body", w.body().inputAvals(), in.subList(w.condNconsts(), in.size()));
    List<Aval> test = w.cond().outputAvals();
    if (test.size() != 1 || !test.getFirst().matches(Aval.of(DType.BOOL))) {
      throw new IllegalArgumentException(
          "while: the condition must give one bool scalar, got " + Typing.list(test));
    }
    same("while: the body must give the types of its carry", carry, w.body().outputAvals());
    return w.body().outputAvals();
  }

  static List<Aval> scan(Control.Scan s, List<Aval> in) {
    int head = s.numConsts() + s.numCarry();
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
    same(
        "scan: the body must give the types of its carry",
        in.subList(s.numConsts(), head),
        out.subList(0, s.numCarry()));
    List<Aval> all = new ArrayList<>(out.subList(0, s.numCarry()));
    out.subList(s.numCarry(), out.size())
        .forEach(y -> all.add(y.withShape(y.shape().insert(0, s.length()))));
    return all;
  }

  static void takes(String who, List<Aval> wanted, List<Aval> got) {
    same(who + " is given other types than it takes", wanted, got);
  }

  private static void same(String message, List<Aval> wanted, List<Aval> got) {
    boolean equal = wanted.size() == got.size();
    for (int i = 0; equal && i < wanted.size(); i++) {
      equal = wanted.get(i).matches(got.get(i));
    }
    if (!equal) {
      throw new IllegalArgumentException(
          "%s: %s against %s".formatted(message, wanted, got));
    }
  }

  private static List<Aval> concat(List<Aval> a, List<Aval> b) {
    List<Aval> all = new ArrayList<>(a);
    all.addAll(b);
    return all;
  }
}
