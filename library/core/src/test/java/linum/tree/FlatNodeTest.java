package linum.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import linum.core.Array;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FlatNodeTest {
  /// A label, an array and perhaps another link.
  static final class Link {
    final @Nullable FlatNode flat;
    private @Nullable Children children;

    Link(String label, Array x, @Nullable Link next) {
      this.flat = null;
      this.children =
          new Children(
              List.of(new Key.GetAttrKey("x"), new Key.GetAttrKey("next")),
              java.util.Arrays.asList(x, next),
              label);
    }

    private Link(Children children) {
      this.flat = null;
      this.children = children;
    }

    private Link(FlatNode flat) {
      this.flat = flat;
    }

    Children children() {
      if (children == null) {
        children = Objects.requireNonNull(flat).children();
      }
      return children;
    }

    boolean isClosed() {
      return children == null;
    }

    String label() {
      return (String) Objects.requireNonNull(children().aux());
    }

    Object x() {
      return children().children().get(0);
    }

    @Nullable Link next() {
      return (Link) children().children().get(1);
    }

    static {
      Tree.registerFlat(
          Link.class,
          Link::children,
          (label, parts) ->
              new Link(
                  new Children(
                      List.of(new Key.GetAttrKey("x"), new Key.GetAttrKey("next")), parts, label)),
          Link::new,
          link -> link.flat);
    }
  }

  private static final Array X = TreeTest.X;
  private static final Array Y = TreeTest.Y;
  private static final Array Z = TreeTest.Z;

  private static Link chain() {
    return new Link("first", X, new Link("second", Y, null));
  }

  @Test
  void isPutTogetherWhenSomebodyLooks() {
    Flat flat = Tree.flatten(List.of(chain(), Z));
    List<Object> again = flat.unflatten(List.of(Z, X, Y));
    Link link = (Link) again.getFirst();
    assertThat(link.isClosed()).isTrue();
    assertThat(link.label()).isEqualTo("first");
    assertThat(link.x()).isSameAs(Z);
    Link next = Objects.requireNonNull(link.next());
    assertThat(next.isClosed()).isTrue();
    assertThat(next.x()).isSameAs(X);
    assertThat(next.next()).isNull();
  }

  @Test
  void isTakenApartWithoutBeingPutTogether() {
    Flat flat = Tree.flatten(chain());
    Link again = flat.unflatten(List.of(Y, Z));
    Flat taken = Tree.flatten(again);
    assertThat(again.isClosed()).isTrue();
    assertThat(taken.structure()).isSameAs(flat.structure());
    assertThat(taken.leaves()).containsExactly(Y, Z);
    Expected expected = new Expected(List.of(flat.structure()));
    assertThat(expected.leaves(again)).containsExactly(Y, Z);
    assertThat(again.isClosed()).isTrue();
    assertThat(expected.leaves(chain())).containsExactly(X, Y);
  }

  @Test
  void isNotTakenForAnotherStructure() {
    Structure two = Tree.structure(chain());
    Link one = Tree.map(x -> x, new Link("first", Z, null));
    Link other = Tree.map(x -> x, new Link("other", Z, new Link("second", Z, null)));
    assertThat(new Expected(List.of(two)).leaves(one)).isNull();
    assertThat(new Expected(List.of(two)).leaves(other)).isNull();
    assertThat(Tree.structure(one)).isNotEqualTo(two);
  }

  @Test
  void leavesThatAreNoArraysArePutInTheirPlacesAtOnce() {
    Link names = Tree.unflatten(Tree.structure(chain()), List.of("x", "y"));
    assertThat(names.isClosed()).isFalse();
    assertThat(names.x()).isEqualTo("x");
    assertThat(Objects.requireNonNull(names.next()).x()).isEqualTo("y");
  }
}
