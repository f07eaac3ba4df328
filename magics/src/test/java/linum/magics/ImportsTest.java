package linum.magics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

class ImportsTest {
  private static final String STATIC = "import static ";

  /// Two functions of one name and one list of parameters in two classes, both imported, cannot be
  /// called by their name.
  @Test
  void everyImportedFunctionCanBeCalledByItsName() throws ClassNotFoundException {
    Map<String, String> owners = new HashMap<>();
    for (String line : new LinumExtension().imports()) {
      if (line.startsWith(STATIC)) {
        String name = line.substring(STATIC.length(), line.length() - ".*;".length());
        for (Method m : Class.forName(name).getMethods()) {
          boolean imported =
              Modifier.isStatic(m.getModifiers())
                  && !List.of("valueOf", "values").contains(m.getName());
          if (imported) {
            String signature = m.getName() + Arrays.toString(m.getParameterTypes());
            assertThat(owners.put(signature, name)).as(signature).isIn(null, name);
          }
        }
      }
    }
    assertThat(owners).isNotEmpty();
  }

  /// A type of one name in two packages, both imported, cannot be named, unless one is imported by
  /// itself.
  @Test
  void everyImportedTypeCanBeCalledByItsName() throws IOException {
    List<String> packages = new ArrayList<>(List.of("java.lang"));
    Set<String> single = new HashSet<>();
    for (String line : new LinumExtension().imports()) {
      String name = line.replaceFirst("^import (.*);$", "$1");
      if (name.endsWith(".*") && !line.startsWith(STATIC)) {
        packages.add(name.substring(0, name.length() - 2));
      } else if (!line.startsWith(STATIC)) {
        single.add(name.substring(name.lastIndexOf('.') + 1));
      }
    }
    List<String> ambiguous = new ArrayList<>();
    for (String type : publicTypes(packages.stream().filter(p -> p.startsWith("linum")).toList())) {
      List<String> owners = packages.stream().filter(p -> isPublic(p + "." + type)).toList();
      if (owners.size() > 1 && !single.contains(type)) {
        ambiguous.add(type + " " + owners);
      }
    }
    assertThat(ambiguous).isEmpty();
  }

  private static Set<String> publicTypes(List<String> packages) throws IOException {
    Set<String> types = new TreeSet<>();
    try (StandardJavaFileManager files =
        ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, null, null)) {
      for (String p : packages) {
        for (JavaFileObject file :
            files.list(StandardLocation.CLASS_PATH, p, Set.of(JavaFileObject.Kind.CLASS), false)) {
          String name = files.inferBinaryName(StandardLocation.CLASS_PATH, file);
          if (isPublic(name)) {
            types.add(name.substring(name.lastIndexOf('.') + 1));
          }
        }
      }
    }
    assertThat(types).contains("Array", "Dense");
    return types;
  }

  private static boolean isPublic(String name) {
    try {
      Class<?> type = Class.forName(name, false, ImportsTest.class.getClassLoader());
      return Modifier.isPublic(type.getModifiers());
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
