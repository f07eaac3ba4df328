package linum.nnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import linum.core.Array;
import linum.nnx.NnxPytrees.Pytree;
import linum.nnx.NnxVariables.Variable;
import linum.tree.Structure;
import linum.tree.Tree;
import org.jspecify.annotations.Nullable;

/// Everything in objects that can change, as it was when they were walked through.
///
/// If all of it is the same still, the objects have the structure that they had, and need not be
/// walked through again. Final fields cannot change, so there is little to compare: a model whose
/// fields are final costs next to nothing. What a function changed while it was traced is found by
/// the same comparison, and undone.
final class Tape {
  /// A place, with what was there.
  sealed interface Step {
    boolean isSame();

    /// Puts there what was there.
    void restore();
  }

  /// A field that is not final.
  record OfField(Pytree owner, Slot slot, @Nullable Object value) implements Step {
    @Override
    public boolean isSame() {
      return same(slot.get(owner), value);
    }

    @Override
    public void restore() {
      slot.set(owner, value);
    }
  }

  /// The elements of a list.
  @SuppressWarnings("ArrayRecordComponent") // steps are not compared
  record OfList(List<@Nullable Object> list, @Nullable Object[] values) implements Step {
    @Override
    public boolean isSame() {
      if (list.size() != values.length) {
        return false;
      }
      for (int i = 0; i < values.length; i++) {
        if (!same(list.get(i), values[i])) {
          return false;
        }
      }
      return true;
    }

    @Override
    public void restore() {
      list.clear();
      list.addAll(Arrays.asList(values));
    }
  }

  /// The entries of a map, or the attributes of an object.
  @SuppressWarnings("ArrayRecordComponent") // steps are not compared
  record OfMap(Map<Object, @Nullable Object> map, Object[] keys, @Nullable Object[] values)
      implements Step {
    @Override
    public boolean isSame() {
      if (map.size() != keys.length) {
        return false;
      }
      for (int i = 0; i < keys.length; i++) {
        Object now = map.get(keys[i]);
        if (!same(now, values[i]) || (now == null && !map.containsKey(keys[i]))) {
          return false;
        }
      }
      return true;
    }

    @Override
    public void restore() {
      map.clear();
      for (int i = 0; i < keys.length; i++) {
        map.put(keys[i], values[i]);
      }
    }
  }

  /// The elements of a Java array of objects.
  @SuppressWarnings("ArrayRecordComponent") // steps are not compared
  record OfObjects(@Nullable Object[] array, @Nullable Object[] values) implements Step {
    @Override
    public boolean isSame() {
      for (int i = 0; i < values.length; i++) {
        if (!same(array[i], values[i])) {
          return false;
        }
      }
      return true;
    }

    @Override
    public void restore() {
      System.arraycopy(values, 0, array, 0, values.length);
    }
  }

  /// A Java array of numbers.
  record OfNumbers(Object array, Def.Fixed values) implements Step {
    @Override
    public boolean isSame() {
      return Def.Fixed.of(array).equals(values);
    }

    @Override
    public void restore() {
      throw new IllegalStateException(
          "a %s that belongs to a module was changed while a function was traced.\nKeep numbers that change in a variable: new Nnx.Variable(x)."
              .formatted(array.getClass().getSimpleName()));
    }
  }

  /// The metadata of a variable and the structure of its value.
  record OfVariable(Variable variable, Map<String, Object> metadata, Structure value)
      implements Step {
    @Override
    public boolean isSame() {
      return isSame(variable.current());
    }

    @SuppressWarnings("ReferenceEquality") // metadata are replaced, not changed
    boolean isSame(Object now) {
      if (variable.metadata() != metadata) {
        return false;
      }
      return now instanceof Array
          ? value == Structure.Leaf.LEAF
          : Tree.structure(now).equals(value);
    }

    @Override
    public void restore() {
      variable.setMetadata(metadata);
    }
  }

  private final List<Step> steps = new ArrayList<>();
  // The same steps: those of variables, of which there are many, and the others.
  private final List<OfVariable> ofVariables = new ArrayList<>();
  private final List<Step> others = new ArrayList<>();

  @SuppressWarnings("ReferenceEquality") // what is the same object needs no comparison
  private static boolean same(@Nullable Object now, @Nullable Object then) {
    return now == then
        || (then != null
            && (then instanceof Number || then instanceof Boolean || then instanceof Character)
            && Objects.equals(now, then));
  }

  void field(Pytree owner, Slot slot, @Nullable Object value) {
    other(new OfField(owner, slot, value));
  }

  void attributes(Pytree owner) {
    map(owner.attributes());
  }

  void variable(Variable v, Structure structure) {
    OfVariable step = new OfVariable(v, v.metadata(), structure);
    steps.add(step);
    ofVariables.add(step);
  }

  void array(Object array) {
    other(new OfNumbers(array, Def.Fixed.of(array)));
  }

  // Records and immutable collections stay as they are.
  @SuppressWarnings("unchecked") // only elements that were there are put back
  void container(Object container, Containers.Level level) {
    if (Containers.isImmutable(container)) {
      return;
    }
    switch (container) {
      case List<?> l -> other(new OfList((List<@Nullable Object>) l, l.toArray()));
      case Map<?, ?> m -> map((Map<?, @Nullable Object>) m);
      case Object[] a -> other(new OfObjects(a, a.clone()));
      default -> {}
    }
  }

  @SuppressWarnings("unchecked") // as above
  private void map(Map<?, @Nullable Object> m) {
    Object[] keys = m.keySet().toArray();
    @Nullable Object[] values = new @Nullable Object[keys.length];
    for (int i = 0; i < keys.length; i++) {
      values[i] = m.get(keys[i]);
    }
    other(new OfMap((Map<Object, @Nullable Object>) m, keys, values));
  }

  private void other(Step step) {
    steps.add(step);
    others.add(step);
  }

  /// Whether nothing has changed.
  boolean isSame() {
    for (Step s : others) {
      if (!s.isSame()) {
        return false;
      }
    }
    boolean framed = Frame.isOpen();
    for (OfVariable v : ofVariables) {
      if (!v.isSame(framed ? v.variable().current() : v.variable().own())) {
        return false;
      }
    }
    return true;
  }

  List<Step> steps() {
    return steps;
  }
}
