package linum.llvm.kernel;

import java.util.List;
import linum.ir.Atom;
import linum.ir.CounterHash;
import linum.ir.DType;
import linum.ir.Eqn;
import linum.ir.Generator;
import linum.ir.RandomPrimitive;
import linum.ir.ThreefryMode;
import linum.llvm.emit.Code;
import linum.llvm.emit.IrType;
import linum.llvm.emit.Val;
import linum.llvm.plan.Lowering;
import linum.llvm.plan.Value;

/// Keys and bits, in both ways of counting.
final class RandomFamily {
  private RandomFamily() {}

  static void lower(RandomPrimitive p, Eqn e, Lowering to) {
    if (e.outputs().getFirst().aval().size() == 0) {
      e.outputs().forEach(to::result);
      return;
    }
    switch (p) {
      case RandomPrimitive.Wrap _, RandomPrimitive.Unwrap _, RandomPrimitive.Clone _ ->
          sameBytes(e, to);
      case RandomPrimitive.Seed s ->
          points(s.label(), e, to, (code, in) -> List.of(seed(code, in.getFirst(), dtype(e))));
      case RandomPrimitive.FoldIn f ->
          points(f.label(), e, to, (code, in) -> List.of(foldIn(code, in.get(0), in.get(1))));
      case RandomPrimitive.Threefry2x32 t -> points(t.label(), e, to, RandomFamily::threefry);
      case RandomPrimitive.Split s -> split(s, e, to);
      case RandomPrimitive.Bits b -> bits(b, e, to);
      case RandomPrimitive.Gamma g -> CallFamily.inline(g.sampler(), e, to);
      case CounterHash _, Generator _ -> HostFamily.lower(e, to);
    }
  }

  private static DType dtype(Eqn e) {
    return e.inputs().getFirst().aval().dtype();
  }

  private static Value result(Eqn e, Lowering to) {
    return to.result(e.outputs().getFirst());
  }

  private static void sameBytes(Eqn e, Lowering to) {
    Atom.Var out = e.outputs().getFirst();
    to.define(out, to.read(e.inputs().getFirst()).view(out.aval()));
  }

  private static void points(String label, Eqn e, Lowering to, Points.Function function) {
    to.add(
        new Points(
                label,
                e.inputs().stream().map(to::read).toList(),
                e.outputs().stream().map(to::result).toList(),
                Threefry.lanes(to.vectorBytes()),
                Threefry.NANOS,
                function)
            .kernel());
  }

  /// The upper half of a 64-bit seed is the first word; narrower seeds have none.
  private static Val seed(Code code, Val x, DType dtype) {
    Val second =
        x.type().bits() < 32
            ? code.cast(dtype.isSigned() ? "sext" : "zext", x, IrType.I32)
            : x.type().bits() == 32 ? x : Threefry.low(code, x);
    Val first = x.type().bits() == 64 ? Threefry.high(code, x) : Val.constant(second.type(), 0);
    return Threefry.key(code, first, second);
  }

  private static Val foldIn(Code code, Val key, Val data) {
    Threefry.Words words =
        new Threefry(code, Threefry.low(code, key), Threefry.high(code, key))
            .hash(Val.constant(data.type(), 0), data);
    return Threefry.key(code, words.first(), words.second());
  }

  private static List<Val> threefry(Code code, List<Val> in) {
    Threefry.Words words = new Threefry(code, in.get(0), in.get(1)).hash(in.get(2), in.get(3));
    return List.of(words.first(), words.second());
  }

  private static void split(RandomPrimitive.Split p, Eqn e, Lowering to) {
    Value keys = to.read(e.inputs().getFirst());
    Value out = result(e, to);
    long n = p.shape().size();
    to.add(
        p.mode() == ThreefryMode.LEGACY
            ? new HashedSequence(p.label(), keys, out, n * DType.KEY.byteSize())
                .kernel(to.vectorBytes())
            : new HashedCounters(p.label(), keys, out, n, 0, Threefry::key)
                .kernel(to.vectorBytes()));
  }

  private static void bits(RandomPrimitive.Bits p, Eqn e, Lowering to) {
    Value keys = to.read(e.inputs().getFirst());
    Value out = result(e, to);
    long n = p.shape().size();
    boolean legacy = p.mode() == ThreefryMode.LEGACY;
    to.add(
        legacy && p.bitWidth() < 64
            ? new HashedSequence(p.label(), keys, out, n * p.bitWidth() / 8)
                .kernel(to.vectorBytes())
            : new HashedCounters(p.label(), keys, out, n, legacy ? n : 0, element(p.bitWidth()))
                .kernel(to.vectorBytes()));
  }

  private static HashedCounters.Element element(int bits) {
    return switch (bits) {
      case 64 -> (code, first, second) -> Threefry.key(code, second, first);
      case 32 -> Code::xor;
      default ->
          (code, first, second) ->
              code.cast("trunc", code.xor(first, second), IrType.integer(bits));
    };
  }
}
