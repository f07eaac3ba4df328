package linum.core;

import static linum.Linum.jit;
import static linum.numpy.Jnp.*;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Stream;
import linum.ir.DType;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What users read when they are wrong.
class ArrayErrorsTest {
  private static Array x() {
    return arange(3.0);
  }

  private static Array m() {
    return arange(6).reshape(2, 3);
  }

  private static Arguments row(ThrowingCallable call, String message) {
    return arguments(call, message);
  }

  @ParameterizedTest
  @MethodSource
  void saysWhatIsWrongAndTheWayOut(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }

  static Stream<Arguments> saysWhatIsWrongAndTheWayOut() {
    return Stream.of(
        row(
            () -> x().add(array(1.0, 2.0)),
            "add: cannot broadcast float32[3] with float32[2]: axis -1 has sizes 3 and 2"),
        row(
            () -> m().mul(arange(2)),
            "mul: cannot broadcast int32[2,3] with int32[2]: axis -1 has sizes 3 and 2"),
        row(() -> x().sum(1), "sum: axis 1 is out of range for float32[3], whose axes are -1 to 0"),
        row(() -> m().max(0, 0), "max: axes (0, 0) of int32[2,3] are not distinct"),
        row(() -> array(1).sum(0), "sum: axis 0 is out of range for int32[], which has no axes"),
        row(
            () -> zeros(0).max(),
            """
            max: axes (0,) of float32[0] hold no element, and max has no neutral element
            Say what to start from: over().initial(value)\
            """),
        row(
            () -> x().at(1.5),
            """
            at: an index is an integer, a slice, or an array of integers or booleans, got 1.5 (Double)
            Give an int, as in x.at((int) i), or a string, as in x.at("1:3")\
            """),
        row(
            () -> x().at(x()),
            """
            at: an index must have an integer or boolean type, got float32[3]
            Convert it, as in x.at(i.astype(DType.INT32))\
            """),
        row(
            () -> x().get("0.5"),
            """
            at: cannot read "0.5" in the index "0.5"
            An index is written as in "0, :, 1:3, ..., None, ::-1\"\
            """),
        row(() -> x().get(0, 1), "at: float32[3] has 1 axes, but 2 indices were given"),
        row(
            () -> x().get("..., ..."),
            "at: an index can have one ellipsis (...), this one has several"),
        row(
            () -> x().get(array(true, false)),
            "at: the mask bool[2] does not fit axes 0 to 0 of float32[3], whose sizes are (3,)"),
        row(
            () -> zeros(0).get(0),
            "at: axis 0 of float32[0] is empty, so it has no element to select"),
        row(() -> slice(0, 3, 0), "slice: the step must not be 0"),
        row(
            () -> x().at(0).mode("wrap"),
            "at: there is no mode \"wrap\"; there are clip, drop, fill and promise_in_bounds"),
        row(
            () -> m().at(0).set(array(1, 2)),
            "set: cannot broadcast int32[2] to shape (3,): axis -1 has sizes 2 and 3"),
        row(
            () -> m().at(0, 0).set(1.5),
            """
            set: int32[2,3] cannot hold values of type float32
            Convert the array, as in x.astype(DType.FLOAT32), or the values, as in v.astype(DType.INT32)\
            """),
        row(
            () -> x().item(),
            """
            item: only an array with one element is a number, got float32[3]
            Pick one with x.at(0).get(), or reduce with x.sum()\
            """),
        row(
            () -> x().reshape(2, 2),
            "reshape: cannot reshape float32[3], which has 3 elements, to shape (2, 2)"),
        row(
            () -> x().reshape(-1, -1),
            "reshape: shape (-1, -1) has 2 unknown axes; only one can follow from the others"),
        row(() -> m().transpose(0), "transpose: (0,) names 1 axes, but int32[2,3] has 2"),
        row(
            () -> x().matmul(m()),
            "matmul: axis 0 of float32[3] has size 3, but axis 0 of int32[2,3] has size 2"),
        row(
            () -> x().matmul(array(2)),
            """
            matmul: operands need at least one axis, got float32[3] and int32[]
            Multiply by a scalar with mul\
            """),
        row(() -> array(1).unstack(), "unstack: int32[] has no axes to take apart"),
        row(
            () -> array(2).pow(-1),
            """
            pow: integers cannot be raised to the negative power -1, got int32[]
            Convert them first, as in x.astype(DType.FLOAT32).pow(-1)\
            """),
        row(
            () -> array(1, 2).astype(DType.UINT8).add(300),
            """
            the number 300 does not fit into uint8
            Convert the array to a wider type first, as in x.astype(DType.FLOAT32)\
            """),
        row(
            () -> array(List.of(List.of(1, 2), List.of(3))),
            "array: the rows differ in shape: (2,) and (1,)"),
        row(
            () -> stack(x(), zeros(2)),
            "stack: the arrays must have one shape, got float32[3] and float32[2]"),
        row(
            () -> split(arange(5), 2),
            """
            split: axis 0 of int32[5], which has size 5, cannot be cut into 2 equal parts
            Use arraySplit for parts that differ by one\
            """),
        row(
            () -> einsum("ij,jk", m(), x()),
            "einsum: \"jk\" in \"ij,jk\" names 2 axes, but the operand is float32[3]"),
        row(
            () -> einsum("ij,ik->jk", m(), eye(3)),
            "einsum: 'i' in \"ij,ik->jk\" has size 2 in one operand and 3 in float32[3,3]"),
        row(
            () -> einsum("i->ij", x()),
            "einsum: 'j' of the result names no axis of an operand in \"i->ij\""),
        row(
            () -> broadcastTo(x(), 2),
            "broadcastTo: cannot broadcast float32[3] to shape (2,): axis -1 has sizes 3 and 2"),
        row(
            () -> pad(x(), 1, "mirror"),
            "pad: there is no mode \"mirror\"; there are constant, edge, empty, linear_ramp, maximum, mean, median, minimum, reflect, symmetric and wrap"));
  }

  @Test
  void aTracedArrayHasNoDataForTheHost() {
    assertThatThrownBy(() -> jit((Array v) -> v.add(v.item())).apply(array(1.0)))
        .isInstanceOf(ConcretizationException.class)
        .hasMessageStartingWith(
            "item: a traced array of type float32[] has no data while its function is transformed.");
  }

  @Test
  void aTracedArrayIsNotATruthValue() {
    assertThatThrownBy(
            () -> jit((Array v) -> v.gt(0).itemBoolean() ? v : v.neg()).apply(array(1.0)))
        .isInstanceOf(ConcretizationException.class)
        .hasMessageStartingWith("itemBoolean: a traced array of type bool[] has no data");
  }

  @Test
  void aTracedMaskCannotSelect() {
    assertThatThrownBy(() -> jit((Array v) -> v.get(v.gt(0))).apply(x()))
        .isInstanceOf(ConcretizationException.class)
        .hasMessage(
            """
            at: a traced mask of type bool[3] cannot select elements, because how many there are depends on its data.
            Use where(mask, x, y), or reductions with over().where(mask).\
            """);
  }
}
