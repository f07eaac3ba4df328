package linum.llvm.natives;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
  private final String stamp;
  private final ObjectCache cache = ObjectCache.configured();
  private final Map<String, MemorySegment> symbols = new ConcurrentHashMap<>();
  private final SharedCode shared = new SharedCode();
  private @Nullable LoadedCode runtime;

  /// @param stamp which build this is; empty if that is not known
  Jit(String stamp) {
    this.stamp = stamp;
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
        Jit jit = new Jit(Build.stamp());
        instance = jit;
        Background.run(jit::needRuntime); // the first program will
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
    return cache.get(name(ir), () -> compiler.compile(ir));
  }

  private String name(String ir) {
    return ObjectCache.name(target(), Compiler.PASSES, ir);
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
  /// @param modules those that other programs may have too, each with the one function
  ///   [IrModule#SHARED], by the name that programs call it. They are compiled and loaded once
  /// @throws IllegalStateException with LLVM's text if a module is not well-formed
  public LoadedCode load(List<String> parts, Map<String, Supplier<String>> modules) {
    needRuntime();
    byte[][] objects = new byte[parts.size()][];
    Map<String, LoadedCode> others = new ConcurrentHashMap<>();
    List<Runnable> tasks = new ArrayList<>();
    for (int i = 0; i < objects.length; i++) {
      int part = i;
      tasks.add(() -> objects[part] = compile(parts.get(part)));
    }
    modules.forEach((name, ir) -> tasks.add(() -> others.put(name, loadedOnce(name, ir))));
    Together.run(tasks, Threads.get());
    return link(List.of(objects), others);
  }

  private LoadedCode link(List<byte[]> objects, Map<String, LoadedCode> others) {
    Map<String, MemorySegment> known = new HashMap<>(symbols);
    others.forEach((name, code) -> known.put(name, code.address(IrModule.SHARED)));
    return linking.load(objects, known, List.copyOf(others.values()));
  }

  /// The code of a shared module, which stays as long as there is memory. Threads that ask for the
  /// same at the same time may each load their own.
  private LoadedCode loadedOnce(String name, Supplier<String> ir) {
    LoadedCode known = shared.get(name);
    if (known != null) {
      return known;
    }
    String text = ir.get();
    String object = name(text);
    byte[] compiled = cache.get(object, () -> compiler.compile(text));
    return shared.put(name, object, linking.load(List.of(compiled), symbols, List.of()));
  }

  /// Code that was found, with what was noted when it was kept.
  public record Known(String note, LoadedCode code) {}

  /// The code that was kept on disk under a key, loaded; null if there is none, or the program that
  /// kept it was of another build.
  public @Nullable Known find(String key) {
    byte[] entry = stamp.isEmpty() ? null : cache.find(keyed(key));
    KeptProgram kept = entry == null ? null : KeptProgram.read(entry);
    if (kept == null) {
      return null;
    }
    needRuntime();
    List<byte[]> objects = new ArrayList<>();
    for (String name : kept.objects()) {
      byte[] object = cache.find(name);
      if (object == null) {
        return null;
      }
      objects.add(object);
    }
    Map<String, LoadedCode> others = new HashMap<>();
    for (Map.Entry<String, String> other : kept.shared().entrySet()) {
      LoadedCode code = shared.get(other.getKey());
      byte[] object = code == null ? cache.find(other.getValue()) : null;
      if (object != null) {
        LoadedCode loaded = linking.load(List.of(object), symbols, List.of());
        code = shared.put(other.getKey(), other.getValue(), loaded);
      }
      if (code == null) {
        return null;
      }
      others.put(other.getKey(), code);
    }
    return new Known(kept.note(), link(objects, others));
  }

  /// Keeps on disk what [#load] was given, so that [#find] has it without the text of its modules.
  ///
  /// @param key all that the modules depend on besides this build of Linum and the machine
  /// @param note a line that [#find] gives back
  /// @param parts the program's own modules
  /// @param names the names of the shared modules
  public void keep(String key, String note, List<String> parts, Set<String> names) {
    if (stamp.isEmpty()) {
      return;
    }
    Map<String, String> others = new LinkedHashMap<>();
    for (String name : names) {
      String object = shared.object(name);
      if (object == null) {
        return; // it is gone, as memory was short
      }
      others.put(name, object);
    }
    KeptProgram kept = new KeptProgram(note, parts.stream().map(this::name).toList(), others);
    cache.keep(keyed(key), kept.bytes());
  }

  private String keyed(String key) {
    return ObjectCache.name(target(), stamp, key);
  }

  private synchronized void needRuntime() {
    if (runtime == null) {
      runtime = linking.load(List.of(runtimeObject()), symbols, List.of());
      defineAbsolute("linum_parallel", runtime.address("linum_parallel"));
      Threads.serve(runtime);
    }
  }

  private byte[] runtimeObject() {
    return stamp.isEmpty()
        ? compile(RuntimeModule.ir())
        : cache.get(keyed("runtime"), () -> compiler.compile(RuntimeModule.ir()));
  }
}
