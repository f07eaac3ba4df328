package linum.llvm.nest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import linum.ir.Atom;
import linum.llvm.emit.Code;
import linum.llvm.emit.IrType;
import linum.llvm.emit.Val;
import linum.llvm.plan.Kernel;
import org.jspecify.annotations.Nullable;

/// What the emitters of nests share: where arrays are, and how anchors are computed and stored.
final class Emission {
  /// From this many bytes on a result does not stay in the caches.
  private static final long LARGE = 16L << 20;

  private final Code code;
  private final Nest nest;
  private final Map<Atom, Val> pointers = new HashMap<>();
  private final Map<Atom, Val> buffers = new HashMap<>();
  private final Evaluator evaluator;
  private final int lanes;
  private boolean streaming;

  Emission(Code code, Nest nest, Kernel.Memory memory) {
    this.code = code;
    this.nest = nest;
    nest.memoryIndex().forEach((a, i) -> pointers.put(a, memory.reads().get(i)));
    int k = 0;
    for (Anchor a : nest.stored()) {
      pointers.put(a.var(), memory.writes().get(k++));
    }
    for (Anchor a : nest.buffered()) {
      long places = Domain.size(nest.domain().summed());
      buffers.put(a.var(), code.alloca(places * a.var().aval().dtype().byteSize()));
    }
    this.evaluator = new Evaluator(code, nest.flow(), this::address, nest::isMade);
    this.lanes = lanes(code, nest);
  }

  /// As many as the narrowest register holds of the widest element, so that all values have equally
  /// many lanes.
  private static int lanes(Code code, Nest nest) {
    int widest = 4;
    for (Anchor a : nest.anchors()) {
      widest = Math.max(widest, a.var().aval().dtype().byteSize());
      for (Atom in : a.eqn().inputs()) {
        widest = Math.max(widest, in.aval().dtype().byteSize());
      }
    }
    return code.module().lanes(IrType.integer(8 * widest));
  }

  private @Nullable Val address(Atom a) {
    return nest.isMade(a) && !nest.isStored((Atom.Var) a) ? null : pointers.get(a);
  }

  Code code() {
    return code;
  }

  Nest nest() {
    return nest;
  }

  Evaluator evaluator() {
    return evaluator;
  }

  /// How many elements a vector has.
  int lanes() {
    return lanes;
  }

  /// Computes an anchor's element, remembers it, and stores it if that is asked for.
  void make(Anchor a, Frame f) {
    make(List.of(a), f);
  }

  /// Computes elements and stores them, the stores after all loads: a result may take the memory of
  /// an array that another one reads at the same place.
  void make(List<Anchor> anchors, Frame f) {
    make(anchors, f, () -> {});
  }

  /// As [#make(List, Frame)].
  ///
  /// @param reading what else is read at this place; emitted before the stores
  void make(List<Anchor> anchors, Frame f, Runnable reading) {
    List<Val> values = new ArrayList<>();
    for (Anchor a : anchors) {
      List<Affine> place = nest.places(a);
      Val v = evaluator.compute(a.var(), place, f, null);
      f.element(a.var(), place, v);
      values.add(v);
    }
    reading.run();
    for (int i = 0; i < values.size(); i++) {
      store(anchors.get(i), values.get(i), f);
    }
  }

  /// Stores an element that is needed outside, or by a later sweep.
  void store(Anchor a, Val v, Frame f) {
    Val pointer = pointers.get(a.var());
    if (pointer != null && nest.isStored(a.var())) {
      Affine flat = Affine.linear(nest.resultPlaces(a), a.var().aval().shape());
      evaluator.loads().store(pointer, a.var().aval().dtype(), flat, f, v, streaming && isLarge(a));
    }
    Val buffer = buffers.get(a.var());
    if (buffer != null) {
      evaluator.loads().store(buffer, a.var().aval().dtype(), nest.domain().inRow(), f, v, false);
    }
  }

  /// Results too large for the caches, which stores may go around.
  List<Anchor> large() {
    return nest.stored().stream().filter(Emission::isLarge).toList();
  }

  private static boolean isLarge(Anchor a) {
    return a.var().aval().byteSize() >= LARGE && Loads.isPlain(a.var().aval().dtype());
  }

  /// Whether large results are stored around the caches from here on.
  void streaming(boolean on) {
    streaming = on;
  }

  /// Whether vectors in the memory of large results are aligned.
  Val isAligned() {
    Val all = Val.i1(true);
    for (Anchor a : large()) {
      all = code.and(all, code.isAligned(address(a), code.module().vectorBytes()));
    }
    return all;
  }

  private Val address(Anchor a) {
    Val pointer = pointers.get(a.var());
    if (pointer == null) {
      throw new IllegalStateException("a result has no memory");
    }
    return pointer;
  }

  /// Brings back what earlier sweeps kept of this place.
  void recall(int phase, Frame f) {
    for (Anchor a : nest.buffered()) {
      Val buffer = buffers.get(a.var());
      if (a.phase() < phase && buffer != null) {
        f.element(
            a.var(),
            nest.places(a),
            evaluator.loads().load(buffer, a.var().aval(), nest.domain().inRow(), f, null));
      }
    }
  }

  /// What is summed up, at this place.
  Val summand(Anchor a, Frame f) {
    Val v = evaluator.value(Accumulation.operand(a), nest.places(a), f, null);
    return code.splat(v, f.lanes());
  }

  /// A reduction's result for the row.
  void result(Anchor a, Val v, Frame f) {
    f.element(a.var(), nest.resultPlaces(a), v);
    store(a, v, f);
  }

  /// Computes before the loops what does not change in them.
  void prepare(List<Anchor> anchors, List<Symbol.Loop> loops, Frame f) {
    for (Anchor a : anchors) {
      evaluator.prepareOperands(a.var(), nest.places(a), loops, f);
    }
  }

  /// The counters of the loops that a number counts through, the last the fastest.
  Frame unravel(List<Symbol.Loop> loops, Val n, Frame f) {
    Frame inner = f;
    Val left = n;
    for (int i = loops.size() - 1; i >= 0; i--) {
      Symbol.Loop l = loops.get(i);
      Val counter = i == 0 ? left : code.binary("urem", left, Val.i64(l.extent()));
      if (i > 0) {
        left = code.binary("udiv", left, Val.i64(l.extent()));
      }
      inner = inner.inside(l, counter);
    }
    return inner;
  }
}
