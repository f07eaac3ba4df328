package linum.ir;

import java.util.List;
import java.util.Set;

/// Random numbers beside those of keys: of a state that the caller keeps, and of the device's own.
///
/// `Generator = RngBitGenerator | RngUniform`
public sealed interface Generator extends RandomPrimitive {

  /// The state that follows, and uniform bits. The state is `uint32[4]` or `uint64[2]`: a key of 64
  /// bits and a counter.
  record RngBitGenerator(Dims shape, DType dtype, RandomAlgorithm algorithm) implements Generator {
    @Override
    public String label() {
      return "rng_bit_generator";
    }

    @Override
    public List<Aval> infer(List<Aval> in) {
      Aval state = Typing.operands(this, in, 1).getFirst();
      if (!state.matches(Aval.of(DType.UINT32, 4)) && !state.matches(Aval.of(DType.UINT64, 2))) {
        throw new IllegalArgumentException(
            "rng_bit_generator: the state must be uint32[4] or uint64[2], got " + state);
      }
      if (!dtype.isUnsigned()) {
        throw new IllegalArgumentException(
            "rng_bit_generator gives unsigned integers, not %s\nTake the bits of another type: bitcastConvertType(bits, DType.%s)."
                .formatted(dtype, dtype.name()));
      }
      Typing.checkShape(this, shape);
      return List.of(state, new Aval(dtype, shape));
    }

    @Override
    public List<Param> params() {
      return List.of(
          new Param("algorithm", algorithm),
          new Param("dtype", dtype),
          new Param("out_sharding", null),
          new Param("shape", shape));
    }
  }

  /// Numbers from `a` up to, not including, `b`, both scalars, drawn anew at every run.
  record RngUniform(Dims shape) implements Generator {
    @Override
    public String label() {
      return "rng_uniform";
    }

    @Override
    public List<Aval> infer(List<Aval> in) {
      Typing.operands(this, in, 2);
      Typing.sameDtype(this, in);
      Typing.require(
          this, in.getFirst(), DType.Kind.SIGNED, DType.Kind.UNSIGNED, DType.Kind.FLOATING);
      Typing.checkShape(this, shape);
      if (!in.get(0).isScalar() || !in.get(1).isScalar()) {
        throw new IllegalArgumentException(
            "rng_uniform: the bounds must be scalars, got " + Typing.list(in));
      }
      return List.of(in.getFirst().withShape(shape).withWeak(in.stream().allMatch(Aval::weak)));
    }

    @Override
    public List<Param> params() {
      return Param.of("shape", shape);
    }

    @Override
    public Set<Effect> effects() {
      return Set.of(Effect.RANDOM_STATE);
    }
  }
}
