package linum.llvm.fuzz;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import linum.ir.Dims;

/// Shapes and axes by chance.
final class Shapes {
  private static final int[] SIZES = {1, 1, 2, 3, 4, 5, 7, 8, 9, 16, 17, 33, 40};

  private Shapes() {}

  static Dims any(RandomGenerator random) {
    int rank = random.nextInt(5);
    Dims shape = Dims.NONE;
    for (int i = 0; i < rank; i++) {
      int size = random.nextInt(60) == 0 ? 0 : SIZES[random.nextInt(SIZES.length)];
      if (shape.size() * size <= 1500) {
        shape = shape.insert(0, size);
      }
    }
    return shape;
  }

  static Dims someAxes(RandomGenerator random, int rank) {
    return Dims.of(IntStream.range(0, rank).filter(_ -> random.nextBoolean()));
  }

  static Dims permutation(RandomGenerator random, int rank) {
    List<Integer> axes = new ArrayList<>(IntStream.range(0, rank).boxed().toList());
    Collections.shuffle(axes, new Random(random.nextLong()));
    return Dims.of(axes.stream().mapToInt(i -> i));
  }

  /// Another shape with as many elements.
  static Dims refactored(RandomGenerator random, Dims shape) {
    if (shape.size() == 0) {
      return shape.reversed();
    }
    List<Integer> factors = new ArrayList<>();
    long left = shape.size();
    for (int p = 2; left > 1; ) {
      if (left % p == 0) {
        factors.add(p);
        left /= p;
      } else {
        p++;
      }
    }
    Collections.shuffle(factors, new Random(random.nextLong()));
    Dims to = Dims.NONE;
    int size = 1;
    for (int f : factors) {
      size *= f;
      if (random.nextBoolean()) {
        to = to.insert(0, size);
        size = 1;
      }
    }
    return random.nextInt(4) == 0 ? to.insert(0, size).insert(0, 1) : to.insert(0, size);
  }
}
