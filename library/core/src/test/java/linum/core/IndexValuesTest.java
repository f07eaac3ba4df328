package linum.core;

import static linum.numpy.Jnp.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Shapes and elements as NumPy 2.4 selects and replaces them.
class IndexValuesTest {
  private static Array x() {
    return arange(24).reshape(2, 3, 4);
  }

  @ParameterizedTest(name = "x[{0}]")
  @MethodSource
  void readsAsPythonWritesIt(String index, String type, int[] expected) {
    Array actual = x().at(index).get();
    assertThat(actual.aval()).hasToString(type);
    assertThat(actual.toIntArray()).containsExactly(expected);
  }

  static Stream<Arguments> readsAsPythonWritesIt() {
    return Stream.of(
        arguments("0", "int32[3,4]", new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}),
        arguments("-1", "int32[3,4]", new int[] {12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23}),
        arguments("1, 2", "int32[4]", new int[] {20, 21, 22, 23}),
        arguments("1, 2, 3", "int32[]", new int[] {23}),
        arguments(
            ":",
            "int32[2,3,4]",
            new int[] {
              0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23
            }),
        arguments("1:", "int32[1,3,4]", new int[] {12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23}),
        arguments("..., 0", "int32[2,3]", new int[] {0, 4, 8, 12, 16, 20}),
        arguments(
            "::-1",
            "int32[2,3,4]",
            new int[] {
              12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11
            }),
        arguments("0, ::-1", "int32[3,4]", new int[] {8, 9, 10, 11, 4, 5, 6, 7, 0, 1, 2, 3}),
        arguments("::2, 1:3, ::-2", "int32[1,2,2]", new int[] {7, 5, 11, 9}),
        arguments(
            "..., None",
            "int32[2,3,4,1]",
            new int[] {
              0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23
            }),
        arguments("None, 0", "int32[1,3,4]", new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}),
        arguments(
            "0, None, :, None", "int32[1,3,1,4]", new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}),
        arguments("1:1", "int32[0,3,4]", new int[] {}),
        arguments(
            "-2:, -3:-1",
            "int32[2,2,4]",
            new int[] {0, 1, 2, 3, 4, 5, 6, 7, 12, 13, 14, 15, 16, 17, 18, 19}),
        arguments("..., 1:3, None, 2", "int32[2,2,1]", new int[] {6, 10, 18, 22}),
        arguments(
            ":, 2:0:-1",
            "int32[2,2,4]",
            new int[] {8, 9, 10, 11, 4, 5, 6, 7, 20, 21, 22, 23, 16, 17, 18, 19}),
        arguments(":, 5:1:-1", "int32[2,1,4]", new int[] {8, 9, 10, 11, 20, 21, 22, 23}),
        arguments(
            ":, :, -10:2", "int32[2,3,2]", new int[] {0, 1, 4, 5, 8, 9, 12, 13, 16, 17, 20, 21}),
        arguments("..., newaxis, 1", "int32[2,3,1]", new int[] {1, 5, 9, 13, 17, 21}),
        arguments("0,", "int32[3,4]", new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}),
        arguments("True, 0", "int32[1,3,4]", new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}),
        arguments("False", "int32[0,2,3,4]", new int[] {}));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void readsWithArraysAndMasks(String name, Supplier<Array> read, String type, int[] expected) {
    Array actual = read.get();
    assertThat(actual.aval()).as(name).hasToString(type);
    assertThat(actual.toIntArray()).as(name).containsExactly(expected);
  }

  static Stream<Arguments> readsWithArraysAndMasks() {
    return Stream.of(
        arguments(
            "x[[1,0],1:3,::2]",
            (Supplier<Array>) () -> x().get(array(1, 0), slice(1, 3), slice(null, null, 2)),
            "int32[2,2,2]",
            new int[] {16, 18, 20, 22, 4, 6, 8, 10}),
        arguments(
            "x[i,j]",
            (Supplier<Array>) () -> x().get(array(0, 1, 1), array(2, 0, -1)),
            "int32[3,4]",
            new int[] {8, 9, 10, 11, 12, 13, 14, 15, 20, 21, 22, 23}),
        arguments(
            "x[i,:,j]",
            (Supplier<Array>) () -> x().get(array(0, 1, 1), Index.ALL, array(2, 0, -1)),
            "int32[3,3]",
            new int[] {2, 6, 10, 12, 16, 20, 15, 19, 23}),
        arguments(
            "x[:,i,j]",
            (Supplier<Array>) () -> x().get(Index.ALL, array(0, 1, 1), array(2, 0, -1)),
            "int32[2,3]",
            new int[] {2, 4, 7, 14, 16, 19}),
        arguments(
            "x[i[:,None],j,0]",
            (Supplier<Array>) () -> x().get(array(0, 1, 1).expandDims(1), array(2, 0, -1), 0),
            "int32[3,3]",
            new int[] {8, 0, 8, 20, 12, 20, 20, 12, 20}),
        arguments(
            "x[0,:,j]",
            (Supplier<Array>) () -> x().get(0, Index.ALL, array(2, 0, -1)),
            "int32[3,3]",
            new int[] {2, 6, 10, 0, 4, 8, 3, 7, 11}),
        arguments(
            "x[:,0,j]",
            (Supplier<Array>) () -> x().get(Index.ALL, 0, array(2, 0, -1)),
            "int32[2,3]",
            new int[] {2, 0, 3, 14, 12, 15}),
        arguments(
            "x[:,m]",
            (Supplier<Array>) () -> x().get(Index.ALL, array(true, false, true)),
            "int32[2,2,4]",
            new int[] {0, 1, 2, 3, 8, 9, 10, 11, 12, 13, 14, 15, 20, 21, 22, 23}),
        arguments(
            "x[m2]",
            (Supplier<Array>) () -> x().get(x().rem(7).eq(0)),
            "int32[4]",
            new int[] {0, 7, 14, 21}),
        arguments(
            "x[:,i,None,:2]",
            (Supplier<Array>) () -> x().get(Index.ALL, array(0, 1, 1), null, slice(2)),
            "int32[2,3,1,2]",
            new int[] {0, 1, 4, 5, 4, 5, 12, 13, 16, 17, 16, 17}),
        arguments(
            "x[None,[0,1],...,1]",
            (Supplier<Array>) () -> x().get(null, array(0, 1), Index.ELLIPSIS, 1),
            "int32[2,1,3]",
            new int[] {1, 5, 9, 13, 17, 21}),
        arguments(
            "x[[1,1],...,0]",
            (Supplier<Array>) () -> x().get(new int[] {1, 1}, "..., 0"),
            "int32[2,3]",
            new int[] {12, 16, 20, 12, 16, 20}),
        arguments(
            "x[1,m,[0,3]]",
            (Supplier<Array>) () -> x().get(1, array(true, false, true), array(0, 3)),
            "int32[2]",
            new int[] {12, 23}),
        arguments(
            "x[[[0,1],[1,0]],1]",
            (Supplier<Array>) () -> x().get(array(new int[][] {{0, 1}, {1, 0}}), 1),
            "int32[2,2,4]",
            new int[] {4, 5, 6, 7, 16, 17, 18, 19, 16, 17, 18, 19, 4, 5, 6, 7}),
        arguments(
            "x[...,[3,0]]",
            (Supplier<Array>) () -> x().get(Index.ELLIPSIS, array(3, 0)),
            "int32[2,3,2]",
            new int[] {3, 0, 7, 4, 11, 8, 15, 12, 19, 16, 23, 20}),
        arguments(
            "x[np.array([],int)]",
            (Supplier<Array>) () -> x().get(array(new int[0])),
            "int32[0,3,4]",
            new int[] {}),
        arguments(
            "x[1:,[True,True,False],2]",
            (Supplier<Array>)
                () -> x().get(slice(1, null), array(new boolean[] {true, true, false}), 2),
            "int32[1,2]",
            new int[] {14, 18}));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void replaces(String name, Supplier<Array> update, int[] expected) {
    Array actual = update.get();
    assertThat(actual.aval()).as(name).hasToString("int32[2,3,4]");
    assertThat(actual.toIntArray()).as(name).containsExactly(expected);
  }

  static Stream<Arguments> replaces() {
    return Stream.of(
        arguments(
            "one element",
            (Supplier<Array>) () -> x().at(1, 2, 3).set(-1),
            new int[] {
              0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, -1
            }),
        arguments(
            "a row",
            (Supplier<Array>) () -> x().at("0, 1").set(array(1, 2, 3, 4)),
            new int[] {
              0, 1, 2, 3, 1, 2, 3, 4, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23
            }),
        arguments(
            "strided slices",
            (Supplier<Array>) () -> x().at("::-1, ::2, 1:3").set(arange(8).reshape(2, 2, 2)),
            new int[] {
              0, 4, 5, 3, 4, 5, 6, 7, 8, 6, 7, 11, 12, 0, 1, 15, 16, 17, 18, 19, 20, 2, 3, 23
            }),
        arguments(
            "new axes",
            (Supplier<Array>) () -> x().at("1, None, :, 0").set(array(7, 8, 9)),
            new int[] {
              0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 7, 13, 14, 15, 8, 17, 18, 19, 9, 21, 22, 23
            }),
        arguments(
            "everything",
            (Supplier<Array>) () -> x().at("...").set(5),
            new int[] {5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5}),
        arguments(
            "arrays and slices",
            (Supplier<Array>)
                () ->
                    x().at(array(1, 0), slice(1, 3), array(0, 3))
                        .set(array(new int[][] {{1, 2}, {3, 4}})),
            new int[] {
              0, 1, 2, 3, 4, 5, 6, 3, 8, 9, 10, 4, 12, 13, 14, 15, 1, 17, 18, 19, 2, 21, 22, 23
            }),
        arguments(
            "a mask",
            (Supplier<Array>) () -> x().at(x().gt(20)).set(0),
            new int[] {
              0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 0, 0, 0
            }),
        arguments(
            "a partial mask",
            (Supplier<Array>) () -> x().at(Index.ALL, array(true, false, true)).add(100),
            new int[] {
              100, 101, 102, 103, 4, 5, 6, 7, 108, 109, 110, 111, 112, 113, 114, 115, 16, 17, 18,
              19, 120, 121, 122, 123
            }),
        arguments(
            "adds twice",
            (Supplier<Array>) () -> x().at(array(0, 0)).add(10),
            new int[] {
              20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 12, 13, 14, 15, 16, 17, 18, 19, 20,
              21, 22, 23
            }),
        arguments(
            "subtracts",
            (Supplier<Array>) () -> x().at(1).subtract(arange(4)),
            new int[] {
              0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 12, 12, 12, 16, 16, 16, 16, 20, 20, 20, 20
            }),
        arguments(
            "multiplies",
            (Supplier<Array>) () -> x().at(array(0, 0), 0, 1).multiply(3),
            new int[] {
              0, 9, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23
            }),
        arguments(
            "minimum",
            (Supplier<Array>) () -> x().at("..., 0").min(5),
            new int[] {
              0, 1, 2, 3, 4, 5, 6, 7, 5, 9, 10, 11, 5, 13, 14, 15, 5, 17, 18, 19, 5, 21, 22, 23
            }),
        arguments(
            "maximum",
            (Supplier<Array>) () -> x().at(0).max(6),
            new int[] {
              6, 6, 6, 6, 6, 6, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23
            }),
        arguments(
            "applies",
            (Supplier<Array>) () -> x().at(1, 0).apply(v -> v.mul(2)),
            new int[] {
              0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 24, 26, 28, 30, 16, 17, 18, 19, 20, 21, 22, 23
            }),
        arguments(
            "powers",
            (Supplier<Array>) () -> x().at(0, 0).power(2),
            new int[] {
              0, 1, 4, 9, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23
            }),
        arguments(
            "outside is dropped",
            (Supplier<Array>) () -> x().at(5).set(1),
            new int[] {
              0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23
            }),
        arguments(
            "clipped",
            (Supplier<Array>) () -> x().at(5).mode("clip").set(1),
            new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1}),
        arguments(
            "outside of an array is dropped",
            (Supplier<Array>) () -> x().at(array(0, 7), 0, 0).set(99),
            new int[] {
              99, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23
            }));
  }
}
