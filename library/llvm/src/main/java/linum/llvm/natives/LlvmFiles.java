package linum.llvm.natives;

import java.util.ArrayList;
import java.util.List;

/// Where systems have LLVM's library.
final class LlvmFiles {
  private LlvmFiles() {}

  /// Files and names of the versions, the newest first.
  static List<String> inSystem(int oldest, int newest) {
    List<String> files = new ArrayList<>();
    if (Platform.HERE.isWindows()) {
      files.add("C:\\Program Files\\LLVM\\bin\\LLVM-C.dll");
      files.add("LLVM-C.dll");
      return files;
    }
    for (int v = newest; v >= oldest; v--) {
      files.addAll(Platform.HERE.isMac() ? homebrew("llvm@" + v) : linux(v));
    }
    files.addAll(Platform.HERE.isMac() ? homebrew("llvm") : List.of("libLLVM.so"));
    return files;
  }

  private static List<String> homebrew(String formula) {
    return List.of(
        "/opt/homebrew/opt/" + formula + "/lib/libLLVM.dylib",
        "/usr/local/opt/" + formula + "/lib/libLLVM.dylib");
  }

  /// Debian and Ubuntu have a folder for each version, as has Fedora for those that are not the
  /// newest; the name of the file changed with version 18.
  private static List<String> linux(int version) {
    String newer = "libLLVM.so." + version + ".1";
    String older = "libLLVM-" + version + ".so";
    List<String> files = new ArrayList<>();
    files.add("/usr/lib/llvm-" + version + "/lib/libLLVM.so.1");
    files.add("/usr/lib/llvm-" + version + "/lib/libLLVM.so");
    files.add("/usr/lib64/llvm" + version + "/lib64/libLLVM.so");
    files.add("/usr/lib64/llvm" + version + "/lib/libLLVM.so");
    for (String folder : Platform.HERE.libraryFolders()) {
      files.add(folder + "/" + newer);
      files.add(folder + "/" + older + ".1");
      files.add(folder + "/" + older);
    }
    files.add(newer);
    files.add(older + ".1");
    return files;
  }
}
