package linum.ir;

import java.util.List;

/// Random keys and bits. Keys are elements of type [DType#KEY]; behind each stand two `uint32`.
///
/// `RandomPrimitive = Seed | Wrap | Unwrap | Split | FoldIn | Bits | Threefry2x32 | CounterHash |
/// Generator | Gamma | Clone`
public sealed interface RandomPrimitive extends Primitive
    permits CounterHash,
        Generator,
        RandomPrimitive.Seed,
        RandomPrimitive.Wrap,
        RandomPrimitive.Unwrap,
        RandomPrimitive.Split,
        RandomPrimitive.FoldIn,
        RandomPrimitive.Bits,
        RandomPrimitive.Threefry2x32,
        RandomPrimitive.Gamma,
        RandomPrimitive.Clone {

  private static Aval key(Primitive p, Aval x) {
    return Typing.require(p, x, DType.Kind.KEY);
  }

  /// Keys from integers.
  record Seed() implements RandomPrimitive {
    @Override
    public String label() {
      return "random_seed";
    }

    @Override
    public List<Aval> infer(List<Aval> in) {
      Aval x =
          Typing.require(
              this,
              Typing.operands(this, in, 1).getFirst(),
              DType.Kind.SIGNED,
              DType.Kind.UNSIGNED);
      return List.of(new Aval(DType.KEY, x.shape()));
    }

    @Override
    public List<Param> params() {
      return Param.of("impl", "fry");
    }
  }

  /// Keys from their words: `uint32[…,2]` to `key[…]`.
  record Wrap() implements RandomPrimitive {
    @Override
    public String label() {
      return "random_wrap";
    }

    @Override
    public List<Aval> infer(List<Aval> in) {
      Aval x = Typing.operands(this, in, 1).getFirst();
      if (x.dtype() != DType.UINT32 || x.rank() == 0 || x.shape().get(-1) != 2) {
        throw new IllegalArgumentException(
            "random_wrap: key data must be uint32 with a last axis of size 2, got " + x);
      }
      return List.of(new Aval(DType.KEY, x.shape().slice(0, x.rank() - 1)));
    }

    @Override
    public List<Param> params() {
      return Param.of("impl", "fry");
    }
  }

  /// The words of keys: `key[…]` to `uint32[…,2]`.
  record Unwrap() implements RandomPrimitive {
    @Override
    public String label() {
      return "random_unwrap";
    }

    @Override
    public List<Aval> infer(List<Aval> in) {
      Aval x = key(this, Typing.operands(this, in, 1).getFirst());
      return List.of(new Aval(DType.UINT32, x.shape().insert(x.rank(), 2)));
    }
  }

  /// Every key split into `shape` new ones, on trailing axes.
  record Split(Dims shape, ThreefryMode mode) implements RandomPrimitive {
    @Override
    public String label() {
      return "random_split";
    }

    @Override
    public List<Aval> infer(List<Aval> in) {
      Aval x = key(this, Typing.operands(this, in, 1).getFirst());
      return List.of(new Aval(DType.KEY, x.shape().concat(shape)));
    }

    @Override
    public List<Param> params() {
      return Param.of("shape", shape);
    }
  }

  /// Every key mixed with an integer of a `uint32` array of the same shape.
  record FoldIn() implements RandomPrimitive {
    @Override
    public String label() {
      return "random_fold_in";
    }

    @Override
    public List<Aval> infer(List<Aval> in) {
      Typing.operands(this, in, 2);
      Aval k = key(this, in.getFirst());
      Aval data = in.get(1);
      if (data.dtype() != DType.UINT32 || !data.shape().equals(k.shape())) {
        throw new IllegalArgumentException(
            "random_fold_in: %s takes one uint32 a key, got %s".formatted(k, data));
      }
      return List.of(k);
    }
  }

  /// Uniform bits, as unsigned integers of 8, 16, 32 or 64 bits; `shape` on trailing axes for each
  /// key.
  record Bits(int bitWidth, Dims shape, ThreefryMode mode) implements RandomPrimitive {
    @Override
    public String label() {
      return "random_bits";
    }

    @Override
    public List<Aval> infer(List<Aval> in) {
      Aval x = key(this, Typing.operands(this, in, 1).getFirst());
      DType dtype =
          switch (bitWidth) {
            case 8 -> DType.UINT8;
            case 16 -> DType.UINT16;
            case 32 -> DType.UINT32;
            case 64 -> DType.UINT64;
            default ->
                throw new IllegalArgumentException(
                    "random_bits: the width must be 8, 16, 32 or 64, got " + bitWidth);
          };
      return List.of(new Aval(dtype, x.shape().concat(shape)));
    }

    @Override
    public List<Param> params() {
      return Param.of("bit_width", bitWidth, "shape", shape);
    }
  }

  /// The hash itself, elementwise: two key words and two counter words to two words, all `uint32`.
  record Threefry2x32() implements RandomPrimitive {
    @Override
    public String label() {
      return "threefry2x32";
    }

    @Override
    public List<Aval> infer(List<Aval> in) {
      Typing.operands(this, in, 4);
      Typing.sameDtype(this, in);
      if (in.getFirst().dtype() != DType.UINT32) {
        throw new IllegalArgumentException("threefry2x32 takes uint32, got " + Typing.list(in));
      }
      Aval out = new Aval(DType.UINT32, Typing.elementwiseShape(this, in));
      return List.of(out, out);
    }
  }

  /// Gamma numbers, or their logarithms, of the parameters in the second operand. They are drawn by
  /// the program, and have a derivative in the parameters: that of a number that keeps its
  /// quantile.
  record Gamma(boolean logSpace, Jaxpr sampler) implements RandomPrimitive {
    @Override
    public String label() {
      return "random_gamma";
    }

    @Override
    public List<Aval> infer(List<Aval> in) {
      Typing.operands(this, in, 2);
      ControlTyping.takes(label(), sampler.inputAvals(), in);
      return List.of(in.get(1).strong());
    }

    @Override
    public List<Param> params() {
      return Param.of("log_space", logSpace);
    }

    @Override
    public List<Jaxpr> jaxprs() {
      return List.of(sampler);
    }
  }

  /// The same keys, free to be used once more in the eyes of the key reuse checker.
  record Clone() implements RandomPrimitive {
    @Override
    public String label() {
      return "random_clone";
    }

    @Override
    public List<Aval> infer(List<Aval> in) {
      return List.of(key(this, Typing.operands(this, in, 1).getFirst()));
    }
  }
}
