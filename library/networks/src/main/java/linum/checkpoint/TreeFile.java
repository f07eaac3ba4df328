package linum.checkpoint;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import linum.core.Array;
import linum.ir.Aval;
import linum.ir.DType;
import org.jspecify.annotations.Nullable;

/// A state without the data of its arrays, as JSON: a list of its leaves, each with the way to it.
///
/// ```json
/// {"leaves": [
///   {"path": ["params", "kernel"], "kind": "array", "tensor": "params/kernel",
///    "dtype": "float32", "shape": [2, 3], "crc32c": "7e1b7c3c"},
///   {"path": ["step"], "kind": "int", "value": "7"},
///   {"path": ["opt_state"], "kind": "empty"}]}
/// ```
final class TreeFile {
  static final String FILE = "tree.json";

  private final JsonArray leaves = new JsonArray();
  private final Map<String, Array> tensors = new LinkedHashMap<>();

  private TreeFile() {}

  /// Takes a state apart.
  static TreeFile of(@Nullable Object state) {
    TreeFile file = new TreeFile();
    file.add(state, List.of());
    return file;
  }

  /// The arrays by the names of their tensors; random keys are their words.
  Map<String, Array> tensors() {
    return tensors;
  }

  byte[] bytes() {
    JsonObject json = new JsonObject();
    json.add("leaves", leaves);
    return Json.bytes(json);
  }

  private void add(@Nullable Object value, List<String> path) {
    if (value instanceof Map<?, ?> map && !map.isEmpty()) {
      map.forEach((key, child) -> {
        List<String> longer = new ArrayList<>(path);
        longer.add(String.valueOf(key));
        add(child, longer);
      });
      return;
    }
    JsonObject leaf = new JsonObject();
    JsonArray steps = new JsonArray();
    path.forEach(steps::add);
    leaf.add("path", steps);
    leaves.add(leaf);
    switch (value) {
      case null -> leaf.addProperty("kind", "none");
      case Map<?, ?> _ -> leaf.addProperty("kind", "empty");
      case Array a -> array(leaf, a, tensorName(path));
      case Boolean b -> plain(leaf, "bool", b.toString());
      case Double x -> plain(leaf, "float", x.toString());
      case Float x -> plain(leaf, "float", Double.toString(x));
      case Number n -> plain(leaf, "int", n.toString());
      case String s -> plain(leaf, "text", s);
      case byte[] b -> plain(leaf, "bytes", Base64.getEncoder().encodeToString(b));
      default -> throw new AssertionError(value.getClass());
    }
  }

  private static void plain(JsonObject leaf, String kind, String value) {
    leaf.addProperty("kind", kind);
    leaf.addProperty("value", value);
  }

  private void array(JsonObject leaf, Array array, String name) {
    Array stored = KeyWords.of(array);
    tensors.put(name, stored);
    leaf.addProperty("kind", "array");
    leaf.addProperty("tensor", name);
    leaf.addProperty("dtype", array.dtype().toString());
    JsonArray shape = new JsonArray();
    array.shape().stream().forEach(shape::add);
    leaf.add("shape", shape);
    leaf.addProperty("crc32c", Checksum.of(stored));
  }

  // Separators inside of keys are escaped as in JSON pointers, so that names stay apart.
  private static String tensorName(List<String> path) {
    String name =
        String.join("/", path.stream().map(k -> k.replace("~", "~0").replace("/", "~1")).toList());
    return name.equals(SafetensorsHeader.METADATA) ? "~" + name : name;
  }

  /// The state that was taken apart.
  ///
  /// @param tensor finds the array of a name, its type and sum
  static @Nullable Object state(Json file, Function<Stored, StoredArray> tensor) {
    Map<String, @Nullable Object> root = new LinkedHashMap<>();
    for (Json leaf : file.objects("leaves")) {
      List<String> path = new ArrayList<>(List.of(""));
      path.addAll(leaf.texts("path"));
      put(root, path, value(leaf, tensor), leaf);
    }
    if (root.isEmpty()) {
      throw Damage.of(file.file(), "it has no leaves");
    }
    return root.get("");
  }

  /// What is known of an array before it is read.
  record Stored(String tensor, Aval aval, String crc32c) {}

  @SuppressWarnings("unchecked") // all maps inside were made here
  private static void put(
      Map<String, @Nullable Object> root, List<String> path, @Nullable Object value, Json leaf) {
    Map<String, @Nullable Object> node = root;
    for (String key : path.subList(0, path.size() - 1)) {
      Object next = node.computeIfAbsent(key, _ -> new LinkedHashMap<String, @Nullable Object>());
      if (!(next instanceof Map)) {
        throw Damage.of(leaf.file(), "a leaf is below another at " + path);
      }
      node = (Map<String, @Nullable Object>) next;
    }
    if (node.containsKey(path.getLast())) {
      throw Damage.of(leaf.file(), "two leaves are at " + path);
    }
    node.put(path.getLast(), value);
  }

  private static @Nullable Object value(Json leaf, Function<Stored, StoredArray> tensor) {
    String kind = leaf.text("kind");
    try {
      return switch (kind) {
        case "none" -> null;
        case "empty" -> new LinkedHashMap<String, Object>();
        case "array" -> tensor.apply(stored(leaf));
        case "bool" -> leaf.text("value").equals("true");
        case "float" -> Double.valueOf(leaf.text("value"));
        case "int" -> Long.valueOf(leaf.text("value"));
        case "text" -> leaf.text("value");
        case "bytes" -> Base64.getDecoder().decode(leaf.text("value"));
        default -> throw Damage.of(leaf.file(), "a leaf is of the unknown kind " + kind);
      };
    } catch (DamagedFileException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw Damage.of(leaf.file(), "a leaf is no " + kind, e);
    }
  }

  private static Stored stored(Json leaf) {
    String name = leaf.text("dtype");
    DType dtype =
        name.equals(DType.KEY.toString())
            ? DType.KEY
            : DTypes.named(name)
                .orElseThrow(() -> Damage.of(leaf.file(), "there is no element type " + name));
    Aval aval =
        DTypes.ofSizes(dtype, leaf.integers("shape"))
            .orElseThrow(() -> Damage.of(leaf.file(), "a shape is impossible"));
    return new Stored(leaf.text("tensor"), aval, leaf.text("crc32c"));
  }
}
