package linum.checkpoint;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Trees as bytes, in the format of Flax: what is written here is read there, and the other way
/// round, byte for byte.
///
/// ```java
/// byte[] bytes = toBytes(variables);
/// var restored = fromBytes(variables, bytes);   // the target gives the structure
/// ```
///
/// In JAX: `flax.serialization`.
public final class Serialization {
  private Serialization() {}

  /// The state of a tree: nested maps with text for keys, and arrays, numbers and text in them.
  ///
  /// A list becomes a map of positions, `{'0': …, '1': …}`. A record becomes a map of its
  /// components in the order of their declaration, named as Python names them (`optState` is
  /// `opt_state`), but for those that are neither arrays nor nodes or are marked as [NoState], as
  /// optimizers are: they belong to the structure, as fields with `pytree_node=False` do in Flax.
  /// The values of a map keep their order.
  ///
  /// @throws IllegalArgumentException if a map or a list holds something that has no state
  public static @Nullable Object toStateDict(@Nullable Object tree) {
    return StateDict.of(tree);
  }

  /// The target with the arrays, numbers and texts of a state. Only the structure of the target
  /// counts: arrays may change their types and shapes, as in Flax.
  ///
  /// A number takes the place of a scalar array. A state may have more keys than a map of the
  /// target, not than a list or a record.
  ///
  /// @throws IllegalArgumentException listing every place where they differ
  public static <T> T fromStateDict(T target, @Nullable Object state) {
    return Restoration.restore("fromStateDict", target, state, Restoration.Fit.STRUCTURE);
  }

  /// The state of a tree in MessagePack.
  ///
  /// @throws IllegalArgumentException if it has keys of random numbers, whose words can be written:
  ///   `Random.keyData(key)`
  public static byte[] toBytes(@Nullable Object tree) {
    return msgpackSerialize(toStateDict(tree));
  }

  /// The target with the state in the bytes, see [#fromStateDict].
  ///
  /// @throws DamagedFileException if the bytes are not what [#toBytes] or Flax wrote
  /// @throws IllegalArgumentException listing every place where the trees differ
  public static <T> T fromBytes(T target, byte[] bytes) {
    return Restoration.restore(
        "fromBytes", target, msgpackRestore(bytes), Restoration.Fit.STRUCTURE);
  }

  /// Maps with text for keys, lists, arrays, numbers, text, `byte[]` and `null` in MessagePack;
  /// arrays of more than 2³⁰ bytes in pieces. Other trees go through [#toStateDict] first.
  ///
  /// In JAX: `msgpack_serialize(pytree, in_place=True)`; without `in_place`, Flax sorts the keys.
  public static byte[] msgpackSerialize(@Nullable Object state) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      Msgpack.FLAX.write(state, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /// What the bytes hold: maps in their order, lists, arrays, [Long], [Double], [Boolean],
  /// [String], `byte[]` or `null`.
  ///
  /// @throws DamagedFileException if the bytes are not what [#msgpackSerialize] or Flax wrote
  public static @Nullable Object msgpackRestore(byte[] bytes) {
    return Msgpack.read(MemorySegment.ofArray(bytes), "the MessagePack");
  }

  /// Says what the state of values of a class is, for values that are no trees or have more state
  /// than their arrays.
  ///
  /// @param toStateDict the state; its values are trees
  /// @param fromStateDict takes the target and a restored state of the same structure
  public static <T> void registerSerializationState(
      Class<T> type,
      Function<? super T, ? extends Map<String, ?>> toStateDict,
      BiFunction<? super T, Map<String, ?>, ? extends T> fromStateDict) {
    new SerializationState<>(type, toStateDict, fromStateDict).register();
  }
}
