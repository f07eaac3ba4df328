package linum.llvm.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import linum.core.Backend;
import linum.core.Backends;
import linum.core.Buffer;
import linum.ir.Atom;
import linum.ir.Aval;
import linum.ir.Eqn;
import linum.ir.Jaxpr;
import linum.ir.Primitive;
import linum.llvm.fuzz.Data;

/// Programs of one equation, run on this backend and on the reference backend.
final class Agreement {
  private final Primitive primitive;
  private final Jaxpr program;
  private final List<Buffer> inputs = new ArrayList<>();

  /// @param in the operands, filled by chance, always in the same way
  Agreement(Primitive primitive, Aval... in) {
    this.primitive = primitive;
    List<Atom.Var> vars = Stream.of(in).map(Atom.Var::new).toList();
    List<Atom.Var> out = primitive.infer(List.of(in)).stream().map(Atom.Var::new).toList();
    this.program = new Jaxpr(vars, List.of(new Eqn(primitive, vars, out)), out);
    RandomGenerator random = new SplittableRandom(17);
    for (Aval a : in) {
      Buffer b = reference().allocate(a.byteSize(), reference().devices().getFirst());
      Data.fill(b.segment(), a, random);
      inputs.add(b);
    }
  }

  private static Backend backend(String name) {
    return Backends.all().stream().filter(b -> b.name().equals(name)).findFirst().orElseThrow();
  }

  private static Backend reference() {
    return backend("reference");
  }

  /// Fills an operand with `0 … below - 1`, over and over.
  void count(int operand, int below) {
    Aval a = program.inputAvals().get(operand);
    for (long i = 0; i < a.size(); i++) {
      Data.set(input(operand).segment(), a.dtype(), i, i % below);
    }
  }

  /// The memory of an operand, to be changed before the programs run.
  Buffer input(int i) {
    return inputs.get(i);
  }

  /// The results of this backend, then those of the reference backend.
  List<List<Buffer>> results() {
    return List.of(
        backend("llvm").compile(program, List.of()).run(inputs),
        reference().compile(program, List.of()).run(inputs));
  }

  /// Fails unless all results have the same bits; all NaNs are one.
  void inEveryBit() {
    List<List<Buffer>> results = results();
    for (int i = 0; i < program.outputs().size(); i++) {
      Aval a = program.outputAvals().get(i);
      long at =
          Data.difference(results.get(0).get(i).segment(), results.get(1).get(i).segment(), a);
      assertThat(at)
          .as(() ->
              "place of the first difference in a %s of %s%s"
                  .formatted(a, primitive, program.inputAvals()))
          .isEqualTo(-1);
    }
  }

  static void inEveryBit(Primitive primitive, Aval... in) {
    new Agreement(primitive, in).inEveryBit();
  }
}
