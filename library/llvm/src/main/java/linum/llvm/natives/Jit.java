package linum.llvm.natives;

import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Compiles IR to machine code and loads it into this process. Safe to use from several threads.
public final class Jit {
  private static @Nullable Jit instance;
  private static @Nullable String failure;

  private final Llvm llvm;
  private final Compiler compiler;
  private final Linking linking;
  private final ObjectCache cache = ObjectCache.configured();
  private final Map<String, MemorySegment> symbols = new ConcurrentHashMap<>();
  private @Nullable LoadedCode runtime;

  private Jit() {
    this.llvm = Llvm.get();
    this.compiler = new Compiler(llvm);
    this.linking = new Linking(llvm);
  }

  /// The one of this process. The first call loads LLVM.
  ///
  /// @throws IllegalStateException if there is no LLVM that works, saying in a line what was tried
  public static synchronized Jit get() {
    if (failure != null) {
      throw new IllegalStateException(failure);
    }
    if (instance == null) {
      try {
        instance = new Jit();
      } catch (IllegalStateException e) {
        failure = e.getMessage();
        throw e;
      }
    }
    return instance;
  }

  /// The library that compiles.
  public Found found() {
    return llvm.found();
  }

  /// What code is generated for.
  public Target target() {
    return llvm.host();
  }

  /// The object file of a module of IR: from the cache on disk, or compiled and kept there.
  ///
  /// Its target and data layout are set here. All functions that other code calls or that
  /// [LoadedCode#address] is asked for must be external.
  ///
  /// @throws IllegalStateException with LLVM's text if the module is not well-formed
  public byte[] compile(String ir) {
    return cache.get(ir, target(), Compiler.PASSES, () -> compiler.compile(ir));
  }

  /// Makes a function that is in memory callable by name from objects that are loaded from now on.
  public void defineAbsolute(String name, MemorySegment address) {
    symbols.put(name, address);
  }

  /// Links an object file of [#compile] against the functions of the C library, those of
  /// [#defineAbsolute], and the runtime's
  ///
  /// ```
  /// declare void @linum_parallel(ptr %context, ptr %kernel, ptr %closure, i64 %extent, i64 %grain)
  /// ```
  ///
  /// which calls `%kernel(%closure, begin, end)` for every part `[k·grain, min((k+1)·grain,
  /// extent))` of `[0, extent)`, each once, in any order and on several threads, and returns when
  /// all have returned. Once the `i32` at `%context` is not 0, no more parts are begun.
  ///
  /// The object's names are its own: another may have the same.
  ///
  /// @throws IllegalStateException if it is no object file
  public LoadedCode load(byte[] object) {
    needRuntime();
    return linking.load(object, symbols);
  }

  private synchronized void needRuntime() {
    if (runtime == null) {
      runtime = linking.load(compile(RuntimeModule.ir()), symbols);
      defineAbsolute("linum_parallel", runtime.address("linum_parallel"));
      Threads.serve(runtime);
    }
  }
}
