package linum.bench.steps;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/// How long the processor worked for the threads of Java: those that call, and those that compute.
/// What else runs on the machine does not count, nor does the JVM's own compiling.
final class Processor {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final long[] threads = THREADS.getAllThreadIds();

  /// Seconds since some moment.
  double seconds() {
    return Arrays.stream(THREADS.getThreadCpuTime(threads)).filter(t -> t > 0).sum() / 1e9;
  }
}
