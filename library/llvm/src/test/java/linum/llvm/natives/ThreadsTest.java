package linum.llvm.natives;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@SuppressWarnings("restricted") // calls what it compiled
class ThreadsTest {
  /// The sum of the squares of `[begin, end)`, at index `begin / grain` of what `%closure` is.
  private static final String KERNELS =
      """
      declare void @linum_parallel(ptr, ptr, ptr, i64, i64)

      define void @squares(ptr %closure, i64 %begin, i64 %end) {
      entry:
        br label %next
      next:
        %i = phi i64 [ %begin, %entry ], [ %j, %next ]
        %sum = phi double [ 0.0, %entry ], [ %more, %next ]
        %x = sitofp i64 %i to double
        %square = fmul double %x, %x
        %more = fadd double %sum, %square
        %j = add i64 %i, 1
        %going = icmp slt i64 %j, %end
        br i1 %going, label %next, label %exit
      exit:
        %index = udiv i64 %begin, 10
        %place = getelementptr double, ptr %closure, i64 %index
        store double %more, ptr %place
        ret void
      }

      define void @count(ptr %closure, i64 %begin, i64 %end) {
        %length = sub i64 %end, %begin
        %before = atomicrmw add ptr %closure, i64 %length seq_cst
        ret void
      }

      @go = internal global i32 0

      define void @nested(ptr %closure, i64 %begin, i64 %end) {
        call void @linum_parallel(ptr @go, ptr @count, ptr %closure, i64 100, i64 3)
        ret void
      }

      define void @run(ptr %context, i32 %which, ptr %closure, i64 %extent, i64 %grain) {
        %one = icmp eq i32 %which, 1
        %two = icmp eq i32 %which, 2
        %a = select i1 %one, ptr @count, ptr @squares
        %kernel = select i1 %two, ptr @nested, ptr %a
        call void @linum_parallel(ptr %context, ptr %kernel, ptr %closure, i64 %extent, i64 %grain)
        ret void
      }
      """;

  private static final int SQUARES = 0;
  private static final int COUNT = 1;
  private static final int NESTED = 2;

  private static LoadedCode code;
  private static MethodHandle run;

  @BeforeAll
  static void compile() {
    Jit jit = Jit.get();
    code = jit.load(jit.compile(KERNELS));
    run =
        Linker.nativeLinker()
            .downcallHandle(
                code.address("run"),
                FunctionDescriptor.ofVoid(ADDRESS, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_LONG));
  }

  @AfterEach
  void asManyAsBefore() {
    Threads.set(Runtime.getRuntime().availableProcessors());
  }

  @Test
  void everyPartIsRunOnce() {
    Threads.set(4);
    for (int extent : new int[] {1, 9, 10, 11, 1000, 1234}) {
      assertThat(squares(extent)).as("extent %d", extent).isEqualTo(expected(extent));
    }
    assertThat(count(0, 0)).isZero();
    assertThat(count(0, 1000)).isEqualTo(1000);
  }

  @Test
  void thousandsOfCallsOfManyThreads() throws Exception {
    Threads.set(3);
    List<Double> expected = expected(200);
    try (ExecutorService callers = Executors.newFixedThreadPool(8)) {
      List<Future<Long>> right =
          IntStream.range(0, 8)
              .mapToObj(_ ->
                  callers.submit(() ->
                      IntStream.range(0, 2000).filter(_ -> squares(200).equals(expected)).count()))
              .toList();
      for (Future<Long> caller : right) {
        assertThat(caller.get()).isEqualTo(2000);
      }
    }
  }

  @Test
  void aKernelMayRunInParallelItself() {
    Threads.set(2);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment total = arena.allocate(JAVA_LONG);
      run(arena.allocate(JAVA_INT), NESTED, total, 50, 1);
      assertThat(total.get(JAVA_LONG, 0)).isEqualTo(5000);
    }
  }

  @Test
  void theNumberOfThreadsMayChange() {
    for (int n : new int[] {1, 4, 2, 1, 3}) {
      Threads.set(n);
      assertThat(Threads.get()).isEqualTo(n);
      assertThat(squares(500)).isEqualTo(expected(500));
    }
  }

  @Test
  void thereMayBeMoreThreadsThanStretches() {
    Threads.set(70);
    assertThat(count(0, 15)).isEqualTo(15);
    assertThat(count(0, 10_000)).isEqualTo(10_000);
    assertThat(squares(5000)).isEqualTo(expected(5000));
  }

  @Test
  void nothingIsBegunOnceTheContextSaysStop() {
    assertThat(count(1, 1000)).isZero();
  }

  @Test
  void thereIsAlwaysTheCallersThread() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Threads.set(0))
        .withMessage(
            """
            a program runs on 1 thread or more, and 0 were asked for.
            For no other thread than the caller's: Threads.set(1)\
            """);
  }

  private static long count(int flag, int extent) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment total = arena.allocate(JAVA_LONG);
      run(arena.allocateFrom(JAVA_INT, flag), COUNT, total, extent, 7);
      return total.get(JAVA_LONG, 0);
    }
  }

  private static List<Double> squares(int extent) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment sums = arena.allocate(JAVA_DOUBLE, (extent + 9) / 10);
      run(arena.allocate(JAVA_INT), SQUARES, sums, extent, 10);
      return Arrays.stream(sums.toArray(JAVA_DOUBLE)).boxed().toList();
    }
  }

  private static List<Double> expected(int extent) {
    return IntStream.range(0, (extent + 9) / 10)
        .mapToObj(k ->
            IntStream.range(10 * k, Math.min(10 * k + 10, extent))
                .mapToDouble(i -> (double) i * i)
                .sum())
        .toList();
  }

  private static void run(
      MemorySegment context, int which, MemorySegment closure, long extent, long grain) {
    try {
      run.invokeExact(context, which, closure, extent, grain);
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }
}
