package linum.llvm.plan;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import linum.core.HostData;
import linum.ir.Atom;
import linum.llvm.emit.Code;
import linum.llvm.emit.IrType;
import linum.llvm.emit.Val;

/// Where values are, as addresses in the main function.
final class Addresses {
  private static final int POINTER = 8;

  private final Memory memory;
  private final Code code;
  private final Val[] table;
  private final int firstResult;
  private final Map<Cell, Val> parts = new HashMap<>();
  private final Map<Integer, Val> constants = new HashMap<>();

  /// Reads the table; to be called at the beginning of the function.
  Addresses(Region program, Memory memory, Code code) {
    this.memory = memory;
    this.code = code;
    this.firstResult = Program.FIRST_ARGUMENT + program.inputs().size();
    int size = firstResult + program.outputs().size();
    this.table =
        IntStream.range(0, size)
            .mapToObj(i -> code.load(IrType.PTR, code.at(code.parameter(0), Val.i64(i), POINTER)))
            .toArray(Val[]::new);
    for (int i = 0; i < memory.constants().size(); i++) {
      Val entry = code.at(table[Program.CONSTANTS], Val.i64(i), POINTER);
      constants.put(i, code.load(IrType.PTR, entry));
    }
  }

  Val temporary() {
    return table[Program.TEMPORARY];
  }

  /// The memory of an output.
  Val result(int j) {
    return table[firstResult + j];
  }

  Val of(Value v) {
    return code.at(of(memory.cell(v)), Val.i64(v.byteOffset()), 1);
  }

  Val of(Cell c) {
    return switch (c.place()) {
      case Place.Argument(int i) -> table[Program.FIRST_ARGUMENT + i];
      case Place.Result(int j) -> result(j);
      case Place.Constant(int i) -> Objects.requireNonNull(constants.get(i));
      case Place.Number(Atom.Literal l) -> code.module().global(bytes(l));
      case Place.Temporary(long offset) -> code.at(temporary(), Val.i64(offset), 1);
      case Place.Part _ -> Objects.requireNonNull(parts.get(c));
    };
  }

  /// From here on, what a round sees of an array is at this address.
  void put(Value part, Val address) {
    parts.put(memory.cell(part), address);
  }

  /// Where the part of an array begins that a round sees.
  Val part(Repeat.Slice s, Val index) {
    Val stride = Val.i64(s.part().aval().byteSize());
    return code.at(of(s.whole()), code.mul(index, stride), 1);
  }

  private static String bytes(Atom.Literal l) {
    byte[] bytes = new byte[l.aval().dtype().byteSize()];
    HostData.write(java.lang.foreign.MemorySegment.ofArray(bytes), l.aval().dtype(), 0, l.value());
    return IntStream.range(0, bytes.length)
        .mapToObj(i -> "i8 " + bytes[i])
        .collect(Collectors.joining(", ", "[" + bytes.length + " x i8] [", "]"));
  }
}
