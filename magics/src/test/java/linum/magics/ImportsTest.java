package linum.magics;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
}
