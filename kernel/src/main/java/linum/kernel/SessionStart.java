package linum.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import linum.kernel.display.Display;
import linum.kernel.display.DisplayPublisher;
import linum.kernel.display.Renderers;
import linum.kernel.jshell.CellFailure;
import linum.kernel.jshell.CellSource;
import linum.kernel.jshell.DocIndex;
import linum.kernel.jshell.Session;
import linum.kernel.magic.BuiltInMagics;
import linum.kernel.magic.Interpreter;
import linum.kernel.magic.MagicRegistry;

/// Makes a session with everything the extensions bring, and warms it up.
final class SessionStart {
  private static final List<String> IMPORTS =
      List.of(
          "import module java.base;",
          "import linum.kernel.display.*;",
          "import static linum.kernel.display.Display.*;");
  private static final List<String> WARM_UP =
      List.of("1+1", "{ var list = new ArrayList<String>(); list.add(\"a\"); }", "Math.abs(-1);");
  private static final int WARM_UP_ROUNDS = 8;

  private final List<Extension> extensions =
      ServiceLoader.load(Extension.class).stream().map(ServiceLoader.Provider::get).toList();
  private final Renderers renderers = new Renderers();
  private final MagicRegistry magics = new MagicRegistry();

  SessionStart(DisplayPublisher publisher) {
    BuiltInMagics.register(magics);
    Display.connect(renderers, publisher);
  }

  Renderers renderers() {
    return renderers;
  }

  MagicRegistry magics() {
    return magics;
  }

  /// Starts a session; takes about a second.
  ///
  /// @param warnings told what the user should know
  Interpreter start(Consumer<String> warnings) {
    extensions.forEach(Extension::start);
    List<String> imports = new ArrayList<>(IMPORTS);
    for (Extension extension : extensions) {
      extension.magics(magics);
      extension.renderers(renderers);
      imports.addAll(extension.imports());
    }
    DocIndex docs = DocIndex.of(extensions.stream().map(Extension::docs).toList());
    Session session = new Session(docs, warnings);
    session.declare(imports);
    return new Interpreter(session, magics);
  }

  /// Runs typical code, so that the first cells find the compiler warm.
  ///
  /// @param wanted asked before each step whether to go on
  void warmUp(Interpreter interpreter, BooleanSupplier wanted) {
    List<String> snippets = new ArrayList<>();
    extensions.forEach(extension -> snippets.addAll(extension.warmUp()));
    for (int i = 0; i < WARM_UP_ROUNDS; i++) {
      snippets.addAll(WARM_UP);
    }
    for (String snippet : snippets) {
      if (!wanted.getAsBoolean()) {
        return;
      }
      try {
        renderers.render(interpreter.run(new CellSource("warm-up", snippet)).value());
      } catch (CellFailure _) {
        // a warm-up that fails has still warmed up, and has no cell to be shown in
      }
    }
    interpreter.session().assistance().complete("Math.sq", "Math.sq".length());
    interpreter.session().assistance().completeness("int a = 1;");
  }
}
