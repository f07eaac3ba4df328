package linum.magics;

import static linum.Linum.makeJaxpr;
import static linum.numpy.Jnp.array;
import static linum.numpy.Jnp.ones;
import static linum.numpy.Jnp.zeros;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import linum.core.Array;
import linum.ir.Jaxpr;
import linum.kernel.display.MimeBundle;
import linum.kernel.display.Renderers;
import linum.nnx.Nnx;
import org.junit.jupiter.api.Test;

class RenderersTest {
  private record Params(Array w, List<Array> b) {}

  private final Renderers renderers = new Renderers();

  RenderersTest() {
    new LinumExtension().renderers(renderers);
  }

  @Test
  void anArrayIsShownAsPythonShowsIt() {
    assertThat(renderers.render(array(1, 2)).data())
        .containsEntry(MimeBundle.TEXT, "Array([1, 2], dtype=int32)");
  }

  @Test
  void aProgramKeepsItsLinesInHtml() {
    Jaxpr jaxpr = makeJaxpr((Array x) -> x.add(1).mul(2), array(1.0));
    assertThat(renderers.render(jaxpr).data())
        .containsEntry(MimeBundle.TEXT, jaxpr.toString())
        .hasEntrySatisfying(
            "text/html",
            html -> assertThat(html.toString()).startsWith("<pre>{ lambda").contains("id=\"v_a\""));
  }

  @Test
  void aTreeIsDrawnWithItsTypesAndSizes() {
    TreeView view = TreeView.of(new Params(ones(2, 3), List.of(zeros(3))));
    assertThat(renderers.render(view).data().get(MimeBundle.TEXT))
        .isEqualTo(
            """
            Params
            ├─ w  float32[2,3]        24 B
            └─ b  3 elements, 12 B
               └─ 0  float32[3]          12 B
            2 arrays, 9 elements, 36 B\
            """);
  }

  @Test
  void anObjectFoldsInHtml() {
    var layer = new Nnx.Linear(2, 3, new Nnx.Rngs(0));
    assertThat(renderers.render(layer).data())
        .containsEntry(MimeBundle.TEXT, layer.toString())
        .hasEntrySatisfying(
            "text/html",
            html ->
                assertThat(html.toString())
                    .contains("<b>Linear</b>", "Param: 9 (36 B)")
                    .contains("kernel: <b>Param</b>", "float32[2,3] 6 (24 B)")
                    .contains("inFeatures = <span style=\"color:#2a7ab0\">2</span>")
                    .contains("dtype=float32)</pre>"));
    assertThat(renderers.render(Nnx.state(layer)).data().get("text/html").toString())
        .contains("<b>State</b>", "bias: <b>Param</b>");
    assertThat(renderers.render(layer.kernel).data().get("text/html").toString())
        .contains("<b>Param</b>");
  }

  @Test
  void aTreeFoldsInHtmlAndSaysWhatItsNumbersAre() {
    TreeView view = TreeView.of(new Params(ones(2, 3), List.of(zeros(3))));
    assertThat(renderers.render(view).data().get("text/html").toString())
        .contains("<details open><summary", "float32[2,3]", "≈1.0 ±0.0 [≥1.0, ≤1.0]");
  }
}
