package linum.laws;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import linum.ir.Call;
import linum.ir.Callback;
import linum.ir.Collective;
import linum.ir.Control;
import linum.ir.DType;
import linum.ir.Jaxpr;
import linum.ir.Precision;
import linum.ir.Primitive;
import linum.transform.Stage;

/// Which primitives there are, and which ones the rows of a table reach.
///
/// A primitive is an enum constant or a record class; a record with an enum among its components
/// counts once for every constant of it, and one with a boolean that says which way to go (`max`,
/// `reverse`) once for each.
final class Coverage {
  private final Set<String> reached = new HashSet<>();

  /// The names of all of them.
  static Set<String> required() {
    Set<String> all = new TreeSet<>();
    require(Primitive.class, all);
    return all;
  }

  private static void require(Class<?> family, Set<String> all) {
    if (family.isEnum()) {
      Arrays.stream(family.getEnumConstants()).forEach(c -> all.add(name(family, c)));
    } else if (family.isRecord()) {
      all.add(family.getSimpleName());
      for (var component : family.getRecordComponents()) {
        Class<?> type = component.getType();
        if (type.isEnum() && type != DType.class && type != Precision.class) {
          Arrays.stream(type.getEnumConstants()).forEach(c -> all.add(name(family, c)));
        } else if (isDirection(component.getName())) {
          all.add(name(family, component.getName() + " = true"));
          all.add(name(family, component.getName() + " = false"));
        }
      }
    } else {
      Arrays.stream(family.getPermittedSubclasses()).forEach(c -> require(c, all));
    }
  }

  private static boolean isDirection(String component) {
    return component.equals("max") || component.equals("reverse");
  }

  private static String name(Class<?> family, Object what) {
    return family.getSimpleName() + "[" + what + "]";
  }

  /// The rows' own primitives; of programs, what controls, calls and talks.
  static Set<String> reached(List<PrimitiveCase> rows) throws ReflectiveOperationException {
    Coverage c = new Coverage();
    for (PrimitiveCase row : rows) {
      if (row.primitive() != null) {
        c.add(row.primitive());
      } else {
        c.addAll(Stage.stage(row.program(), row.samples().getFirst().avals()).jaxpr());
      }
    }
    return c.reached;
  }

  private void addAll(Jaxpr jaxpr) throws ReflectiveOperationException {
    for (var e : jaxpr.eqns()) {
      Primitive p = e.primitive();
      if (p instanceof Call
          || p instanceof Control
          || p instanceof Callback
          || p instanceof Collective) {
        add(p);
        for (Jaxpr inner : p.jaxprs()) {
          addAll(inner);
        }
      }
    }
  }

  private void add(Primitive p) throws ReflectiveOperationException {
    if (p instanceof Enum<?> e) {
      reached.add(name(e.getDeclaringClass(), e));
      return;
    }
    reached.add(p.getClass().getSimpleName());
    for (var component : p.getClass().getRecordComponents()) {
      component.getAccessor().setAccessible(true);
      Object value = component.getAccessor().invoke(p);
      if (value instanceof Enum<?> e) {
        reached.add(name(p.getClass(), e));
      } else if (isDirection(component.getName())) {
        reached.add(name(p.getClass(), component.getName() + " = " + value));
      }
    }
  }
}
