package linum.magics;

import java.util.List;
import linum.Lowered;
import linum.core.Array;
import linum.core.Backends;
import linum.ir.Jaxpr;
import linum.kernel.Extension;
import linum.kernel.display.MimeBundle;
import linum.kernel.display.Renderers;
import linum.kernel.jshell.DocIndex;
import linum.kernel.jshell.ResourceDocIndex;
import linum.kernel.magic.MagicRegistry;
import linum.linen.Linen;
import linum.linen.LinenModule;
import linum.linen.Variables;
import linum.nnx.Nnx;

/// What Linum adds to the kernel: everything is imported, programs and trees are shown, and code is
/// timed with tracing and compiling apart.
public final class LinumExtension implements Extension {

  @Override
  public List<String> imports() {
    return List.of(
        "import java.io.*;",
        "import java.nio.file.*;",
        "import java.util.*;",
        "import java.util.function.*;",
        "import java.util.stream.*;",
        "import linum.checkpoint.*;",
        "import linum.core.*;",
        "import linum.core.Array;",
        "import linum.core.Trace;",
        "import linum.data.*;",
        "import linum.ir.*;",
        "import linum.lax.Lax;",
        "import linum.linen.*;",
        "import linum.nn.*;",
        "import linum.layers.*;",
        "import linum.nnx.Nnx;",
        "import linum.numpy.*;",
        "import linum.optax.*;",
        "import linum.random.*;",
        "import linum.random.Random;",
        "import linum.training.*;",
        "import linum.transform.*;",
        "import linum.tree.*;",
        "import linum.*;",
        "import linum.FwdAndBwd;",
        "import static linum.Linum.*;",
        "import static linum.ir.DType.*;",
        "import static linum.layers.Masks.*;",
        "import static linum.layers.Pools.*;",
        "import static linum.nn.Initializer.*;",
        "import static linum.nn.Nn.*;",
        "import static linum.numpy.Jnp.*;",
        "import static linum.optax.Optax.*;",
        "import static linum.random.PrngKey.*;");
  }

  /// Has the backend loaded, and its compiler with it, while the session is made.
  @Override
  public void start() {
    Thread.ofPlatform().daemon().name("backend").start(Backends::current);
  }

  @Override
  public void magics(MagicRegistry registry) {
    registry.line("jaxpr", "shows the program of a call: %jaxpr f(x)", JaxprMagic::run);
    registry.line("tree", "shows the arrays of a value: %tree params", TreeMagic::run);
    registry.line(
        "timeit",
        "times an expression, tracing and compiling apart: %timeit f.apply(x)",
        TimeitMagic::run);
  }

  @Override
  public void renderers(Renderers renderers) {
    renderers.register(Array.class, array -> MimeBundle.of(array.repr()));
    renderers.register(Jaxpr.class, LinumExtension::render);
    renderers.register(Lowered.class, lowered -> render(lowered.jaxpr()));
    renderers.register(LinenModule.class, module -> MimeBundle.of(Linen.repr(module)));
    renderers.register(Variables.class, LinumExtension::render);
    renderers.register(Nnx.Pytree.class, LinumExtension::renderObject);
    renderers.register(Nnx.State.class, LinumExtension::renderObject);
    renderers.register(Nnx.Variable.class, LinumExtension::renderObject);
    renderers.register(Timing.class, timing -> MimeBundle.of(timing.toString()));
  }

  @Override
  public DocIndex docs() {
    return new ResourceDocIndex(Array.class.getClassLoader(), "META-INF/linum/docs.md");
  }

  private static MimeBundle render(Variables variables) {
    return MimeBundle.of(variables.toString())
        .with("text/html", TreeHtml.render(TreeView.of(variables)));
  }

  private static MimeBundle renderObject(Object ofNnx) {
    return MimeBundle.of(ofNnx.toString()).with("text/html", Nnx.toHtml(ofNnx));
  }

  private static MimeBundle render(Jaxpr jaxpr) {
    return MimeBundle.of(jaxpr.toString()).with("text/html", "<pre>" + jaxpr.toHtml() + "</pre>");
  }

  @Override
  public List<String> warmUp() {
    return List.of(
        "array(1.0, 2.0).add(1).toString()",
        "jit(v -> tanh(v).mul(2).add(1)).apply(array(1.0, 2.0)).toString()",
        "makeJaxpr(grad(v -> v.square().sum()), array(1.0)).toString()");
  }
}
