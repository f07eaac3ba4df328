package linum.reference;

/// A number and its derivative in a parameter. What is computed with such numbers is differentiated
/// on the way.
record Dual(double value, double slope) {

  static Dual constant(double value) {
    return new Dual(value, 0);
  }

  Dual plus(Dual o) {
    return new Dual(value + o.value, slope + o.slope);
  }

  Dual plus(double c) {
    return new Dual(value + c, slope);
  }

  Dual times(Dual o) {
    return new Dual(value * o.value, slope * o.value + value * o.slope);
  }

  Dual times(double c) {
    return new Dual(value * c, slope * c);
  }

  Dual over(Dual o) {
    double quotient = value / o.value;
    return new Dual(quotient, (slope - quotient * o.slope) / o.value);
  }
}
