package linum.nnx;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import linum.core.Array;
import linum.ir.DType;
import linum.ir.Dims;
import linum.nn.Initializer;
import linum.nnx.NnxFilters.Filter;
import linum.nnx.NnxFilters.Tagged;
import linum.nnx.NnxPytrees.Pytree;
import linum.nnx.NnxVariableKinds.RngCount;
import linum.nnx.NnxVariableKinds.RngKey;
import linum.numpy.Jnp;
import linum.random.PrngKey;

/// Where [Rngs] is: users write `Nnx.Rngs`.
public interface NnxStreams {

  /// A source of random keys: the key of a seed, and how many keys were drawn.
  ///
  /// The next key is `foldIn(key, count)`, counted from 0.
  final class RngStream extends Pytree implements Draws, Tagged {
    private final String tag;
    public final RngKey key;
    public final RngCount count;

    /// A source from a key, or from several keys that a transformation maps over.
    public RngStream(PrngKey key, String tag) {
      this.tag = tag;
      this.key = new RngKey(key.data()).withMetadata("tag", tag);
      this.count = new RngCount(Jnp.zeros(key.shape(), DType.UINT32)).withMetadata("tag", tag);
    }

    @Override
    public String tag() {
      return tag;
    }

    /// The next key.
    ///
    /// @throws NnxErrors.TraceContextError inside a transformation that the stream was not passed
    ///   to
    @Override
    public PrngKey key() {
      if (!count.isWritable()) {
        throw NnxErrors.TraceContextError.of(count);
      }
      PrngKey next = new PrngKey(key.get()).foldIn(count.get());
      count.update(n -> n.add(1));
      return next;
    }

    /// A source with several keys, split from the next one.
    public RngStream split(int... shape) {
      return new RngStream(key().split(shape), tag);
    }

    /// A source from the next key.
    public RngStream fork() {
      return new RngStream(key(), tag);
    }

    /// A source with the next key at every place of a shape.
    public RngStream broadcast(int... shape) {
      return new RngStream(new PrngKey(Jnp.broadcastTo(key().data(), shape)), tag);
    }
  }

  /// Sources of random keys by name.
  ///
  /// ```java
  /// var rngs = new Nnx.Rngs(0).with("dropout", 1);
  /// rngs.params();           // from the source "default", as there is none of that name
  /// rngs.dropout();
  /// rngs.normal(2, 3);       // numbers from the source "default"
  /// rngs.stream("noise").uniform(2);
  /// ```
  ///
  /// In JAX: `nnx.Rngs(0, dropout=1)`; `rngs.noise()` is `rngs.key("noise")`.
  final class Rngs extends Pytree implements Draws {
    private static final String DEFAULT = "default";

    /// No sources yet; [#with] adds them.
    public Rngs() {}

    /// The source `default` from a seed.
    public Rngs(long seed) {
      this(PrngKey.key(seed));
    }

    /// The source `default` from a key.
    public Rngs(PrngKey key) {
      with(DEFAULT, key);
    }

    /// Sources from seeds by name, in ascending order of the names.
    public Rngs(Map<String, ? extends Number> seeds) {
      new TreeMap<>(seeds).forEach((name, seed) -> with(name, seed.longValue()));
    }

    /// Adds a source from a seed, or replaces the one of that name; returns this object.
    public Rngs with(String name, long seed) {
      return with(name, PrngKey.key(seed));
    }

    /// Adds a source from a key, or replaces the one of that name; returns this object.
    public Rngs with(String name, PrngKey key) {
      attributes().put(name, new RngStream(key, name));
      return this;
    }

    /// The source of a name, or else the source `default`.
    ///
    /// @throws IllegalArgumentException if there is neither
    public RngStream stream(String name) {
      Map<String, RngStream> all = streams();
      RngStream found = all.getOrDefault(name, all.get(DEFAULT));
      if (found == null) {
        throw new IllegalArgumentException(
            "there is no random stream %s and no default, but %s.\nMake one: new Nnx.Rngs(0).with(\"%s\", 1)"
                .formatted(name, all.keySet(), name));
      }
      return found;
    }

    /// All sources by name. In JAX: `rngs.items()`.
    public Map<String, RngStream> streams() {
      Map<String, RngStream> all = new LinkedHashMap<>();
      attributes()
          .forEach((name, value) -> {
            if (value instanceof RngStream s) {
              all.put(name, s);
            }
          });
      return Collections.unmodifiableMap(all);
    }

    public boolean contains(String name) {
      return attributes().containsKey(name);
    }

    /// The next key of the source `default`. In JAX: `rngs()`.
    @Override
    public PrngKey key() {
      return key(DEFAULT);
    }

    /// The next key of a source.
    public PrngKey key(String name) {
      return stream(name).key();
    }

    /// The next key of the source `params`.
    public PrngKey params() {
      return key("params");
    }

    /// What an initializer makes with the next key of the source `params`.
    public Array params(Initializer initializer, Dims shape, DType dtype) {
      return initializer.apply(params(), shape, dtype);
    }

    /// The next key of the source `dropout`.
    public PrngKey dropout() {
      return key("dropout");
    }

    /// Sources with several keys each, split from the next ones.
    public Rngs split(int... shape) {
      return changed(true, s -> s.split(shape));
    }

    /// Sources of which those that a filter takes are split. The others are shared with this
    /// object.
    ///
    /// In JAX: `rngs.split({'params': 5, ...: None})`; here one call an entry.
    public Rngs split(Filter filter, int... shape) {
      return changed(filter, s -> s.split(shape));
    }

    /// Sources of which one is split: `rngs.split("params", 5)`.
    public Rngs split(String tag, int... shape) {
      return changed(tag, s -> s.split(shape));
    }

    /// Sources from the next keys.
    public Rngs fork() {
      return changed(true, RngStream::fork);
    }

    /// Sources with the next keys at every place of a shape.
    public Rngs broadcast(int... shape) {
      return changed(true, s -> s.broadcast(shape));
    }

    private Rngs changed(Object filter, java.util.function.UnaryOperator<RngStream> f) {
      Filter chosen = Filter.of(filter);
      Rngs all = new Rngs();
      streams()
          .forEach(
              (name, s) -> all.attributes().put(name, chosen.test(List.of(), s) ? f.apply(s) : s));
      return all;
    }
  }

  /// What streams were before their keys were split or forked. Closing it puts the keys back.
  ///
  /// ```java
  /// try (var backups = Nnx.splitRngs(rngs, 5)) {
  ///   layers = Nnx.vmap((Nnx.Rngs r) -> new Nnx.Linear(2, 3, r)).apply(rngs);
  /// }
  /// ```
  final class SplitBackups implements AutoCloseable {
    private record Backup(RngStream stream, Array key, Array count) {}

    private final List<Backup> backups = new ArrayList<>();

    SplitBackups() {}

    void add(RngStream s) {
      backups.add(new Backup(s, s.key.get(), s.count.get()));
    }

    /// Puts keys and counts back. In JAX: `nnx.restore_rngs(backups)`.
    @Override
    public void close() {
      backups.forEach(b -> {
        b.stream().key.set(b.key());
        b.stream().count.set(b.count());
      });
    }
  }
}
