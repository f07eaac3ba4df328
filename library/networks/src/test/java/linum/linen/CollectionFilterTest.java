package linum.linen;

import static linum.linen.CollectionFilter.ALL;
import static linum.linen.CollectionFilter.NONE;
import static linum.linen.CollectionFilter.denyList;
import static linum.linen.CollectionFilter.of;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CollectionFilterTest {
  private static final List<String> NAMES = List.of("params", "cache", "batch_stats");
  private static final List<CollectionFilter> FILTERS =
      List.of(
          ALL,
          NONE,
          of("params"),
          of("params", "cache"),
          denyList("params"),
          denyList("cache", "batch_stats"),
          new CollectionFilter.DenyList(ALL));

  @Test
  void setsOfCollectionsAreCombined() {
    for (CollectionFilter a : FILTERS) {
      for (CollectionFilter b : FILTERS) {
        for (String name : NAMES) {
          boolean inA = a.contains(name);
          boolean inB = b.contains(name);
          assertThat(a.union(b).contains(name)).as("%s or %s", a, b).isEqualTo(inA || inB);
          assertThat(a.intersect(b).contains(name)).as("%s and %s", a, b).isEqualTo(inA && inB);
          assertThat(a.subtract(b).contains(name)).as("%s less %s", a, b).isEqualTo(inA && !inB);
        }
      }
    }
  }

  @Test
  void emptinessIsKnown() {
    assertThat(NONE.isEmpty()).isTrue();
    assertThat(new CollectionFilter.DenyList(ALL).isEmpty()).isTrue();
    assertThat(of().isEmpty()).isTrue();
    assertThat(ALL.isEmpty()).isFalse();
    assertThat(denyList("params").isEmpty()).isFalse();
  }

  @Test
  void filtersCanBeRead() {
    assertThat(denyList("b", "a")).hasToString("all but [a, b]");
    assertThat(ALL).hasToString("all");
    assertThat(NONE).hasToString("none");
  }
}
