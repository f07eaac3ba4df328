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
  private final Map<String, MemorySegment> symbols = new ConcurrentHashMap<>();

  private Jit() {
    this.llvm = Llvm.load();
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

  /// The object file of a module of IR.
  ///
  /// Its target and data layout are set here. All functions that other code calls or that
  /// [LoadedCode#address] is asked for must be external.
  ///
  /// @throws IllegalStateException with LLVM's text if the module is not well-formed
  public byte[] compile(String ir) {
    return compiler.compile(ir);
  }

  /// Makes a function that is in memory callable by name from objects that are loaded from now on.
  public void defineAbsolute(String name, MemorySegment address) {
    symbols.put(name, address);
  }

  /// Links an object file of [#compile] against the functions of the C library and those of
  /// [#defineAbsolute]. Its names are its own: another object may have the same.
  ///
  /// @throws IllegalStateException if it is no object file
  public LoadedCode load(byte[] object) {
    return linking.load(object, symbols);
  }
}
