package linum.llvm.nest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import linum.ir.Aval;
import linum.ir.Dims;
import linum.ir.Eqn;
import linum.ir.Indexing;
import linum.ir.Movement;
import linum.ir.Reduction;

/// From where an element of a result comes: the place in the operand as a function of the place in
/// the result.
final class Places {
  private Places() {}

  /// For the primitives that copy elements of their first operand. [Movement.Pad],
  /// [Movement.Concatenate] and [Movement.Stack] have no entry here: which operand they read
  /// depends on the place.
  ///
  /// @param output which result of the equation is meant
  static List<Affine> of(Eqn e, int output, List<Affine> out) {
    Aval x = e.inputs().getFirst().aval();
    Dims from = x.shape();
    if (e.primitive() instanceof Indexing.DynamicSlice slice) {
      List<Affine> in = new ArrayList<>();
      for (int d = 0; d < from.rank(); d++) {
        long room = from.get(d) - slice.sliceSizes().get(d) + 1L;
        in.add(out.get(d).plus(Affine.of(new Symbol.Start(e.inputs().get(d + 1), room))));
      }
      return in;
    }
    if (e.primitive() instanceof Reduction.Reduce r) {
      return unsqueezed(r.axes(), out);
    }
    return switch ((Movement) e.primitive()) {
      case Movement.BroadcastInDim b -> broadcast(b, from, out);
      case Movement.Reshape r ->
          Affine.places(Affine.linear(out, e.outputs().getFirst().aval().shape()), from);
      case Movement.Transpose t -> {
        Affine[] in = new Affine[from.rank()];
        for (int d = 0; d < in.length; d++) {
          in[t.permutation().get(d)] = out.get(d);
        }
        yield Arrays.asList(in);
      }
      case Movement.Squeeze s -> unsqueezed(s.dimensions(), out);
      case Movement.Rev r -> {
        List<Affine> in = new ArrayList<>(out);
        r.dimensions().stream().forEach(d -> in.set(d, out.get(d).times(-1).plus(from.get(d) - 1)));
        yield in;
      }
      case Movement.Slice s -> {
        List<Affine> in = new ArrayList<>();
        for (int d = 0; d < from.rank(); d++) {
          in.add(out.get(d).times(s.strides().get(d)).plus(s.startIndices().get(d)));
        }
        yield in;
      }
      case Movement.Split s -> {
        List<Affine> in = new ArrayList<>(out);
        int before = s.sizes().slice(0, output).stream().sum();
        in.set(s.axis(), out.get(s.axis()).plus(before));
        yield in;
      }
      case Movement.Tile _ -> {
        List<Affine> in = new ArrayList<>();
        for (int d = 0; d < from.rank(); d++) {
          in.add(from.get(d) == 0 ? Affine.ZERO : out.get(d).divide(from.get(d)).get(1));
        }
        yield in;
      }
      case Movement.Unstack u -> {
        List<Affine> in = new ArrayList<>(out);
        in.add(u.axis(), Affine.of(output));
        yield in;
      }
      case Movement.Pad _, Movement.Concatenate _, Movement.Stack _ ->
          throw new IllegalArgumentException(e.primitive().label() + " reads several places");
    };
  }

  /// The place before axes of length 1 were taken out.
  static List<Affine> unsqueezed(Dims axes, List<Affine> out) {
    List<Affine> in = new ArrayList<>(out);
    axes.sorted().stream().forEach(d -> in.add(d, Affine.ZERO));
    return in;
  }

  private static List<Affine> broadcast(Movement.BroadcastInDim b, Dims from, List<Affine> out) {
    List<Affine> in = new ArrayList<>();
    for (int d = 0; d < from.rank(); d++) {
      in.add(from.get(d) == 1 ? Affine.ZERO : out.get(b.broadcastDimensions().get(d)));
    }
    return in;
  }

  /// The place in an operand of an elementwise primitive: scalars, and axes of length 1, stay where
  /// they are.
  static List<Affine> elementwise(Aval operand, List<Affine> out) {
    if (operand.isScalar()) {
      return List.of();
    }
    List<Affine> in = new ArrayList<>(out);
    for (int d = 0; d < in.size(); d++) {
      if (operand.shape().get(d) == 1) {
        in.set(d, Affine.ZERO);
      }
    }
    return in;
  }
}
