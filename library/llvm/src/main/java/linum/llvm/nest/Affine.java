package linum.llvm.nest;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import linum.ir.Dims;

/// A place along an axis, or in memory: a constant plus multiples of symbols.
record Affine(long constant, Map<Symbol, Long> terms) {
  static final Affine ZERO = of(0);

  Affine {
    // In the order in which they came: Map.copyOf would have another one in every process.
    terms = Collections.unmodifiableMap(new LinkedHashMap<>(terms));
  }

  static Affine of(long constant) {
    return new Affine(constant, Map.of());
  }

  static Affine of(Symbol s) {
    return s.extent() == 1 ? ZERO : new Affine(0, Map.of(s, 1L));
  }

  Affine plus(long c) {
    return c == 0 ? this : new Affine(constant + c, terms);
  }

  Affine plus(Affine other) {
    if (other.terms.isEmpty()) {
      return plus(other.constant);
    }
    Map<Symbol, Long> sum = new LinkedHashMap<>(terms);
    other.terms.forEach((s, c) -> sum.merge(s, c, Long::sum));
    sum.values().removeIf(c -> c == 0);
    return new Affine(constant + other.constant, sum).rejoined();
  }

  /// With `q * by + r` made whole again, where q and r are quotient and remainder of one place.
  private Affine rejoined() {
    for (Map.Entry<Symbol, Long> t : terms.entrySet()) {
      if (t.getKey() instanceof Symbol.Quotient q) {
        Symbol rest = new Symbol.Remainder(q.of(), q.by());
        long c = coefficient(rest);
        if (c != 0 && t.getValue() == c * q.by()) {
          Map<Symbol, Long> others = new LinkedHashMap<>(terms);
          others.remove(q);
          others.remove(rest);
          return new Affine(constant, others).plus(q.of().times(c));
        }
      }
    }
    return this;
  }

  Affine times(long factor) {
    if (factor == 0) {
      return ZERO;
    }
    Map<Symbol, Long> scaled = new LinkedHashMap<>();
    terms.forEach((s, c) -> scaled.put(s, c * factor));
    return new Affine(constant * factor, scaled);
  }

  long coefficient(Symbol s) {
    return terms.getOrDefault(s, 0L);
  }

  boolean isConstant() {
    return terms.isEmpty();
  }

  boolean dependsOn(Symbol.Loop loop) {
    return terms.keySet().stream().anyMatch(s -> s.dependsOn(loop));
  }

  /// Whether it changes with the loop other than by equal steps.
  boolean isIrregularIn(Symbol.Loop loop) {
    return terms.keySet().stream().anyMatch(s -> !s.equals(loop) && s.dependsOn(loop));
  }

  long min() {
    long m = constant;
    for (Map.Entry<Symbol, Long> t : terms.entrySet()) {
      m += Math.min(0, t.getValue() * (t.getKey().extent() - 1));
    }
    return m;
  }

  long max() {
    long m = constant;
    for (Map.Entry<Symbol, Long> t : terms.entrySet()) {
      m += Math.max(0, t.getValue() * (t.getKey().extent() - 1));
    }
    return m;
  }

  /// Quotient and remainder, for a place that is not negative.
  List<Affine> divide(long by) {
    if (by == 1) {
      return List.of(this, ZERO);
    }
    Map<Symbol, Long> whole = new LinkedHashMap<>();
    Map<Symbol, Long> rest = new LinkedHashMap<>();
    terms.forEach((s, c) -> (c % by == 0 ? whole : rest).put(s, c));
    Affine remainder = new Affine(Math.floorMod(constant, by), rest);
    if (remainder.min() >= 0 && remainder.max() < by) {
      whole.replaceAll((_, c) -> c / by);
      return List.of(new Affine(Math.floorDiv(constant, by), whole), remainder);
    }
    return List.of(of(new Symbol.Quotient(this, by)), of(new Symbol.Remainder(this, by)));
  }

  /// The place in a row-major array of the given shape as a place along each axis.
  static List<Affine> places(Affine linear, Dims shape) {
    List<Affine> places = new ArrayList<>();
    Affine left = linear;
    int outermost = 0;
    while (outermost < shape.rank() - 1 && shape.get(outermost) == 1) {
      outermost++;
    }
    for (int d = shape.rank() - 1; d >= 0; d--) {
      if (d == outermost) {
        places.addFirst(left);
        left = ZERO;
      } else {
        List<Affine> parts = left.divide(Math.max(1, shape.get(d)));
        places.addFirst(parts.get(1));
        left = parts.get(0);
      }
    }
    return places;
  }

  /// The place in a row-major array of the given shape.
  static Affine linear(List<Affine> places, Dims shape) {
    long[] strides = shape.strides();
    Affine sum = ZERO;
    for (int d = 0; d < strides.length; d++) {
      sum = sum.plus(places.get(d).times(strides[d]));
    }
    return sum;
  }
}
