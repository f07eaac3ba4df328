package linum.llvm.kernel;

import java.util.List;
import linum.ir.Call;
import linum.ir.Eqn;
import linum.ir.Jaxpr;
import linum.llvm.plan.Lowering;
import linum.llvm.plan.Region;
import linum.llvm.plan.Value;

/// Programs that are called take part in the program that calls them.
final class CallFamily {
  private CallFamily() {}

  static void lower(Call call, Eqn e, Lowering to) {
    switch (call) {
      case Call.Jit _,
          Call.CustomJvp _,
          Call.CustomVjp _,
          Call.CustomVmap _,
          Call.LinearCall _,
          Call.Remat _,
          Call.RematOpt _,
          Call.Composite _ ->
          inline(call.body(), e, to);
      // It has no program; running it fails, and says why.
      case Call.CustomLin _ -> HostFamily.lower(e, to);
    }
  }

  /// The steps of a program that takes the operands and gives the results of an equation.
  static void inline(Jaxpr body, Eqn e, Lowering to) {
    Region region = to.region(body, e.inputs().stream().map(to::read).toList());
    region.steps().forEach(to::add);
    define(e, region.outputs(), to);
  }

  /// The results are the operands.
  static void pass(Eqn e, Lowering to) {
    define(e, e.inputs().stream().map(to::read).toList(), to);
  }

  private static void define(Eqn e, List<Value> results, Lowering to) {
    for (int i = 0; i < results.size(); i++) {
      to.define(e.outputs().get(i), results.get(i));
    }
  }
}
