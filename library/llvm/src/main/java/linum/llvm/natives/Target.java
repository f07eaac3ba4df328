package linum.llvm.natives;

/// What code is generated for: this machine, and by which compiler.
///
/// @param triple processor, vendor and system, in LLVM's words
/// @param cpu LLVM's name of the processor
/// @param features what the processor can do, `+avx2,+fma,-avx512f,…`
/// @param compiler name and version
public record Target(String triple, String cpu, String features, String compiler) {
  /// Whether the processor has the feature, by LLVM's name for it.
  public boolean has(String feature) {
    return ("," + features + ",").contains(",+" + feature + ",");
  }

  /// All of it as text.
  String text() {
    return String.join("\n", triple, cpu, features, compiler);
  }

  /// How wide the vector registers of the processor are.
  public int vectorBytes() {
    return has("avx512f") ? 64 : has("avx") ? 32 : 16;
  }
}
