package linum.reference;

import java.util.Arrays;
import java.util.List;
import linum.ir.Aval;
import linum.ir.Control;
import linum.ir.Dims;

/// Control flow: programs run in a loop or one of several.
final class ControlRules {
  private ControlRules() {}

  static Value[] apply(Control control, Value[] in, Plan[] inner, List<Aval> out) {
    return switch (control) {
      case Control.Cond _ -> cond(in, inner);
      case Control.While p -> whileLoop(p, in, inner[1], inner[0]);
      case Control.Scan p -> scan(p, in, inner[0], out);
      case Control.LinearSolve _ -> inner[1].run(in);
    };
  }

  private static Value[] cond(Value[] in, Plan[] branches) {
    int which = Math.clamp(Value.intScalar(in[0]), 0, branches.length - 1);
    return branches[which].run(Arrays.copyOfRange(in, 1, in.length));
  }

  private static Value[] whileLoop(Control.While p, Value[] in, Plan cond, Plan body) {
    int bodyStart = p.condNconsts();
    int carryStart = bodyStart + p.bodyNconsts();
    int carry = in.length - carryStart;
    Value[] condIn = new Value[p.condNconsts() + carry];
    System.arraycopy(in, 0, condIn, 0, p.condNconsts());
    System.arraycopy(in, carryStart, condIn, p.condNconsts(), carry);
    Value[] bodyIn = Arrays.copyOfRange(in, bodyStart, in.length);
    while (Value.intScalar(cond.run(condIn)[0]) != 0) {
      Plan.checkInterrupt();
      Value[] next = body.run(bodyIn);
      System.arraycopy(next, 0, bodyIn, p.bodyNconsts(), carry);
      System.arraycopy(next, 0, condIn, p.condNconsts(), carry);
    }
    return Arrays.copyOfRange(bodyIn, p.bodyNconsts(), bodyIn.length);
  }

  private static Value[] scan(Control.Scan p, Value[] in, Plan body, List<Aval> out) {
    int head = p.numConsts() + p.numCarry();
    Value[] step = in.clone();
    Value[] results = new Value[out.size()];
    for (int k = p.numCarry(); k < results.length; k++) {
      results[k] = Value.zeros(out.get(k));
    }
    for (int n = 0; n < p.length(); n++) {
      Plan.checkInterrupt();
      int i = p.reverse() ? p.length() - 1 - n : n;
      for (int k = head; k < in.length; k++) {
        step[k] = row(in[k], i);
      }
      Value[] next = body.run(step);
      System.arraycopy(next, 0, step, p.numConsts(), p.numCarry());
      for (int k = p.numCarry(); k < results.length; k++) {
        putRow(next[k], results[k], i);
      }
    }
    System.arraycopy(step, p.numConsts(), results, 0, p.numCarry());
    return results;
  }

  private static Value row(Value x, int i) {
    Dims shape = x.shape().without(0);
    int n = (int) shape.size();
    return switch (x) {
      case Value.Reals r ->
          new Value.Reals(r.dtype(), shape, Arrays.copyOfRange(r.data(), i * n, (i + 1) * n));
      case Value.Wholes w ->
          new Value.Wholes(w.dtype(), shape, Arrays.copyOfRange(w.data(), i * n, (i + 1) * n));
    };
  }

  private static void putRow(Value row, Value out, int i) {
    switch (row) {
      case Value.Reals r ->
          System.arraycopy(r.data(), 0, Value.reals(out), i * r.data().length, r.data().length);
      case Value.Wholes w ->
          System.arraycopy(w.data(), 0, Value.wholes(out), i * w.data().length, w.data().length);
    }
  }
}
