package linum.llvm.plan;

import java.util.List;
import linum.llvm.emit.IrModule;

/// A program as a module, and what runs it needs to know.
///
/// @param module with the function `i32 linum_main(ptr table, ptr context)`
/// @param hostCalls what the module calls by number
public record Program(Region region, Memory memory, IrModule module, List<HostCall> hostCalls) {
  /// The function that runs everything. It returns 0, or another number if it was cancelled or a
  /// call of Java failed.
  public static final String MAIN = "linum_main";

  /// Of the table that a run fills with addresses: the memory of the run itself, the addresses of
  /// the constants, then all arguments, then all outputs.
  public static final int TEMPORARY = 0;

  public static final int CONSTANTS = 1;
  public static final int FIRST_ARGUMENT = 2;

  /// Of the context of a run, in bytes: a number that is not 0 once it is to stop, and the function
  /// that calls Java.
  public static final int CANCELLED = 0;

  public static final int HOST = 8;
  public static final int CONTEXT_BYTES = 64;

  public Program {
    hostCalls = List.copyOf(hostCalls);
  }
}
