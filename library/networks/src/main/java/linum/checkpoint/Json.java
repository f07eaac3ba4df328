package linum.checkpoint;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// An object of a JSON file, whose members are what they should be or the file is damaged.
record Json(Path file, JsonObject object) {

  static Json parse(Path file, byte[] bytes) {
    try (JsonReader reader =
        new JsonReader(new StringReader(new String(bytes, StandardCharsets.UTF_8)))) {
      reader.setStrictness(Strictness.STRICT);
      JsonElement root = JsonParser.parseReader(reader);
      if (root.isJsonObject() && reader.peek() == JsonToken.END_DOCUMENT) {
        return new Json(file, root.getAsJsonObject());
      }
      throw Damage.of(file, "it is no JSON object");
    } catch (IOException | com.google.gson.JsonParseException e) {
      throw Damage.of(file, "it is no JSON", e);
    }
  }

  static byte[] bytes(JsonObject object) {
    return object.toString().getBytes(StandardCharsets.UTF_8);
  }

  boolean has(String name) {
    return object.has(name);
  }

  Set<String> names() {
    return object.keySet();
  }

  String text(String name) {
    return text(member(name), name);
  }

  private String text(JsonElement e, String name) {
    if (e instanceof JsonPrimitive p && p.isString()) {
      return p.getAsString();
    }
    throw Damage.of(file, "its '%s' is no text".formatted(name));
  }

  long integer(String name) {
    return integer(member(name), name);
  }

  private long integer(JsonElement e, String name) {
    if (e instanceof JsonPrimitive p && p.isNumber() && p.getAsString().matches("-?[0-9]{1,18}")) {
      return Long.parseLong(p.getAsString());
    }
    throw Damage.of(file, "its '%s' is no integer".formatted(name));
  }

  Json object(String name) {
    if (member(name) instanceof JsonObject o) {
      return new Json(file, o);
    }
    throw Damage.of(file, "its '%s' is no object".formatted(name));
  }

  List<String> texts(String name) {
    return elements(name).map(e -> text(e, name)).toList();
  }

  long[] integers(String name) {
    return elements(name).mapToLong(e -> integer(e, name)).toArray();
  }

  List<Json> objects(String name) {
    return elements(name)
        .map(e -> {
          if (e instanceof JsonObject o) {
            return new Json(file, o);
          }
          throw Damage.of(file, "its '%s' has an element that is no object".formatted(name));
        })
        .toList();
  }

  private Stream<JsonElement> elements(String name) {
    if (member(name).isJsonArray()) {
      return member(name).getAsJsonArray().asList().stream();
    }
    throw Damage.of(file, "its '%s' is no list".formatted(name));
  }

  private JsonElement member(String name) {
    JsonElement e = object.get(name);
    if (e == null) {
      throw Damage.of(file, "it lacks '%s'".formatted(name));
    }
    return e;
  }
}
