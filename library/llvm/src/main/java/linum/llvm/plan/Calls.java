package linum.llvm.plan;

import java.util.ArrayList;
import java.util.List;
import linum.llvm.emit.Code;
import linum.llvm.emit.IrModule;
import linum.llvm.emit.IrType;
import linum.llvm.emit.Val;

/// Writes kernels, and the calls of kernels and of Java.
final class Calls {
  private static final int POINTER = 8;

  /// Less work than this stays on the thread that runs the program.
  private static final double WORTH_SHARING_NANOS = 20_000;

  /// What a thread takes at a time.
  private static final double SHARE_NANOS = 8_000;

  private final IrModule module;
  private final Code code;
  private final Addresses addresses;
  private final List<HostCall> hostCalls = new ArrayList<>();

  Calls(IrModule module, Code code, Addresses addresses) {
    this.module = module;
    this.code = code;
    this.addresses = addresses;
  }

  List<HostCall> hostCalls() {
    return hostCalls;
  }

  void kernel(Kernel k) {
    if (k.extent() == 0) {
      return;
    }
    String name = function(k);
    Val closure = closure(k.operands());
    if (!isShared(k)) {
      code.run(name, closure, Val.i64(0), Val.i64(k.extent()));
    } else {
      long grain = Math.max(1, (long) Math.ceil(SHARE_NANOS / k.nanosPerPart()));
      code.run(
          "@linum_parallel",
          code.parameter(1),
          new Val(name, IrType.PTR),
          closure,
          Val.i64(k.extent()),
          Val.i64(grain));
      leaveIfCancelled();
    }
  }

  /// Whether several threads work on it.
  static boolean isShared(Kernel k) {
    return k.extent() > 1 && k.extent() * k.nanosPerPart() >= WORTH_SHARING_NANOS;
  }

  private String function(Kernel k) {
    String name = module.fresh("k");
    Code body = module.function(name, false, null, IrType.PTR, IrType.I64, IrType.I64);
    List<Val> at = new ArrayList<>();
    for (int i = 0; i < k.operands().size(); i++) {
      at.add(body.load(IrType.PTR, body.at(body.parameter(0), Val.i64(i), POINTER)));
    }
    int written = k.reads().size();
    int scratch = written + k.writes().size();
    Kernel.Memory memory =
        new Kernel.Memory(
            at.subList(0, written), at.subList(written, scratch), at.subList(scratch, at.size()));
    k.body().emit(body, memory, body.parameter(1), body.parameter(2));
    body.finish();
    return "@" + module.unique(name);
  }

  void host(HostCall h) {
    List<Value> operands = new ArrayList<>(h.reads());
    operands.addAll(h.writes());
    Val closure = closure(operands);
    Val context = code.parameter(1);
    Val host = code.load(IrType.PTR, code.at(context, Val.i64(Program.HOST), 1));
    Val failed = code.call(IrType.I32, host.text(), context, Val.i64(hostCalls.size()), closure);
    hostCalls.add(h);
    leaveIf(failed);
  }

  void leaveIfCancelled() {
    leaveIf(code.loadShared(IrType.I32, code.parameter(1)));
  }

  private void leaveIf(Val flag) {
    code.returnIf(code.compare("icmp ne", flag, Val.i32(0)), Val.i32(1));
  }

  private Val closure(List<Value> operands) {
    Val closure = code.alloca(Math.max(1, (long) POINTER * operands.size()));
    for (int i = 0; i < operands.size(); i++) {
      code.store(addresses.of(operands.get(i)), code.at(closure, Val.i64(i), POINTER));
    }
    return closure;
  }
}
