package linum.checkpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Set;
import linum.checkpoint.SafetensorsHeader.Tensor;
import linum.core.Array;
import linum.core.ConcreteArray;
import linum.core.HostArrays;
import linum.ir.Aval;
import linum.ir.DType;

/// A safetensors file, mapped into memory: an array is read from disk when it is used first, and is
/// not copied if it begins at a multiple of 64 bytes.
///
/// The file may be replaced or removed meanwhile, but must not be changed in place.
///
/// In JAX: `safetensors.safe_open`. There is nothing to close.
public final class SafetensorsFile {
  private static final int ALIGNMENT = 64;

  private final String name;
  private final MemorySegment data;
  private final SafetensorsHeader header;

  SafetensorsFile(MemorySegment file, String name) {
    SafetensorsParser parser = new SafetensorsParser(file, name);
    this.name = name;
    this.header = parser.parse();
    this.data = file.asSlice(parser.dataStart());
  }

  static SafetensorsFile open(Path path) {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      MemorySegment file =
          channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto());
      return new SafetensorsFile(file, path.toString());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read %s: %s".formatted(path, e.getMessage()), e);
    }
  }

  /// The names of the tensors, in the order of the file.
  public Set<String> keys() {
    return header.tensors().keySet();
  }

  /// The text that the file has beside the tensors.
  public Map<String, String> metadata() {
    return header.metadata();
  }

  /// The type of a tensor, without reading it.
  ///
  /// @throws IllegalArgumentException if there is no tensor of the name, listing those there are
  public Aval type(String key) {
    return tensor(key).aval();
  }

  /// The array of a name. In JAX: `get_tensor`.
  ///
  /// @throws IllegalArgumentException if there is no tensor of the name, listing those there are
  /// @throws DamagedFileException if a truth value is neither 0 nor 1
  public Array get(String key) {
    MemorySegment bytes = bytes(key);
    Aval aval = type(key);
    if (aval.dtype() == DType.BOOL && !DTypes.areBooleans(bytes)) {
      throw new DamagedFileException(
          "'%s' in %s has truth values that are neither 0 nor 1".formatted(key, name));
    }
    return bytes.isNative() && bytes.address() % ALIGNMENT == 0 && bytes.byteSize() > 0
        ? ConcreteArray.of(aval, new MappedBuffer(bytes))
        : HostArrays.fromSegment(bytes, aval);
  }

  /// The bytes of a tensor in the file.
  MemorySegment bytes(String key) {
    Tensor t = tensor(key);
    return data.asSlice(t.begin(), t.end() - t.begin());
  }

  private Tensor tensor(String key) {
    Tensor tensor = header.tensors().get(key);
    if (tensor == null) {
      throw new IllegalArgumentException(
          "%s has no tensor '%s', but %s".formatted(name, key, keys()));
    }
    return tensor;
  }
}
