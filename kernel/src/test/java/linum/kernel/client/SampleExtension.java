package linum.kernel.client;

import java.util.List;
import java.util.Locale;
import linum.kernel.Extension;
import linum.kernel.display.MimeBundle;
import linum.kernel.display.Renderers;
import linum.kernel.jshell.DocIndex;
import linum.kernel.jshell.ResourceDocIndex;
import linum.kernel.magic.MagicRegistry;

/// What a library would add.
public final class SampleExtension implements Extension {
  @Override
  public List<String> imports() {
    return List.of("import linum.kernel.client.Sample;");
  }

  @Override
  public void magics(MagicRegistry registry) {
    registry.line(
        "pair",
        "evaluates an expression twice",
        (arguments, context) ->
            List.of(
                String.valueOf(context.evaluate(arguments)),
                String.valueOf(context.evaluate(arguments))));
    registry.cell(
        "upper", "shouts", (arguments, body, _) -> (arguments + body).toUpperCase(Locale.ROOT));
  }

  @Override
  public void renderers(Renderers renderers) {
    renderers.register(
        Sample.class,
        sample -> MimeBundle.of("a sample").with("text/html", "<b>" + sample.size() + "</b>"));
  }

  @Override
  public DocIndex docs() {
    return new ResourceDocIndex(
        SampleExtension.class.getClassLoader(), "linum/kernel/sample-docs.md");
  }
}
