package linum.ir;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Operations that make arrays out of nothing.
///
/// `Creation = Iota | Empty | Empty2 | PlatformIndex | CreateToken`
public sealed interface Creation extends Primitive {

  /// `0, 1, 2, …` along one axis, the same along all others.
  record Iota(DType dtype, Dims shape, int dimension) implements Creation {
    @Override
    public String label() {
      return "iota";
    }

    @Override
    public List<Aval> infer(List<Aval> in) {
      Typing.operands(this, in, 0);
      Typing.checkShape(this, shape);
      Aval out = new Aval(dtype, shape);
      Typing.require(
          this,
          out,
          DType.Kind.SIGNED,
          DType.Kind.UNSIGNED,
          DType.Kind.FLOATING,
          DType.Kind.COMPLEX);
      Typing.axis(this, dimension, out);
      return List.of(out);
    }

    @Override
    public List<Param> params() {
      return List.of(
          new Param("dimension", dimension),
          new Param("dtype", dtype),
          new Param("shape", shape),
          new Param("sharding", null));
    }
  }

  /// An array whose elements nobody reads before they are written. They are zero here.
  record Empty(DType dtype, Dims shape) implements Creation {
    @Override
    public String label() {
      return "empty";
    }

    @Override
    public List<Aval> infer(List<Aval> in) {
      Typing.operands(this, in, 0);
      Typing.checkShape(this, shape);
      return List.of(new Aval(dtype, shape));
    }

    @Override
    public List<Param> params() {
      return Param.of("dtype", dtype, "shape", shape);
    }
  }

  /// A scalar that nobody reads before it is written. It is zero here.
  record Empty2(DType dtype) implements Creation {
    @Override
    public String label() {
      return "empty2";
    }

    @Override
    public List<Aval> infer(List<Aval> in) {
      Typing.operands(this, in, 0);
      return List.of(Aval.of(dtype));
    }

    @Override
    public List<Param> params() {
      return Param.of("dtype", dtype, "memory_space", "MemorySpace.Device");
    }
  }

  /// The place in the list of the platform that the program is compiled for, an `int32`. The
  /// backend knows it when it compiles.
  ///
  /// @param platforms names of platforms, each list for one case
  /// @param hasDefault whether the place behind the last one stands for all other platforms
  record PlatformIndex(List<List<String>> platforms, boolean hasDefault) implements Creation {
    public PlatformIndex {
      platforms = platforms.stream().map(List::copyOf).toList();
    }

    @Override
    public String label() {
      return "platform_index";
    }

    @Override
    public List<Aval> infer(List<Aval> in) {
      Typing.operands(this, in, 0);
      return List.of(Aval.of(DType.INT32));
    }

    /// The index that it is on a platform.
    ///
    /// @throws IllegalArgumentException if there is no case for it, and no default
    public int on(String platform) {
      for (int i = 0; i < platforms.size(); i++) {
        if (platforms.get(i).contains(platform)) {
          return i;
        }
      }
      if (!hasDefault) {
        throw new IllegalArgumentException(
            "platform_index: there is no branch for the platform %s, only for %s\nGive platformDependent a default."
                .formatted(platform, platforms));
      }
      return platforms.size();
    }

    // As it is printed: the default is `None`.
    List<@Nullable Object> cases() {
      List<@Nullable Object> all = new ArrayList<>(platforms);
      if (hasDefault) {
        all.add(null);
      }
      return all;
    }

    @Override
    public List<Param> params() {
      return Param.of("platforms", cases());
    }
  }

  /// A token: it has no value, and orders effects by being passed on.
  record CreateToken() implements Creation {
    @Override
    public String label() {
      return "create_token";
    }

    @Override
    public List<Aval> infer(List<Aval> in) {
      Typing.operands(this, in, 0);
      return List.of(Aval.of(DType.TOKEN));
    }
  }
}
