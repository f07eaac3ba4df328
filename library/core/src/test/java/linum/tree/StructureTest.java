package linum.tree;

import static linum.tree.TreeTest.X;
import static linum.tree.TreeTest.Y;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import linum.core.Array;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StructureTest {
  record ADataclass(List<Object> x, Object y) {}

  record WithStatics(Array w, int n, @Nullable String name) {}

  enum Color {
    RED
  }

  static List<Arguments> printed() {
    return List.of(
        Arguments.of(X, "PyTreeDef(*)"),
        Arguments.of(Arrays.asList((Object) null), "PyTreeDef([None])"),
        Arguments.of(List.of(), "PyTreeDef([])"),
        Arguments.of(List.of(List.of()), "PyTreeDef([[]])"),
        Arguments.of(List.of(X, Y), "PyTreeDef([*, *])"),
        Arguments.of(
            List.of(List.of(X, Y), Arrays.asList(X, Arrays.asList(X, null, Y))),
            "PyTreeDef([[*, *], [*, [*, None, *]]])"),
        Arguments.of(Map.of("a", X, "b", Y), "PyTreeDef({'a': *, 'b': *})"),
        Arguments.of(Map.of(2, X, 10, Y), "PyTreeDef({2: *, 10: *})"),
        Arguments.of(Map.of("it's", X), "PyTreeDef({\"it's\": *})"),
        Arguments.of(Map.of(), "PyTreeDef({})"),
        Arguments.of(
            new ADataclass(List.of(X, Y), X), "PyTreeDef(CustomNode(ADataclass[()], [[*, *], *]))"),
        Arguments.of(
            new ADataclass(List.of(X, Y), 4), "PyTreeDef(CustomNode(ADataclass[(4,)], [[*, *]]))"),
        Arguments.of(
            new WithStatics(X, 3, "a\nb"), "PyTreeDef(CustomNode(WithStatics[(3, 'a\\nb')], [*]))"),
        Arguments.of(
            new WithStatics(X, 3, null), "PyTreeDef(CustomNode(WithStatics[(3,)], [*, None]))"),
        Arguments.of(List.of("s", 2.5, true, Color.RED), "PyTreeDef(['s', 2.5, True, RED])"));
  }

  @ParameterizedTest
  @MethodSource("printed")
  void printsAsJaxPrintsIt(Object tree, String text) {
    assertThat(Tree.structure(tree)).hasToString(text);
  }

  @Test
  void nullPrintsAsNone() {
    assertThat(Tree.structure(null)).hasToString("PyTreeDef(None)");
  }

  @Test
  void structuresOfEqualStaticsAreEqual() {
    Structure a = Tree.structure(new WithStatics(X, 1000, "n"));
    Structure b = Tree.structure(new WithStatics(Y, 1000, "n"));
    assertThat(a).isEqualTo(b).hasSameHashCodeAs(b);
    assertThat(a).isNotEqualTo(Tree.structure(new WithStatics(X, 1001, "n")));
    assertThat(a).isNotEqualTo(Tree.structure(new WithStatics(X, 1000, null)));
  }

  @Test
  void kindsOfNodesAreToldApart() {
    assertThat(Tree.structure(List.of())).isNotEqualTo(Tree.structure(Map.of()));
    assertThat(Tree.structure(Map.of("a", X))).isNotEqualTo(Tree.structure(Map.of("b", X)));
    assertThat(Tree.structure(List.of(X))).isNotEqualTo(Tree.structure(X));
  }

  @Test
  void aStructureThatWasSeenBeforeIsTheSameObject() {
    assertThat(Tree.structure(Map.of("k", List.of(X, Y))))
        .isSameAs(Tree.structure(Map.of("k", List.of(Y, X))));
  }

  @Test
  void pathsNameEveryLeaf() {
    Object tree = List.of(new ADataclass(List.of(X), Map.of("cin", List.of(Y, 3, X))), Y);
    assertThat(Tree.structure(tree).paths())
        .extracting(KeyPath::toString)
        .containsExactly("[0].x[0]", "[0].y['cin'][0]", "[0].y['cin'][2]", "[1]");
    assertThat(Tree.leavesWithPath(tree)).extracting(PathLeaf::leaf).containsExactly(X, Y, X, Y);
  }

  @Test
  void pathsHaveASimpleForm() {
    Object tree = List.of(new ADataclass(List.of(X), Map.of("cin", List.of(Y))));
    assertThat(Tree.structure(tree).paths())
        .extracting(p -> p.keystr(true, "/"))
        .containsExactly("0/x/0", "0/y/cin/0");
    assertThat(KeyPath.of(new Key.FlattenedIndexKey(1)).keystr(false, ""))
        .isEqualTo("[<flat index 1>]");
  }

  @Test
  void composePutsAStructureInPlaceOfEveryLeaf() {
    Structure outer = Tree.structure(Arrays.asList(X, null, 3));
    assertThat(outer.compose(Tree.structure(Map.of("a", X))))
        .hasToString("PyTreeDef([{'a': *}, None, 3])");
  }

  @Test
  void childrenAreTheStructuresOneLevelDown() {
    assertThat(Tree.structure(List.of(X, List.of(Y))).children())
        .containsExactly(Structure.Leaf.LEAF, Tree.structure(List.of(Y)));
    assertThat(Tree.structure(X).children()).isEmpty();
  }
}
