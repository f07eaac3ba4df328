package linum.llvm.natives;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.ref.Reference;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import linum.llvm.emit.IrModule;
import org.junit.jupiter.api.Test;

@SuppressWarnings("restricted") // calls what it compiled
class JitTest {
  private static final FunctionDescriptor INT_TO_INT = FunctionDescriptor.of(JAVA_INT, JAVA_INT);

  @Test
  void runsWhatItCompiled() throws Throwable {
    Jit jit = Jit.get();
    LoadedCode code = jit.load(jit.compile(adding(3)));
    assertThat(call(code, "f", 4)).isEqualTo(7);
  }

  @Test
  void objectsMayHaveTheSameNames() throws Throwable {
    Jit jit = Jit.get();
    LoadedCode three = jit.load(jit.compile(adding(3)));
    LoadedCode five = jit.load(jit.compile(adding(5)));
    assertThat(call(three, "f", 1)).isEqualTo(4);
    assertThat(call(five, "f", 1)).isEqualTo(6);
  }

  private static final String CALLER =
      """
      declare i32 @one_more(i32)
      define i32 @f(i32 %x) {
        %y = call i32 @one_more(i32 %x)
        %z = mul i32 %y, 10
        ret i32 %z
      }
      """;

  private static final Map<String, Supplier<String>> SHARED =
      Map.of("one_more", () -> adding(1).replace("@f(", "@" + IrModule.SHARED + "("));

  @Test
  void programsShareModules() throws Throwable {
    AtomicInteger written = new AtomicInteger();
    Map<String, Supplier<String>> shared =
        Map.of(
            "one_more",
            () -> {
              written.incrementAndGet();
              return SHARED.get("one_more").get();
            });
    Jit jit = new Jit("");
    for (String factor : List.of("10", "20")) {
      String caller = CALLER.replace("10", factor);
      LoadedCode code = jit.load(List.of(caller, "define void @g() {\n  ret void\n}\n"), shared);
      assertThat(call(code, "f", 4)).isEqualTo(5 * Integer.parseInt(factor));
    }
    assertThat(written).hasValue(1);
  }

  @Test
  void whatWasKeptIsFoundByItsKey() throws Throwable {
    String stamp = "JitTest " + System.nanoTime();
    Jit jit = new Jit(stamp);
    jit.load(List.of(CALLER), SHARED);
    jit.keep("key", "some note", List.of(CALLER), SHARED.keySet());
    assertThat(jit.find("other key")).isNull();
    assertThat(new Jit("other " + stamp).find("key")).isNull();
    assertThat(new Jit("").find("key")).isNull();
    // It is found both where the shared function is loaded, and where it is not.
    for (Jit finding : List.of(jit, new Jit(stamp))) {
      Jit.Known known = Objects.requireNonNull(finding.find("key"));
      assertThat(known.note()).isEqualTo("some note");
      assertThat(call(known.code(), "f", 4)).isEqualTo(50);
    }
  }

  @Test
  void whatLacksAnObjectIsNotFound() throws IOException {
    String stamp = "JitTest " + System.nanoTime();
    Jit jit = new Jit(stamp);
    String caller = CALLER.replace("10", "11");
    jit.load(List.of(caller), SHARED);
    jit.keep("key", "", List.of(caller), SHARED.keySet());
    String name = ObjectCache.name(jit.target(), Compiler.PASSES, caller);
    Files.delete(ObjectCache.configured().folder().resolve(name + ".object"));
    assertThat(jit.find("key")).isNull();
  }

  @Test
  void withoutABuildNothingIsKept() {
    Jit jit = new Jit("");
    jit.load(List.of(CALLER), SHARED);
    jit.keep("key", "note", List.of(CALLER), SHARED.keySet());
    assertThat(jit.find("key")).isNull();
  }

  @Test
  void codeCallsJavaAndTheLibraryOfC() throws Throwable {
    Jit jit = Jit.get();
    MethodHandle twice =
        MethodHandles.lookup()
            .findStatic(JitTest.class, "twice", MethodType.methodType(int.class, int.class));
    jit.defineAbsolute(
        "linum_test_twice", Linker.nativeLinker().upcallStub(twice, INT_TO_INT, Arena.global()));
    LoadedCode code =
        jit.load(
            jit.compile(
                """
                declare i32 @linum_test_twice(i32)
                declare i32 @abs(i32)
                define i32 @f(i32 %x) {
                  %a = call i32 @abs(i32 %x)
                  %b = call i32 @linum_test_twice(i32 %a)
                  ret i32 %b
                }
                """));
    assertThat(call(code, "f", -21)).isEqualTo(42);
  }

  static int twice(int x) {
    return 2 * x;
  }

  @Test
  void largeConstantsAndManyFunctionsLink() throws Throwable {
    StringBuilder ir = new StringBuilder("@table = internal constant [1000 x i32] [i32 0");
    IntStream.range(1, 1000).forEach(i -> ir.append(", i32 ").append(7 * i));
    ir.append(
        """
        ]
        define i32 @f(i32 %x) {
          %i = sext i32 %x to i64
          %p = getelementptr i32, ptr @table, i64 %i
          %v = load i32, ptr %p
          ret i32 %v
        }
        """);
    Jit jit = Jit.get();
    assertThat(call(jit.load(jit.compile(ir.toString())), "f", 999)).isEqualTo(6993);
  }

  @Test
  void illFormedCodeIsRefusedWithTheCompilersWords() {
    assertThatIllegalStateException()
        .isThrownBy(() -> Jit.get().compile("define void @f() { ret i32 0 }"))
        .withMessageStartingWith("LLVM cannot read the IR: ")
        .withMessageContaining("value doesn't match function result type 'void'");
    assertThatIllegalStateException()
        .isThrownBy(() ->
            Jit.get()
                .compile(
                    """
                    define i32 @f() {
                      %x = add i32 %y, 1
                      %y = add i32 %x, 1
                      ret i32 %y
                    }
                    """))
        .withMessageStartingWith("LLVM finds the IR ill-formed: ")
        .withMessageContaining("Instruction does not dominate all uses");
  }

  @Test
  void whatIsNoObjectFileIsRefused() {
    assertThatIllegalStateException()
        .isThrownBy(() -> Jit.get().load(new byte[] {1, 2, 3}))
        .withMessageStartingWith("LLVM cannot load the object: ");
  }

  @Test
  void compilesOnSeveralThreads() {
    Jit jit = Jit.get();
    List<Integer> results =
        IntStream.range(0, 32)
            .parallel()
            .mapToObj(i -> call(jit.load(jit.compile(adding(i))), "f", 100))
            .toList();
    assertThat(results).isEqualTo(IntStream.range(100, 132).boxed().toList());
  }

  @Test
  void knowsTheMachine() {
    Target target = Jit.get().target();
    assertThat(target.triple()).contains("-");
    assertThat(target.cpu()).isNotEmpty();
    assertThat(target.features().split(",")).isSorted();
    assertThat(target.has("no-such-feature")).isFalse();
    assertThat(Jit.get().found().version()).isEqualTo(target.compiler()).startsWith("LLVM ");
  }

  private static String adding(int n) {
    return "define i32 @f(i32 %x) {\n  %y = add i32 %x, " + n + "\n  ret i32 %y\n}\n";
  }

  private static int call(LoadedCode code, String name, int argument) {
    try {
      MethodHandle f = Linker.nativeLinker().downcallHandle(code.address(name), INT_TO_INT);
      return (int) f.invokeExact(argument);
    } catch (Throwable e) {
      throw new AssertionError(e);
    } finally {
      Reference.reachabilityFence(code);
    }
  }
}
