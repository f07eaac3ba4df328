package linum.llvm.kernel;

import java.util.ArrayList;
import java.util.List;
import linum.ir.Contraction.DotGeneral;
import linum.ir.Dims;
import linum.ir.Eqn;
import linum.llvm.plan.Lowering;
import linum.llvm.plan.Value;

/// Tensor contraction.
final class Dots {
  private Dots() {}

  static void lower(DotGeneral p, Eqn e, Lowering to) {
    Value lhs = to.read(e.inputs().get(0));
    Value rhs = to.read(e.inputs().get(1));
    Value result = to.result(e.outputs().getFirst());
    List<Axis> axes = axes(p, lhs.aval().shape(), rhs.aval().shape(), result.aval().shape());
    Products.add(p.label(), axes, lhs, rhs, lhs.aval().dtype(), result, to);
  }

  /// The loops of a contraction: batch axes, free axes of the left operand, those of the right one,
  /// contracted axes.
  static List<Axis> axes(DotGeneral p, Dims lhs, Dims rhs, Dims out) {
    long[] left = lhs.strides();
    long[] right = rhs.strides();
    long[] result = out.strides();
    List<Axis> axes = new ArrayList<>();
    int next = 0;
    for (int i = 0; i < p.lhsBatch().rank(); i++) {
      int a = p.lhsBatch().get(i);
      axes.add(new Axis(lhs.get(a), left[a], right[p.rhsBatch().get(i)], result[next++]));
    }
    for (int a : p.lhsFree(lhs.rank()).toArray()) {
      axes.add(new Axis(lhs.get(a), left[a], 0, result[next++]));
    }
    for (int a : p.rhsFree(rhs.rank()).toArray()) {
      axes.add(new Axis(rhs.get(a), 0, right[a], result[next++]));
    }
    for (int i = 0; i < p.lhsContracting().rank(); i++) {
      int a = p.lhsContracting().get(i);
      axes.add(new Axis(lhs.get(a), left[a], right[p.rhsContracting().get(i)], 0));
    }
    return axes;
  }
}
