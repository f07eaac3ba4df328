package linum.transform;

import java.security.CodeSource;
import java.util.Optional;
import linum.core.Programs;
import linum.ir.SourceInfo;

/// The line of the user's program that is being staged.
final class CallSite {
  private static final StackWalker WALKER =
      StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

  static final ScopedValue<String> SCOPE = ScopedValue.newInstance();

  private static final ClassValue<Boolean> IS_LIBRARY =
      new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
          return isLibrary(type);
        }
      };

  private CallSite() {}

  /// The innermost frame that is not the library's; while a program is run equation by equation,
  /// the line of the equation.
  static SourceInfo current() {
    SourceInfo running = Programs.source();
    if (running != null) {
      return running;
    }
    Optional<StackWalker.StackFrame> frame =
        WALKER.walk(
            frames -> frames.filter(f -> !IS_LIBRARY.get(f.getDeclaringClass())).findFirst());
    String scope = SCOPE.isBound() ? SCOPE.get() : "";
    return frame
        .map(f -> new SourceInfo(f.getFileName(), f.getLineNumber(), f.getMethodName(), scope))
        .orElse(scope.isEmpty() ? SourceInfo.UNKNOWN : new SourceInfo(null, -1, null, scope));
  }

  // Tests of the library stand in its packages too; their lines are lines of a user.
  private static boolean isLibrary(Class<?> type) {
    String name = type.getName();
    if (name.startsWith("java.") || name.startsWith("jdk.")) {
      return true;
    }
    if (!name.startsWith("linum.")) {
      return false;
    }
    CodeSource source = type.getProtectionDomain().getCodeSource();
    if (source == null || source.getLocation() == null) {
      return true;
    }
    String path = source.getLocation().getPath();
    return !path.endsWith("/test-classes/") && !path.endsWith("-tests.jar");
  }
}
