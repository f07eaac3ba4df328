package linum.xla;

import linum.ir.DType;

/// The inverse of `erf`, by the polynomials of M. Giles, "Approximating the erfinv function", GPU
/// Computing Gems 2 (2011).
final class InverseErrorFunction {
  private static final double[] CENTRAL = {
    2.81022636e-08,
    3.43273939e-07,
    -3.5233877e-06,
    -4.39150654e-06,
    0.00021858087,
    -0.00125372503,
    -0.00417768164,
    0.246640727,
    1.50140941
  };
  private static final double[] TAIL = {
    -0.000200214257,
    0.000100950558,
    0.00134934322,
    -0.00367342844,
    0.00573950773,
    -0.0076224613,
    0.00943887047,
    1.00167406,
    2.83297682
  };
  private static final double[] BELOW_6 = {
    -3.6444120640178196996e-21,
    -1.685059138182016589e-19,
    1.2858480715256400167e-18,
    1.115787767802518096e-17,
    -1.333171662854620906e-16,
    2.0972767875968561637e-17,
    6.6376381343583238325e-15,
    -4.0545662729752068639e-14,
    -8.1519341976054721522e-14,
    2.6335093153082322977e-12,
    -1.2975133253453532498e-11,
    -5.4154120542946279317e-11,
    1.051212273321532285e-09,
    -4.1126339803469836976e-09,
    -2.9070369957882005086e-08,
    4.2347877827932403518e-07,
    -1.3654692000834678645e-06,
    -1.3882523362786468719e-05,
    0.0001867342080340571352,
    -0.00074070253416626697512,
    -0.0060336708714301490533,
    0.24015818242558961693,
    1.6536545626831027356
  };
  private static final double[] BELOW_16 = {
    2.2137376921775787049e-09,
    9.0756561938885390979e-08,
    -2.7517406297064545428e-07,
    1.8239629214389227755e-08,
    1.5027403968909827627e-06,
    -4.013867526981545969e-06,
    2.9234449089955446044e-06,
    1.2475304481671778723e-05,
    -4.7318229009055733981e-05,
    6.8284851459573175448e-05,
    2.4031110387097893999e-05,
    -0.0003550375203628474796,
    0.00095328937973738049703,
    -0.0016882755560235047313,
    0.0024914420961078508066,
    -0.0037512085075692412107,
    0.005370914553590063617,
    1.0052589676941592334,
    3.0838856104922207635
  };
  private static final double[] ABOVE = {
    -2.7109920616438573243e-11,
    -2.5556418169965252055e-10,
    1.5076572693500548083e-09,
    -3.7894654401267369937e-09,
    7.6157012080783393804e-09,
    -1.4960026627149240478e-08,
    2.9147953450901080826e-08,
    -6.7711997758452339498e-08,
    2.2900482228026654717e-07,
    -9.9298272942317002539e-07,
    4.5260625972231537039e-06,
    -1.9681778105531670567e-05,
    7.5995277030017761139e-05,
    -0.00021503011930044477347,
    -0.00013871931833623122026,
    1.0103004648645343977,
    4.8499064014085844221
  };

  private InverseErrorFunction() {}

  static Tensor of(Tensor x, Block b) {
    Tensor result = x.dtype() == DType.FLOAT64 ? ofDouble(x, b) : ofFloat(x, b);
    Tensor one = Ops.like(b, x, 1L);
    Tensor end = Ops.compare(b, "EQ", b.same("abs", x), one);
    return Ops.select(b, end, Ops.mul(b, x, Double.POSITIVE_INFINITY), result);
  }

  private static Tensor ofFloat(Tensor x, Block b) {
    Tensor w = b.same("negate", b.same("log_plus_one", Ops.mul(b, b.same("negate", x), x)));
    Tensor central = Ops.compare(b, "LT", w, Ops.like(b, w, 5L));
    Tensor near = Ops.polynomial(b, Ops.add(b, w, -2.5), CENTRAL);
    Tensor far = Ops.polynomial(b, Ops.add(b, b.same("sqrt", w), -3), TAIL);
    return Ops.mul(b, Ops.select(b, central, near, far), x);
  }

  private static Tensor ofDouble(Tensor x, Block b) {
    Tensor one = Ops.like(b, x, 1L);
    Tensor product = Ops.mul(b, Ops.sub(b, one, x), Ops.add(b, one, x));
    Tensor w = b.same("negate", b.same("log", product));
    Tensor root = b.same("sqrt", w);
    Tensor near = Ops.polynomial(b, Ops.add(b, w, -3.125), BELOW_6);
    Tensor middle = Ops.polynomial(b, Ops.add(b, root, -3.25), BELOW_16);
    Tensor far = Ops.polynomial(b, Ops.add(b, root, -5), ABOVE);
    Tensor outer = Ops.select(b, Ops.compare(b, "LT", w, Ops.like(b, w, 16L)), middle, far);
    return Ops.mul(b, x, Ops.select(b, Ops.compare(b, "LT", w, Ops.like(b, w, 6.25)), near, outer));
  }
}
