package linum.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import linum.core.Array;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExpectedTest {
  record Pair(Array w, Array b) {}

  record Other(Array w, Array b) {}

  record Layer(Array w, @Nullable Array bias, String activation) {}

  private record Marked(Set<String> marks, Array x) {}

  static final class Bag {
    final List<Array> items;
    final String label;

    Bag(String label, Array... items) {
      this.label = label;
      this.items = List.of(items);
    }
  }

  static {
    Tree.register(
        Bag.class,
        bag -> Children.of(bag.items, bag.label),
        (label, items) -> new Bag((String) label, items.toArray(Array[]::new)));
  }

  private static final Array X = TreeTest.X;
  private static final Array Y = TreeTest.Y;
  private static final Array Z = TreeTest.Z;

  private static Map<String, Object> inOrder(String first, Object x, String second, Object y) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put(first, x);
    map.put(second, y);
    return map;
  }

  private static Expected like(@Nullable Object... trees) {
    return new Expected(Arrays.stream(trees).map(Tree::structure).toList());
  }

  /// All different from each other, but for the last two.
  private static final List<@Nullable Object> TREES =
      Arrays.asList(
          X,
          null,
          "text",
          3,
          List.of(),
          List.of(X),
          List.of(X, Y),
          List.of(X, List.of(Y)),
          List.of(X, "text"),
          new Pair(X, Y),
          new Other(X, Y),
          new Layer(X, Y, "relu"),
          new Layer(X, null, "relu"),
          new Layer(X, Y, "tanh"),
          Map.of(),
          Map.of("a", X),
          Map.of("b", X),
          Map.of(1, X),
          inOrder("a", X, "b", Y),
          inOrder("a", X, "c", Y),
          new Bag("b", X),
          new Bag("c", X),
          new Bag("b", X, Y),
          List.of(new Pair(X, Y), inOrder("a", new Bag("b", X), "b", List.of(new Pair(Y, Z)))),
          List.of(new Pair(Y, X), inOrder("a", new Bag("b", Z), "b", List.of(new Pair(X, Z)))));

  @Test
  void findsTheArraysOfTreesOfTheStructureAndOfNoOthers() {
    for (Object one : TREES) {
      for (Object other : TREES) {
        boolean same = Tree.structure(one).equals(Tree.structure(other));
        assertThat(like(one).leaves(other))
            .describedAs("%s for %s", Tree.structure(one), Tree.structure(other))
            .isEqualTo(same ? Tree.leaves(other) : null);
      }
    }
  }

  @Test
  void severalTreesHaveTheirArraysOneAfterTheOther() {
    Expected expected = like(new Pair(X, X), 3, List.of(X));
    assertThat(expected.leaves(new Pair(X, Y), 3, List.of(Z))).containsExactly(X, Y, Z);
    assertThat(expected.leaves(new Pair(X, Y), 4, List.of(Z))).isNull();
    assertThat(expected.leaves(new Pair(X, Y), 3)).isNull();
  }

  @Test
  void aMapWhoseKeysAreNotInOrderIsLeftToOthers() {
    Map<String, Object> map = inOrder("b", X, "a", Y);
    assertThat(Tree.leaves(map)).containsExactly(Y, X);
    assertThat(like(map).leaves(map)).isNull();
    assertThat(like(map).leaves(inOrder("a", Y, "b", X))).containsExactly(Y, X);
  }

  @Test
  void aStaticValueThatWasChangedSinceIsNotWhatWasExpected() {
    Set<String> marks = new HashSet<>(Set.of("first"));
    Expected expected = like(new Marked(marks, X));
    assertThat(expected.leaves(new Marked(Set.of("first"), X))).containsExactly(X);
    assertThat(expected.leaves(new Marked(Set.of("second"), X))).isNull();
    marks.add("second");
    assertThat(expected.leaves(new Marked(marks, X))).isNull();
  }

  @Test
  void aClassThatIsRegisteredMeanwhileIsNotWhatWasExpected() {
    record Late(Array x) {}
    List<Object> tree = new ArrayList<>(List.of(new Late(X)));
    Expected expected = like(tree);
    assertThat(expected.leaves(tree)).containsExactly(X);
    Tree.registerStatic(Late.class);
    assertThat(expected.leaves(tree)).isNull();
  }
}
