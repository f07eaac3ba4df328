package linum.reference;

import linum.ir.DType;

/// The order of the elements of an array, by their places: ascending, -0 equal to 0, NaN above
/// everything and equal to itself.
sealed interface Order {
  int compare(int i, int j);

  boolean isNaN(int i);

  static Order of(Value x) {
    return switch (x) {
      case Value.Reals r -> new OfReals(r);
      case Value.Wholes w -> new OfWholes(w, w.dtype() == DType.UINT64);
    };
  }

  record OfReals(Value.Reals value) implements Order {
    @Override
    public int compare(int i, int j) {
      double a = value.data()[i];
      double b = value.data()[j];
      if (a < b) {
        return -1;
      }
      if (a > b) {
        return 1;
      }
      return Boolean.compare(Double.isNaN(a), Double.isNaN(b));
    }

    @Override
    public boolean isNaN(int i) {
      return Double.isNaN(value.data()[i]);
    }
  }

  record OfWholes(Value.Wholes value, boolean unsigned) implements Order {
    @Override
    public int compare(int i, int j) {
      long a = value.data()[i];
      long b = value.data()[j];
      return unsigned ? Long.compareUnsigned(a, b) : Long.compare(a, b);
    }

    @Override
    public boolean isNaN(int i) {
      return false;
    }
  }
}
