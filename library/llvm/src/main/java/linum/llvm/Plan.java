package linum.llvm;

import java.util.ArrayList;
import java.util.List;
import linum.ir.Atom;
import linum.ir.Aval;
import linum.llvm.plan.Cost;
import linum.llvm.plan.HostCall;
import linum.llvm.plan.Memory;
import linum.llvm.plan.Program;
import org.jspecify.annotations.Nullable;

/// What running a program takes besides its code.
///
/// @param outputBytes how large each output is
/// @param aliases for each output the argument whose memory it takes over; -1 for none
/// @param temporaryBytes how much memory a run needs for itself
/// @param nanos how long a run takes, roughly
/// @param cancellable whether a run looks out for interrupts
/// @param constants the arrays that are written into the program
/// @param hostCalls what the code calls by number
record Plan(
    List<Long> outputBytes,
    List<Integer> aliases,
    long temporaryBytes,
    long nanos,
    boolean cancellable,
    List<Atom.Constant> constants,
    List<HostCall> hostCalls) {

  static Plan of(Program program) {
    Memory memory = program.memory();
    return new Plan(
        program.region().outputs().stream().map(v -> v.aval().byteSize()).toList(),
        memory.aliases(),
        memory.temporaryBytes(),
        (long) Cost.nanos(program.region()),
        Cost.canBeCancelled(program.region()),
        memory.constants(),
        program.hostCalls());
  }

  /// Whether the text of this plan says all: neither arrays nor calls of Java can be written down.
  boolean isText() {
    return constants.isEmpty() && hostCalls.isEmpty();
  }

  /// The plan in a line, for [#read].
  String text() {
    StringBuilder text = new StringBuilder();
    text.append(temporaryBytes).append(' ').append(nanos).append(' ').append(cancellable ? 1 : 0);
    aliases.forEach(a -> text.append(' ').append(a));
    return text.toString();
  }

  /// The plan that was written as [#text].
  ///
  /// @param outputs the types of the program's outputs
  /// @return null if that is no such text
  static @Nullable Plan read(String text, List<Aval> outputs) {
    try {
      String[] words = text.split(" ");
      if (words.length != 3 + outputs.size()) {
        return null;
      }
      List<Long> bytes = new ArrayList<>();
      List<Integer> aliases = new ArrayList<>();
      for (int j = 0; j < outputs.size(); j++) {
        bytes.add(outputs.get(j).byteSize());
        aliases.add(Integer.valueOf(words[3 + j]));
      }
      return new Plan(
          bytes,
          aliases,
          Long.parseLong(words[0]),
          Long.parseLong(words[1]),
          words[2].equals("1"),
          List.of(),
          List.of());
    } catch (NumberFormatException _) {
      return null;
    }
  }
}
