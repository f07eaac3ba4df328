package linum.ir;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// Which parameters of a primitive a printed program shows, and in which order.
final class PrintedParams {
  private PrintedParams() {}

  /// The name of a primitive in a printed program.
  static String label(Primitive p, PrintStyle style) {
    return p instanceof Call.Remat && style == PrintStyle.MODERN ? "remat2" : p.label();
  }

  static List<Param> of(Primitive p, PrintStyle style) {
    List<Param> params = new ArrayList<>(p.params());
    params.sort(Comparator.comparing(Param::name));
    params.replaceAll(x -> x.value() instanceof Precision v ? new Param(x.name(), pair(v)) : x);
    switch (style) {
      case MODERN -> leaveAwayImplied(p, params);
      case CLASSIC -> {
        params.removeIf(x -> x.name().endsWith("sharding"));
        if (p instanceof Contraction.DotGeneral dot) {
          params.set(0, new Param("dimension_numbers", dimensionNumbers(dot)));
        }
      }
    }
    if (p instanceof Call.Jit || p instanceof Call.CustomJvp || p instanceof Call.CustomVjp) {
      nameFirst(params);
    }
    return params;
  }

  private static void leaveAwayImplied(Primitive p, List<Param> params) {
    if (p instanceof Movement.BroadcastInDim b) {
      params.removeIf(x -> !x.name().equals("broadcast_dimensions"));
      params.removeIf(_ -> b.broadcastDimensions().isEmpty());
    } else if (p instanceof Elementwise.ConvertElementType) {
      params.removeIf(x -> x.name().equals("sharding"));
    } else if (p instanceof Contraction.DotGeneral) {
      params.removeIf(x -> x.value() == null);
    }
  }

  private static void nameFirst(List<Param> params) {
    for (Param x : List.copyOf(params)) {
      if (x.name().equals("name")) {
        params.remove(x);
        params.addFirst(x);
      }
    }
  }

  // One for each operand.
  private static String pair(Precision p) {
    return "(Precision.%s, Precision.%s)".formatted(p, p);
  }

  // Tuples, where today's form has lists.
  private static String dimensionNumbers(Contraction.DotGeneral dot) {
    return Repr.tuple(
        Arrays.asList(
            Arrays.asList(dot.lhsContracting(), dot.rhsContracting()),
            Arrays.asList(dot.lhsBatch(), dot.rhsBatch())));
  }
}
