package linum.llvm.fuzz;

import java.util.List;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import linum.ir.Atom;
import linum.ir.Aval;
import linum.ir.Dims;
import linum.ir.Movement;

/// Movements of elements by chance.
final class Moves {
  private Moves() {}

  interface Partners {
    Atom.Var find(Atom.Var otherwise, Predicate<Aval> fits);
  }

  /// @param in holds `x`; other operands are added
  static Movement any(RandomGenerator random, Atom.Var x, Partners partners, List<Atom> in) {
    Dims shape = x.aval().shape();
    int rank = shape.rank();
    return switch (random.nextInt(10)) {
      case 0 -> broadcast(random, shape);
      case 1, 2 -> new Movement.Reshape(Shapes.refactored(random, shape));
      case 3 -> new Movement.Transpose(Shapes.permutation(random, rank));
      case 4 -> new Movement.Rev(Shapes.someAxes(random, rank));
      case 5 -> slice(random, shape);
      case 6 -> {
        in.add(
            partners.find(x, a -> a.isScalar() && a.dtype() == x.aval().dtype()).aval().isScalar()
                ? partners.find(x, a -> a.isScalar() && a.dtype() == x.aval().dtype())
                : new Atom.Literal(random.nextInt(2), new Aval(x.aval().dtype(), Dims.NONE)));
        yield new Movement.Pad(
            shape.map(_ -> random.nextInt(4) - 1),
            shape.map(_ -> random.nextInt(4) - 1),
            shape.map(_ -> random.nextInt(5) == 0 ? 1 : 0));
      }
      case 7 -> {
        int axis = random.nextInt(Math.max(1, rank));
        for (int i = random.nextInt(3); i > 0; i--) {
          in.add(
              partners.find(
                  x,
                  a ->
                      a.dtype() == x.aval().dtype()
                          && a.rank() == rank
                          && axis < rank
                          && a.shape().without(axis).equals(shape.without(axis))));
        }
        yield new Movement.Concatenate(axis);
      }
      case 8 -> {
        int axis = random.nextInt(Math.max(1, rank));
        int n = rank == 0 ? 0 : shape.get(axis);
        int cut = random.nextInt(n + 1);
        yield new Movement.Split(Dims.of(cut, n - cut), axis);
      }
      default -> new Movement.Tile(shape.map(_ -> 1 + random.nextInt(2)));
    };
  }

  private static Movement broadcast(RandomGenerator random, Dims shape) {
    Dims wider = shape.map(n -> n == 1 ? 1 + random.nextInt(6) : n);
    Dims axes = Dims.range(shape.rank());
    for (int i = random.nextInt(3); i > 0; i--) {
      int at = random.nextInt(wider.rank() + 1);
      wider = wider.insert(at, 1 + random.nextInt(9));
      axes = axes.map(a -> a >= at ? a + 1 : a);
    }
    return new Movement.BroadcastInDim(wider, axes);
  }

  private static Movement slice(RandomGenerator random, Dims shape) {
    Dims start = shape.map(n -> n == 0 ? 0 : random.nextInt(n));
    Dims limit =
        Dims.of(
            IntStream.range(0, shape.rank())
                .map(d -> start.get(d) + random.nextInt(shape.get(d) - start.get(d) + 1)));
    return new Movement.Slice(start, limit, shape.map(_ -> 1 + random.nextInt(3) / 2));
  }
}
