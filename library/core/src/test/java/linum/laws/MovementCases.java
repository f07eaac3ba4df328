package linum.laws;

import static linum.laws.Operand.bool;
import static linum.laws.Operand.integer;
import static linum.laws.Operand.key;
import static linum.laws.Operand.real;
import static linum.laws.Sample.sample;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import linum.core.Array;
import linum.core.Trace;
import linum.ir.Creation;
import linum.ir.DType;
import linum.ir.Dims;
import linum.ir.Marker;
import linum.ir.Movement;

/// Rows of what moves elements or makes them out of nothing.
final class MovementCases {
  private MovementCases() {}

  static List<PrimitiveCase> all() {
    return List.of(
        PrimitiveCase.of(
            new Movement.BroadcastInDim(Dims.of(4, 2, 3), Dims.of(1, 2)),
            2,
            sample(real(2, 3)),
            sample(real(1, 3)),
            sample(integer(0, 9, 2, 1))),
        PrimitiveCase.of(new Movement.BroadcastInDim(Dims.of(2, 0), Dims.NONE), 2, sample(real())),
        PrimitiveCase.of(
            new Movement.Reshape(Dims.of(3, 2)), 2, sample(real(2, 3)), sample(bool(6))),
        PrimitiveCase.of(
            new Movement.Transpose(Dims.of(2, 0, 1)),
            2,
            sample(real(2, 3, 4)),
            sample(key(2, 1, 2))),
        PrimitiveCase.of(
            new Movement.Squeeze(Dims.of(0, 2)), 2, sample(real(1, 3, 1)), sample(real(1, 0, 1))),
        PrimitiveCase.of(new Movement.Rev(Dims.of(1)), 2, sample(real(2, 3)), sample(real(2, 0))),
        PrimitiveCase.of(
            new Movement.Slice(Dims.of(0, 1), Dims.of(2, 6), Dims.of(1, 2)),
            2,
            sample(real(3, 7)),
            sample(integer(0, 9, 2, 6))),
        PrimitiveCase.of(
            new Movement.Pad(Dims.of(1, -1), Dims.of(0, 2), Dims.of(0, 2)),
            2,
            sample(real(2, 3), real()),
            sample(integer(0, 9, 1, 4), integer(0, 9))),
        PrimitiveCase.of(
            new Movement.Concatenate(1),
            2,
            sample(real(2, 3), real(2, 1), real(2, 0)),
            sample(integer(0, 9, 1, 2), integer(0, 9, 1, 2)),
            sample(key(1, 2), key(1, 1))),
        PrimitiveCase.of(
            new Movement.Split(Dims.of(1, 3, 2), 0), 2, sample(real(6, 2)), sample(bool(6))),
        PrimitiveCase.of(
            new Movement.Stack(1),
            2,
            sample(real(2, 3), real(2, 3), real(2, 3)),
            sample(key(1), key(1)),
            sample(integer(0, 9, 2))),
        PrimitiveCase.of(
            new Movement.Unstack(1), 2, sample(real(2, 3)), sample(bool(3, 1)), sample(real(2, 0))),
        PrimitiveCase.of(
            new Movement.Tile(Dims.of(2, 3)), 2, sample(real(2, 2)), sample(real(1, 0))),
        PrimitiveCase.of(new Creation.Iota(DType.INT32, Dims.of(2, 3), 1), 0, sample()),
        PrimitiveCase.of(new Creation.Iota(DType.FLOAT32, Dims.of(3), 0), 0, sample()),
        PrimitiveCase.of(new Creation.Empty(DType.FLOAT32, Dims.of(2)), 0, sample()),
        PrimitiveCase.of(new Creation.Empty2(DType.FLOAT32), 0, sample()),
        PrimitiveCase.of(
            new Creation.PlatformIndex(List.of(List.of("tpu"), List.of("cuda", "cpu")), true),
            0,
            sample()),
        // Tokens have no value to be compared, so nothing is returned.
        PrimitiveCase.program("create_token", 0, _ -> nothing(token()), sample())
            .of(new Creation.CreateToken()),
        PrimitiveCase.program(
                "after_all",
                0,
                _ -> nothing(Trace.bind(new Marker.AfterAll(), token(), token())),
                sample())
            .of(new Marker.AfterAll()),
        PrimitiveCase.of(
            new Marker.Tie(), 2, sample(real(3), real(2, 3)), sample(key(), integer(0, 9, 2))),
        PrimitiveCase.program("dce_sink", 2, in -> sunk(in), sample(real(2, 3), integer(0, 9)))
            .of(new Marker.DceSink(false)),
        PrimitiveCase.of(new Marker.Name("here"), 2, sample(real(2, 3))),
        PrimitiveCase.of(
            new Marker.OptimizationBarrier(), 2, sample(real(2, 3), integer(0, 9, 2), real())));
  }

  private static Array token() {
    return Trace.bind(new Creation.CreateToken());
  }

  private static List<Array> nothing(Array token) {
    assertThat(token.dtype()).isEqualTo(DType.TOKEN);
    return List.of();
  }

  private static List<Array> sunk(List<Array> in) {
    in.forEach(x -> Trace.bindAll(new Marker.DceSink(false), List.of(x)));
    return in;
  }
}
