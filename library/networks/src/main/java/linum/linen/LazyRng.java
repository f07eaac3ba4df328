package linum.linen;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import linum.core.Array;
import linum.core.ConcreteArray;
import linum.ir.Aval;
import linum.ir.DType;
import linum.random.PrngKey;

/// A random key and the names still to be folded into it: the stream of a module deep in a model
/// costs nothing until it is drawn from.
///
/// @param key the key that the stream began with
/// @param path names of modules, outermost first
record LazyRng(PrngKey key, List<String> path) {
  static LazyRng of(PrngKey key) {
    return new LazyRng(key, List.of());
  }

  /// The same place in the stream of another key.
  LazyRng with(PrngKey other) {
    return new LazyRng(other, path);
  }

  /// The stream of the part of this name.
  LazyRng child(String name) {
    if (!FlaxConfig.LAZY_RNG.get()) {
      return of(key.foldIn(hash(false, name.getBytes(StandardCharsets.UTF_8))));
    }
    List<String> longer = new ArrayList<>(path);
    longer.add(name);
    return new LazyRng(key, List.copyOf(longer));
  }

  /// The key of the given number, which counts from 1.
  Draw draw(int count) {
    return new Draw(key, FlaxConfig.LAZY_RNG.get() ? fold(count) : count);
  }

  /// A key that is not yet computed: `number` folded into the key of a stream.
  record Draw(PrngKey stream, long folded) {
    Array number() {
      return ConcreteArray.of(Aval.of(DType.UINT32), folded);
    }

    PrngKey key() {
      return stream.foldIn(folded);
    }
  }

  private long fold(int count) {
    byte[][] parts = new byte[path.size() + 1][];
    for (int i = 0; i < path.size(); i++) {
      parts[i] = path.get(i).getBytes(StandardCharsets.UTF_8);
    }
    parts[path.size()] = minimal(count);
    return hash(FlaxConfig.FIX_RNG_SEPARATOR.get(), parts);
  }

  /// The first four bytes of the SHA-1 digest of all parts, the most significant one first.
  static long hash(boolean separated, byte[]... parts) {
    MessageDigest sha = sha1();
    for (byte[] part : parts) {
      if (separated) {
        sha.update((byte) 0);
      }
      sha.update(part);
    }
    return new BigInteger(1, sha.digest()).shiftRight(128).longValueExact();
  }

  /// The bytes of a positive number without leading zeros.
  private static byte[] minimal(int count) {
    byte[] signed = BigInteger.valueOf(count).toByteArray();
    return signed[0] != 0 ? signed : Arrays.copyOfRange(signed, 1, signed.length);
  }

  private static MessageDigest sha1() {
    try {
      return MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }
}
