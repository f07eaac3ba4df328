package linum.llvm.natives;

import java.lang.foreign.MemorySegment;
import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import linum.llvm.emit.IrModule;
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
  private final Map<String, SoftReference<LoadedCode>> loaded = new ConcurrentHashMap<>();
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
    return linking.load(List.of(object), symbols, List.of());
  }

  /// Compiles modules of IR, on as many threads as [Threads] says, and loads them as one program.
  ///
  /// @param parts the program's own modules, which may call functions of each other
  /// @param shared modules that other programs may have too, each with the one function
  ///   [IrModule#SHARED], by the name that programs call it. They are compiled and loaded once
  /// @throws IllegalStateException with LLVM's text if a module is not well-formed
  public LoadedCode load(List<String> parts, Map<String, Supplier<String>> shared) {
    needRuntime();
    byte[][] objects = new byte[parts.size()][];
    Map<String, LoadedCode> others = new ConcurrentHashMap<>();
    List<Runnable> tasks = new ArrayList<>();
    for (int i = 0; i < objects.length; i++) {
      int part = i;
      tasks.add(() -> objects[part] = compile(parts.get(part)));
    }
    shared.forEach((name, ir) -> tasks.add(() -> others.put(name, loadedOnce(name, ir))));
    Together.run(tasks, Threads.get());
    Map<String, MemorySegment> known = new HashMap<>(symbols);
    others.forEach((name, code) -> known.put(name, code.address(IrModule.SHARED)));
    return linking.load(List.of(objects), known, List.copyOf(others.values()));
  }

  /// The code of a shared module, which stays as long as there is memory. Threads that ask for the
  /// same at the same time may each load their own.
  private LoadedCode loadedOnce(String name, Supplier<String> ir) {
    SoftReference<LoadedCode> known = loaded.get(name);
    LoadedCode code = known == null ? null : known.get();
    if (code == null) {
      code = linking.load(List.of(compile(ir.get())), symbols, List.of());
      loaded.put(name, new SoftReference<>(code));
    }
    return code;
  }

  private synchronized void needRuntime() {
    if (runtime == null) {
      runtime = linking.load(List.of(compile(RuntimeModule.ir())), symbols, List.of());
      defineAbsolute("linum_parallel", runtime.address("linum_parallel"));
      Threads.serve(runtime);
    }
  }
}
