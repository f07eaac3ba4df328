package linum.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import linum.core.Array;
import linum.core.ConcreteArray;
import linum.ir.Aval;
import linum.ir.DType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TreeTest {
  record Pair(Array w, Array b) {}

  record Layer(Array w, String activation, int size) {}

  record Model(Pair first, List<Layer> rest) {}

  private record Box<T>(T content) {}

  record Fixed(ConcreteArray x) {}

  record Growing(ArrayList<Array> xs) {}

  static final class Holder {
    final Array weights = array(1);
  }

  static final class Bag {
    final List<Array> items;
    final String label;

    Bag(String label, Array... items) {
      this.label = label;
      this.items = List.of(items);
    }
  }

  static final Array X = array(1);
  static final Array Y = array(2);
  static final Array Z = array(3);

  static Array array(double value) {
    return ConcreteArray.of(Aval.of(DType.FLOAT32), value);
  }

  static double value(Array a) {
    return ((ConcreteArray) a).scalar().doubleValue();
  }

  static Array plus(Array a, Array b) {
    return array(value(a) + value(b));
  }

  static void roundTrips(@Nullable Object tree) {
    Flat flat = Tree.flatten(tree);
    Object again = flat.unflatten(flat.leaves());
    assertThat(again).isEqualTo(tree);
    assertThat(Tree.structure(again)).isEqualTo(flat.structure());
  }

  @Nested
  class Flatten {
    @Test
    void anArrayIsALeaf() {
      assertThat(Tree.flatten(X)).isEqualTo(new Flat(List.of(X), Structure.Leaf.LEAF));
    }

    @Test
    void nullIsTheEmptyTree() {
      assertThat(Tree.flatten(null)).isEqualTo(new Flat(List.of(), Structure.None.NONE));
    }

    @Test
    void componentsComeInTheirOrder() {
      assertThat(Tree.leaves(new Pair(Y, X))).containsExactly(Y, X);
    }

    @Test
    void mapsComeInTheOrderOfTheirKeys() {
      Map<String, Object> inner = new LinkedHashMap<>();
      inner.put("b", Y);
      inner.put("a", X);
      Map<String, Object> outer = new LinkedHashMap<>();
      outer.put("b", Y);
      outer.put("a", X);
      outer.put("c", inner);
      Flat flat = Tree.flatten(outer);
      assertThat(flat.leaves()).containsExactly(X, Y, X, Y);
      Map<String, Object> again = flat.unflatten(flat.leaves());
      assertThat(again.keySet()).containsExactly("a", "b", "c");
    }

    @Test
    void otherValuesAreStatic() {
      assertThat(Tree.leaves(new Layer(X, "relu", 3))).containsExactly(X);
    }

    @Test
    void moreLeavesThanAFewAreFound() {
      List<Array> many = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        many.add(array(i));
      }
      assertThat(Tree.leaves(List.of(many, X)))
          .hasSize(101)
          .startsWith(many.getFirst())
          .endsWith(X);
    }

    @Test
    void lambdasThatCaptureArraysAreStatic() {
      Supplier<String> captures = X::toString;
      assertThat(Tree.structure(captures)).isEqualTo(new Structure.Static(captures));
    }

    @Test
    void keysOfSeveralTypesAreRefused() {
      Map<Object, Object> mixed = new LinkedHashMap<>();
      mixed.put("a", X);
      mixed.put(1, Y);
      assertThatThrownBy(() -> Tree.flatten(mixed))
          .hasMessage(
              "the keys of a map in a tree must be comparable with each other, but these are not:"
                  + " ['a' (String), 1 (Integer)].\nUse keys of one type, such as String or Integer.");
    }

    @Test
    void arraysInASetAreRefused() {
      assertThatThrownBy(() -> Tree.flatten(new java.util.HashSet<>(Set.of(X))))
          .hasMessage(
              "HashSet is not a node of trees, so the arrays in this one would be lost.\n"
                  + "Use List.of(…), a Map or a record.");
    }

    @Test
    void arraysInAJavaArrayAreRefused() {
      Array[] arrays = {X};
      assertThatThrownBy(() -> Tree.flatten(arrays))
          .hasMessageStartingWith("Array[] is not a node of trees");
    }

    @Test
    void anArrayInAnOptionalIsRefused() {
      assertThatThrownBy(() -> Tree.flatten(Optional.of(X)))
          .hasMessageStartingWith("Optional is not a node of trees");
    }

    @Test
    void setsAndOptionalsOfOtherValuesAreStatic() {
      roundTrips(Arrays.asList(Set.of("a"), Optional.of(3), Optional.empty()));
    }

    @Test
    void aClassWithAnArrayInAFieldIsRefused() {
      assertThatThrownBy(() -> Tree.flatten(List.of(new Holder())))
          .hasMessage(
              "class Holder cannot be part of a tree: the array in its field weights would be lost.\n"
                  + "Make it a record, or say what its children are with Tree.register(Holder.class, …).");
    }

    @Test
    void aComponentOfASpecialKindOfArrayIsRefused() {
      assertThatThrownBy(() -> Tree.flatten(new Fixed((ConcreteArray) X)))
          .hasMessage(
              "record Fixed cannot be part of a tree: component x is declared as ConcreteArray,"
                  + " but trees are rebuilt with other kinds of Array.\nDeclare it as Array.");
    }

    @Test
    void aComponentOfASpecialKindOfListIsRefused() {
      assertThatThrownBy(() -> Tree.flatten(new Growing(new ArrayList<>())))
          .hasMessageContaining("component xs is declared as ArrayList")
          .hasMessageEndingWith("Declare it as List.");
    }
  }

  @Nested
  class Unflatten {
    @Test
    void undoesFlatten() {
      roundTrips(new Model(new Pair(X, Y), List.of(new Layer(Z, "relu", 3), new Layer(X, "", 4))));
    }

    @Test
    void keepsNullsInListsMapsAndRecords() {
      Map<String, @Nullable Object> map = new LinkedHashMap<>();
      map.put("a", null);
      map.put("b", X);
      roundTrips(Arrays.asList(null, X, map, new Box<>(null)));
    }

    @Test
    void rebuildsPrivateAndGenericRecords() {
      roundTrips(new Box<>(new Box<>(List.of(X, Y))));
    }

    @Test
    void rebuildsRecordsDeclaredInAMethod() {
      record Local(Array a, int n) {}
      roundTrips(new Local(X, 7));
    }

    @Test
    void rebuildsRecordsWithoutComponents() {
      record Empty() {}
      roundTrips(List.of(new Empty(), X));
    }

    @Test
    void takesLeavesThatAreNoArraysInListsAndMaps() {
      Map<String, Object> types =
          Tree.unflatten(Tree.structure(Map.of("a", X, "b", List.of(Y))), List.of("f32", "i32"));
      assertThat(types).isEqualTo(Map.of("a", "f32", "b", List.of("i32")));
    }

    @Test
    void refusesAnotherNumberOfLeaves() {
      Structure structure = Tree.structure(new Pair(X, Y));
      assertThatThrownBy(() -> Tree.unflatten(structure, List.of(X)))
          .hasMessage(
              "unflatten: PyTreeDef(CustomNode(Pair[()], [*, *])) has 2 leaves, but 1 was given");
    }

    @Test
    void namesTheComponentThatALeafDoesNotFit() {
      Structure structure = Tree.structure(new Pair(X, Y));
      assertThatThrownBy(() -> Tree.unflatten(structure, List.of(X, 3)))
          .hasMessage(
              "record Pair cannot be rebuilt: component b is declared as Array,"
                  + " but was given a value of type Integer");
    }

    @Test
    void letsExceptionsOfConstructorsThrough() {
      record Picky(Array a) {
        Picky {
          if (value(a) < 0) {
            throw new IllegalStateException("negative");
          }
        }
      }
      Structure structure = Tree.structure(new Picky(X));
      assertThatThrownBy(() -> Tree.unflatten(structure, List.of(array(-1))))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("negative");
    }
  }

  @Nested
  class Mapping {
    @Test
    void appliesAFunctionToEveryArray() {
      Pair doubled = Tree.map(a -> array(2 * value(a)), new Pair(X, Y));
      assertThat(Tree.leaves(doubled)).extracting(TreeTest::value).containsExactly(2.0, 4.0);
    }

    @Test
    void joinsTwoTrees() {
      Pair sum = Tree.map(TreeTest::plus, new Pair(X, Y), new Pair(Y, Z));
      assertThat(Tree.leaves(sum)).extracting(TreeTest::value).containsExactly(3.0, 5.0);
    }

    @Test
    void joinsThreeTrees() {
      List<Array> sum =
          Tree.map((a, b, c) -> plus(a, plus(b, c)), List.of(X), List.of(Y), List.of(Z));
      assertThat(sum).extracting(TreeTest::value).containsExactly(6.0);
    }

    @Test
    void joinsAnyNumberOfTrees() {
      List<Array> last = Tree.mapAll(List::getLast, List.of(X), List.of(List.of(Y), List.of(Z)));
      assertThat(last).containsExactly(Z);
    }

    @Test
    void namesThePlaceWhereTreesDiffer() {
      Object first = Map.of("a", new Pair(X, Y), "b", Z);
      Object second = Map.of("a", new Box<>(List.of(X)), "b", Z);
      assertThatThrownBy(() -> Tree.map(TreeTest::plus, first, second))
          .hasMessage(
              "map: the trees differ at ['a']: the first has CustomNode(Pair[()], [*, *]),"
                  + " the second has CustomNode(Box[()], [[*]]).\n"
                  + "The first is  PyTreeDef({'a': CustomNode(Pair[()], [*, *]), 'b': *}),\n"
                  + "the second is PyTreeDef({'a': CustomNode(Box[()], [[*]]), 'b': *}).");
    }

    @Test
    void namesKeysLengthsAndStaticValuesThatDiffer() {
      assertThatThrownBy(() -> Tree.map(TreeTest::plus, Map.of("a", X), Map.of("b", X)))
          .hasMessageStartingWith(
              "map: the trees differ at the root: the first has the keys [a], the second has the keys [b].");
      assertThatThrownBy(
              () -> Tree.map(TreeTest::plus, List.of(X, List.of(Y)), List.of(X, List.of(Y, Z))))
          .hasMessageStartingWith(
              "map: the trees differ at [1]: the first has 1 element, the second has 2 elements.");
      assertThatThrownBy(
              () -> Tree.map(TreeTest::plus, new Layer(X, "relu", 1), new Layer(X, "tanh", 1)))
          .hasMessageStartingWith(
              "map: the trees differ at .activation: the first has 'relu', the second has 'tanh'.");
    }

    @Test
    void givesThePathToTheFunction() {
      List<String> seen = new ArrayList<>();
      Pair same =
          Tree.mapWithPath(
              (path, a) -> {
                seen.add(path.toString());
                return a;
              },
              new Pair(X, Y));
      assertThat(same).isEqualTo(new Pair(X, Y));
      assertThat(seen).containsExactly(".w", ".b");
    }
  }

  @Nested
  class Reducing {
    @Test
    void combinesFromTheLeft() {
      assertThat(value(Tree.reduce((a, b) -> array(value(a) - value(b)), List.of(X, Y, Z))))
          .isEqualTo(-4.0);
    }

    @Test
    void startsFromAValue() {
      assertThat(Tree.reduce((n, a) -> n + value(a), List.of(X, Y), 10.0)).isEqualTo(13.0);
    }

    @Test
    void needsAValueToStartFromWhenThereAreNoArrays() {
      assertThatThrownBy(() -> Tree.reduce(TreeTest::plus, List.of()))
          .hasMessage(
              "reduce: there are no arrays in PyTreeDef([]).\n"
                  + "Give a value to start from: Tree.reduce(f, tree, start).");
    }

    @Test
    void allAsksEveryLeaf() {
      assertThat(Tree.all(a -> value(a) > 0, List.of(X, Y))).isTrue();
      assertThat(Tree.all(a -> value(a) > 1, List.of(X, Y))).isFalse();
    }
  }

  @Nested
  class Transpose {
    @Test
    void turnsTheTreeInsideOut() {
      Structure outer = Tree.structure(List.of(X, X));
      Object transposed =
          Tree.transpose(
              outer,
              Tree.structure(Map.of("a", X, "b", X)),
              List.of(Map.of("a", X, "b", Y), Map.of("a", Z, "b", X)));
      assertThat(transposed).isEqualTo(Map.of("a", List.of(X, Z), "b", List.of(Y, X)));
    }

    @Test
    void refusesATreeOfAnotherStructure() {
      Structure outer = Tree.structure(List.of(X, X));
      assertThatThrownBy(() -> Tree.transpose(outer, outer, List.of(X, Y)))
          .hasMessageStartingWith(
              "transpose: the trees differ at [0]: the first has [*, *], the second has *.");
    }
  }

  @Nested
  class Prefixes {
    final Structure full = Tree.structure(Map.of("p", new Pair(X, Y), "q", List.of(Z, Z)));

    @Test
    void aValueHoldsForAllLeavesBelow() {
      assertThat(Tree.broadcastPrefix(0, full)).containsExactly(0, 0, 0, 0);
      assertThat(Tree.broadcastPrefix(null, full)).containsExactly(null, null, null, null);
    }

    @Test
    void nodesAreFollowed() {
      assertThat(Tree.broadcastPrefix(Map.of("p", 7, "q", List.of(1, 2)), full))
          .containsExactly(7, 7, 1, 2);
    }

    @Test
    void aMapStandsForARecord() {
      assertThat(Tree.broadcastPrefix(Map.of("p", Map.of("w", 0, "b", 1), "q", 5), full))
          .containsExactly(0, 1, 5, 5);
    }

    @Test
    void aRecordStandsForItself() {
      assertThat(Tree.broadcastPrefix(new Box<>(4), Tree.structure(new Box<>(List.of(X, Y)))))
          .containsExactly(4, 4);
    }

    @Test
    void namesThePlaceThatDoesNotFit() {
      assertThatThrownBy(() -> Tree.broadcastPrefix(Map.of("p", 0, "q", List.of(1, 2, 3)), full))
          .hasMessage(
              "a prefix must end where the tree ends, or have the nodes of the tree,"
                  + " but at ['q'] the prefix has [1, 2, 3] and the tree has [*, *]");
      assertThatThrownBy(() -> Tree.broadcastPrefix(Map.of("p", Map.of("w", 0), "q", 5), full))
          .hasMessageContaining("at ['p'] the prefix has {w=0} and the tree has CustomNode(Pair");
    }

    @Test
    void broadcastRepeatsArrays() {
      Pair both = Tree.broadcast(Z, new Pair(X, Y));
      assertThat(both).isEqualTo(new Pair(Z, Z));
      assertThatThrownBy(() -> Tree.broadcast(3, new Pair(X, Y)))
          .hasMessage("broadcast: the prefix has no array above .w, but 3");
    }
  }

  @Nested
  class OneLevel {
    @Test
    void childrenAreArraysNodesStaticValuesAndNull() {
      Map<String, Object> tree = new HashMap<>();
      tree.put("b", new Pair(X, Y));
      tree.put("a", 3);
      tree.put("c", null);
      Children children = Tree.children(tree);
      assertThat(children.keys()).hasToString("[['a'], ['b'], ['c']]");
      assertThat(children.children()).isEqualTo(Arrays.asList(3, new Pair(X, Y), null));
      assertThat(Tree.children(new Pair(X, Y)).keys()).hasToString("[.w, .b]");
    }

    @Test
    void whatIsNoNodeHasNone() {
      assertThat(Tree.children(X)).isNull();
      assertThat(Tree.children("text")).isNull();
      assertThat(Tree.children(null)).isNull();
      assertThat(Tree.children(List.of()).children()).isEmpty();
    }

    @Test
    void aNodeTakesOtherChildren() {
      assertThat(Tree.withChildren(new Pair(X, Y), List.of(Y, Z))).isEqualTo(new Pair(Y, Z));
      assertThat(Tree.withChildren(Map.of("k", X), List.of("text"))).isEqualTo(Map.of("k", "text"));
      assertThatThrownBy(() -> Tree.withChildren(List.of(X), List.of()))
          .hasMessage("withChildren: the node has 1 children, but 0 were given");
      assertThatThrownBy(() -> Tree.withChildren(X, List.of()))
          .hasMessageEndingWith("is no node of a tree");
    }
  }

  @Nested
  class Registering {
    @Test
    void aRegisteredClassIsANode() {
      Tree.register(
          Bag.class,
          bag -> Children.of(bag.items, bag.label),
          (label, items) -> new Bag((String) label, items.toArray(Array[]::new)));
      Flat flat = Tree.flatten(List.of(new Bag("b", X, Y), Z));
      assertThat(flat.leaves()).containsExactly(X, Y, Z);
      assertThat(flat.structure()).hasToString("PyTreeDef([CustomNode(Bag['b'], [*, *]), *])");
      assertThat(flat.structure().paths())
          .extracting(KeyPath::toString)
          .containsExactly("[0][<flat index 0>]", "[0][<flat index 1>]", "[1]");
      List<Object> again = flat.unflatten(List.of(Z, Y, X));
      assertThat(((Bag) again.getFirst()).items).containsExactly(Z, Y);
    }

    @Test
    void aStaticClassIsNotTakenApart() {
      record Frozen(Array a) {}
      assertThat(Tree.leaves(new Frozen(X))).containsExactly(X);
      Tree.registerStatic(Frozen.class);
      assertThat(Tree.leaves(new Frozen(X))).isEmpty();
    }

    @Test
    void arraysCannotBeRegistered() {
      assertThatThrownBy(() -> Tree.registerStatic(ConcreteArray.class))
          .hasMessage("arrays are the leaves of trees and cannot be registered");
    }
  }
}
