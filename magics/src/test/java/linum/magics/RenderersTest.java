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
  void aTreeFoldsInHtmlAndSaysWhatItsNumbersAre() {
    TreeView view = TreeView.of(new Params(ones(2, 3), List.of(zeros(3))));
    assertThat(renderers.render(view).data().get("text/html").toString())
        .contains("<details open><summary", "float32[2,3]", "≈1.0 ±0.0 [≥1.0, ≤1.0]");
  }
}
