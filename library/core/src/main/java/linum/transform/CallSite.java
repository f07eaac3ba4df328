package linum.transform;

import java.util.Optional;
import linum.ir.SourceInfo;

/// The line of the user's program that is being staged.
final class CallSite {
  private static final StackWalker WALKER = StackWalker.getInstance();

  private CallSite() {}

  /// The innermost frame that is not the library's.
  static SourceInfo current() {
    Optional<StackWalker.StackFrame> frame =
        WALKER.walk(frames -> frames.filter(f -> !isLibrary(f.getClassName())).findFirst());
    return frame
        .map(f -> new SourceInfo(f.getFileName(), f.getLineNumber(), f.getMethodName(), ""))
        .orElse(SourceInfo.UNKNOWN);
  }

  private static boolean isLibrary(String className) {
    return className.startsWith("linum.") || className.startsWith("java.");
  }
}
