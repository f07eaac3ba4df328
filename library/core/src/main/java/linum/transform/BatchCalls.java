package linum.transform;

import java.util.ArrayList;
import java.util.List;
import linum.core.Array;
import linum.core.Ops;
import linum.core.Trace;
import linum.ir.Aval;
import linum.ir.Call;
import linum.ir.Callback;
import linum.ir.Dims;

/// Calls of programs and of Java code, for many examples at once.
final class BatchCalls {
  private BatchCalls() {}

  static List<Batched> apply(Call call, List<Batched> in, BatchAxis axis) {
    return switch (call) {
      case Call.Jit p -> {
        BatchPrograms.Program program = body(p, in, axis);
        yield Batched.zip(
            Trace.bindAll(
                new Call.Jit(p.name(), program.jaxpr(), p.donated(), p.inline()),
                Batched.arrays(in)),
            program.mappedOut());
      }
      case Call.Remat p -> {
        BatchPrograms.Program program = body(p, in, axis);
        yield Batched.zip(
            Trace.bindAll(
                new Call.Remat(program.jaxpr(), p.policy(), p.preventCse(), p.differentiated()),
                Batched.arrays(in)),
            program.mappedOut());
      }
      // The name stands for one example; for many it is done as it is written.
      case Call.Composite p -> {
        BatchPrograms.Program program = body(p, in, axis);
        yield Batched.zip(
            Trace.bindAll(new Call.Jit(p.name(), program.jaxpr()), Batched.arrays(in)),
            program.mappedOut());
      }
      case Call.CustomJvp p -> BatchCustom.jvp(p, in, axis);
      case Call.CustomVjp p -> BatchCustom.vjp(p, in, axis);
      case Call.CustomLin p -> BatchCustom.lin(p, in, axis);
      case Call.CustomVmap p -> ((CustomRules.VmapRule) p.vmap()).apply(in, axis);
      case Call.LinearCall p -> LinearCalls.batch(p, in, axis);
      case Call.RematOpt p -> RematOpts.batch(p, in, axis);
    };
  }

  private static BatchPrograms.Program body(Call p, List<Batched> in, BatchAxis axis) {
    return BatchPrograms.batch(p.body(), Batched.mask(in), axis);
  }

  static List<Batched> callback(Callback callback, List<Batched> in, BatchAxis axis) {
    return switch (callback) {
      case Callback.Pure p ->
          switch (p.vmapMethod()) {
            case SEQUENTIAL -> BatchRules.oneByOne(p, in, axis);
            case EXPAND_DIMS -> pure(p, expanded(in), axis);
            case BROADCAST_ALL -> pure(p, axis.full(in), axis);
          };
      case Callback.Io _, Callback.Debug _, Callback.DebugPrint _ ->
          BatchRules.oneByOne(callback, in, axis);
    };
  }

  private static List<Batched> pure(Callback.Pure p, List<Array> in, BatchAxis axis) {
    List<Aval> results = p.results().stream().map(axis::full).toList();
    return BatchRules.mapped(
        Trace.bindAll(new Callback.Pure(p.callback(), results, p.vmapMethod()), in));
  }

  private static List<Array> expanded(List<Batched> in) {
    List<Array> out = new ArrayList<>();
    for (Batched b : in) {
      Dims shape = b.array().shape();
      out.add(b.mapped() ? b.array() : Ops.reshape(b.array(), shape.insert(0, 1)));
    }
    return out;
  }
}
