package linum.kernel.display;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RenderersTest {
  private final Renderers renderers = new Renderers();

  @Test
  void showsAnyValueAsText() {
    assertThat(renderers.render(1.5)).isEqualTo(MimeBundle.of("1.5"));
    assertThat(renderers.render(null)).isEqualTo(MimeBundle.of("null"));
  }

  @Test
  void showsTheElementsOfArrays() {
    assertThat(renderers.render(new int[][] {{1, 2}, {3}}))
        .isEqualTo(MimeBundle.of("[[1, 2], [3]]"));
  }

  @Test
  void prefersTheNearestType() {
    renderers.register(Collection.class, _ -> MimeBundle.of("a collection"));
    assertThat(renderers.render(new ArrayList<>())).isEqualTo(MimeBundle.of("a collection"));
    renderers.register(List.class, _ -> MimeBundle.of("a list"));
    assertThat(renderers.render(new ArrayList<>())).isEqualTo(MimeBundle.of("a list"));
  }

  @Test
  void addsPlainTextWhereARendererGivesNone() {
    renderers.register(
        Integer.class, i -> new MimeBundle(Map.of("text/html", "<b>" + i + "</b>"), Map.of()));
    assertThat(renderers.render(7).data())
        .containsEntry("text/html", "<b>7</b>")
        .containsEntry("text/plain", "7");
  }

  @Test
  void letsDisplayablesShowThemselves() {
    assertThat(renderers.render(Html.of("<b>x</b>")).data()).containsEntry("text/html", "<b>x</b>");
    assertThat(renderers.render(Markdown.of("*x*")).data()).containsEntry("text/markdown", "*x*");
  }
}
