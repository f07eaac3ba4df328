package linum.llvm.element;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import linum.core.Backend;
import linum.core.Buffer;
import linum.core.Device;
import linum.ir.Atom;
import linum.ir.Aval;
import linum.ir.DType;
import linum.ir.Elementwise;
import linum.ir.Eqn;
import linum.ir.Jaxpr;
import linum.llvm.emit.Code;
import linum.llvm.emit.IrModule;
import linum.llvm.emit.IrType;
import linum.llvm.emit.Val;
import linum.llvm.natives.Jit;
import linum.llvm.natives.LoadedCode;
import linum.reference.ReferenceBackend;

/// One primitive on arrays in memory: as machine code of so many lanes, and by the reference
/// backend.
///
/// @param operands the types of the operands
record Computation(Elementwise primitive, List<DType> operands) {
  Computation(Elementwise primitive, DType... operands) {
    this(primitive, List.of(operands));
  }

  DType result() {
    return primitive.infer(avals(1)).getFirst().dtype();
  }

  private List<Aval> avals(int n) {
    return operands.stream().map(d -> Aval.of(d, n)).toList();
  }

  /// Machine code for arrays whose size is a multiple of the lanes.
  Compiled compile(int lanes) {
    return compile(lanes, List.of(this)).getFirst();
  }

  /// Machine code of many, compiled together.
  static List<Compiled> compile(int lanes, List<Computation> computations) {
    IrModule module = new IrModule(32);
    IntStream.range(0, computations.size())
        .forEach(i -> computations.get(i).emit(module, "f" + i, lanes));
    Jit jit = Jit.get();
    LoadedCode code = jit.load(jit.compile(module.text("attributes #0 = { nounwind }\n")));
    return IntStream.range(0, computations.size())
        .mapToObj(i -> new Compiled(computations.get(i), code, "f" + i))
        .toList();
  }

  private void emit(IrModule module, String name, int lanes) {
    Code code = module.function(name, true, null, IrType.PTR, IrType.I64);
    List<Val> pointers =
        IntStream.rangeClosed(0, operands.size())
            .mapToObj(k -> code.load(IrType.PTR, code.at(code.parameter(0), Val.i64(k), 8)))
            .toList();
    code.loop(
        Val.i64(0),
        code.parameter(1),
        lanes,
        i -> {
          List<Val> in = new ArrayList<>();
          for (int k = 0; k < operands.size(); k++) {
            DType d = operands.get(k);
            in.add(Registers.load(code, d, code.at(pointers.get(k), i, d.byteSize()), lanes));
          }
          DType d = result();
          Val out = Elements.emit(code, primitive, in, operands, d);
          Registers.store(code, d, out, code.at(pointers.getLast(), i, d.byteSize()));
        });
    code.finish();
  }

  static final class Compiled {
    private final Computation computation;
    private final LoadedCode loaded;
    private final MethodHandle handle;

    @SuppressWarnings("restricted") // calls what was compiled
    private Compiled(Computation computation, LoadedCode loaded, String name) {
      this.computation = computation;
      this.loaded = loaded;
      handle =
          Linker.nativeLinker()
              .downcallHandle(loaded.address(name), FunctionDescriptor.ofVoid(ADDRESS, JAVA_LONG));
    }

    Computation computation() {
      return computation;
    }

    void run(MemorySegment table, long n) {
      try {
        handle.invokeExact(table, n);
      } catch (Throwable e) {
        throw new AssertionError(e);
      } finally {
        Reference.reachabilityFence(loaded);
      }
    }

    /// @param in off-heap arrays of `n` elements
    MemorySegment run(Arena arena, int n, MemorySegment... in) {
      MemorySegment out = arena.allocate((long) n * computation.result().byteSize(), 64);
      run(table(arena, out, in), n);
      return out;
    }

    static MemorySegment table(Arena arena, MemorySegment out, MemorySegment... in) {
      MemorySegment table = arena.allocate(8L * (in.length + 1), 8);
      for (int k = 0; k < in.length; k++) {
        table.setAtIndex(ADDRESS, k, in[k]);
      }
      table.setAtIndex(ADDRESS, in.length, out);
      return table;
    }
  }

  /// The result of the reference backend.
  MemorySegment reference(Arena arena, int n, MemorySegment... in) {
    Backend backend = new ReferenceBackend();
    Device device = backend.devices().getFirst();
    List<Atom.Var> inputs = avals(n).stream().map(Atom.Var::new).toList();
    Aval type = primitive.infer(avals(n)).getFirst();
    Atom.Var output = new Atom.Var(type);
    Jaxpr jaxpr =
        new Jaxpr(inputs, List.of(new Eqn(primitive, inputs, List.of(output))), List.of(output));
    List<Buffer> buffers =
        Arrays.stream(in)
            .map(segment -> {
              Buffer buffer = backend.allocate(segment.byteSize(), device);
              buffer.segment().copyFrom(segment);
              return buffer;
            })
            .toList();
    Buffer out =
        backend.compile(jaxpr, inputs.stream().map(_ -> false).toList()).run(buffers).getFirst();
    MemorySegment result = arena.allocate(type.byteSize(), 64);
    try {
      result.copyFrom(out.segment());
    } finally {
      Reference.reachabilityFence(out);
    }
    return result;
  }
}
