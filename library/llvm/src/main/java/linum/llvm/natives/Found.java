package linum.llvm.natives;

/// A native library that is in use.
///
/// @param path its file, or its name where the system's loader knows the file
/// @param version what the library says about itself
/// @param how the place where it was looked for, such as `system` or `-Dlinum.llvm.library`
public record Found(String path, String version, String how) {
  @Override
  public String toString() {
    return version + ", " + path + " (" + how + ")";
  }
}
