package linum.llvm.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import linum.ir.Aval;
import linum.ir.DType;
import linum.llvm.emit.Code;
import linum.llvm.emit.IrModule;
import linum.llvm.emit.IrType;
import linum.llvm.emit.Val;

/// Writes the function that runs the steps of a program, and the kernels that it calls.
public final class MainWriter {
  private static final Val ZERO = Val.i64(0);

  private final Memory memory;
  private final IrModule module;
  private final Code code;
  private final Addresses addresses;
  private final Calls calls;
  private final Map<Integer, List<Cell>> freed;

  private MainWriter(Region program, Memory memory, IrModule module, boolean poison) {
    this.memory = memory;
    this.module = module;
    this.code = module.function(Program.MAIN, true, IrType.I32, IrType.PTR, IrType.PTR);
    this.addresses = new Addresses(program, memory, code);
    this.calls = new Calls(module, code, addresses);
    this.freed = poison ? memory.freed() : Map.of();
  }

  /// @param poison whether memory that is free is filled with ones, which are `nan`, so that
  ///   whoever reads it by mistake is found out
  public static Program write(Region program, Memory memory, int vectorBytes, boolean poison) {
    IrModule module = new IrModule(vectorBytes);
    MainWriter writer = new MainWriter(program, memory, module, poison);
    if (poison && memory.temporaryBytes() > 0) {
      writer.fill(writer.addresses.temporary(), memory.temporaryBytes());
    }
    writer.steps(program);
    writer.outputs(program);
    writer.code.finish(Val.i32(0));
    return new Program(program, memory, module, writer.calls.hostCalls());
  }

  private void outputs(Region program) {
    for (int j = 0; j < program.outputs().size(); j++) {
      Value v = program.outputs().get(j);
      Place place = memory.cell(v).place();
      boolean there = place.equals(new Place.Result(j)) || memory.aliases().get(j) >= 0;
      if (!there) {
        copy(addresses.of(v), addresses.result(j), v.aval());
      }
    }
  }

  private void steps(Region region) {
    region.steps().forEach(this::step);
  }

  private void step(Step s) {
    Timeline.Span span = memory.timeline().span(s);
    switch (s) {
      case Kernel k -> {
        calls.kernel(k);
        poison(span.start());
      }
      case HostCall h -> {
        calls.host(h);
        poison(span.start());
      }
      case Repeat r -> repeat(r, span);
      case Choose c -> choose(c, span);
    }
  }

  // ---- loops ----

  private void repeat(Repeat r, Timeline.Span span) {
    r.carries().forEach(c -> move(c.initial(), c.slot()));
    poison(span.start());
    Region condition = r.condition();
    int bodyEnd = span.ends().getLast();
    if (condition == null) {
      code.loop(ZERO, Val.i64(r.trips()), 1, t -> round(r, t, bodyEnd));
    } else {
      code.repeat(
          List.of(),
          _ -> {
            steps(condition);
            Val holds = isTrue(condition.outputs().getFirst());
            poison(span.ends().getFirst());
            code.when(holds, () -> round(r, ZERO, bodyEnd));
            return List.of(holds);
          });
    }
    poison(span.end());
  }

  private Val isTrue(Value predicate) {
    Val bits = code.load(IrType.I8, addresses.of(predicate));
    return code.compare("icmp ne", bits, Val.constant(IrType.I8, 0));
  }

  private void round(Repeat r, Val trip, int bodyEnd) {
    calls.leaveIfCancelled();
    Val index = r.reverse() ? code.sub(Val.i64(r.trips() - 1), trip) : trip;
    Map<Value, Val> parts = new HashMap<>();
    for (Repeat.Slice s : r.slicesIn()) {
      addresses.put(s.part(), addresses.part(s, index));
    }
    for (Repeat.Slice s : r.slicesOut()) {
      parts.put(s.whole(), addresses.part(s, index));
      if (isPlacedIn(s)) {
        addresses.put(s.part(), parts.get(s.whole()));
      }
    }
    steps(r.body());
    for (Repeat.Slice s : r.slicesOut()) {
      if (!isPlacedIn(s)) {
        copy(addresses.of(s.part()), parts.get(s.whole()), s.part().aval());
      }
    }
    advance(r);
    poison(bodyEnd);
  }

  private boolean isPlacedIn(Repeat.Slice s) {
    return memory.cell(s.part()).place().equals(new Place.Part(s.whole()));
  }

  /// What the round made becomes what the next one starts from. Slots that other carries still have
  /// to read are copied aside first.
  private void advance(Repeat r) {
    Map<Value, Value> stashes = memory.timeline().stashes();
    List<Repeat.Carry> late = new ArrayList<>();
    for (Repeat.Carry c : r.carries()) {
      Value stash = stashes.get(c.slot());
      if (stash != null) {
        copy(addresses.of(c.next()), addresses.of(stash), stash.aval());
        late.add(new Repeat.Carry(c.initial(), c.slot(), stash));
      }
    }
    for (Repeat.Carry c : r.carries()) {
      if (!stashes.containsKey(c.slot())) {
        move(c.next(), c.slot());
      }
    }
    late.forEach(c -> move(c.next(), c.slot()));
  }

  // ---- branches ----

  private void choose(Choose c, Timeline.Span span) {
    Val index = clamped(c.index(), c.branches().size() - 1);
    poison(span.start());
    branch(c, span, index, 0);
    poison(span.end());
  }

  private Val clamped(Value index, int last) {
    Aval aval = index.aval();
    IrType stored = IrType.integer(8 * aval.dtype().byteSize());
    Val raw = code.load(stored, addresses.of(index));
    boolean signed = aval.dtype().isSigned();
    Val limit = Val.constant(stored, last);
    Val low = signed ? code.intrinsic("smax", raw, Val.constant(stored, 0)) : raw;
    return aval.dtype() == DType.BOOL && last == 0
        ? Val.constant(stored, 0)
        : code.intrinsic(signed ? "smin" : "umin", low, limit);
  }

  private void branch(Choose c, Timeline.Span span, Val index, int i) {
    if (i == c.branches().size() - 1) {
      take(c, span, i);
      return;
    }
    code.branch(
        code.compare("icmp eq", index, Val.constant(index.type(), i)),
        () -> {
          take(c, span, i);
          return List.of();
        },
        () -> {
          branch(c, span, index, i + 1);
          return List.of();
        });
  }

  private void take(Choose c, Timeline.Span span, int i) {
    Region region = c.branches().get(i);
    steps(region);
    for (int k = 0; k < c.results().size(); k++) {
      move(region.outputs().get(k), c.results().get(k));
    }
    poison(span.ends().get(i));
  }

  // ---- bytes ----

  private void move(Value from, Value to) {
    if (!memory.same(from, to)) {
      copy(addresses.of(from), addresses.of(to), to.aval());
    }
  }

  private void copy(Val from, Val to, Aval aval) {
    if (aval.byteSize() > 0) {
      code.run("@llvm.memcpy.p0.p0.i64", to, from, Val.i64(aval.byteSize()), Val.i1(false));
    }
  }

  private void poison(int position) {
    for (Cell c : freed.getOrDefault(position, List.of())) {
      fill(addresses.of(c), c.bytes());
    }
  }

  private void fill(Val address, long bytes) {
    code.run(
        "@llvm.memset.p0.i64", address, Val.constant(IrType.I8, -1), Val.i64(bytes), Val.i1(false));
  }
}
