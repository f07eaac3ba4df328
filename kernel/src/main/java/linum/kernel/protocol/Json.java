package linum.kernel.protocol;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import org.jspecify.annotations.Nullable;

/// Short ways to write and to read JSON objects.
public final class Json {
  private static final Gson GSON =
      new GsonBuilder()
          .disableHtmlEscaping()
          .serializeNulls()
          .serializeSpecialFloatingPointValues()
          .create();

  private Json() {}

  /// An object of alternating names and values; a value is a JSON element, a string, a number, a
  /// boolean, `null`, or a map or list of such.
  public static JsonObject object(@Nullable Object... namesAndValues) {
    JsonObject object = new JsonObject();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      object.add(String.valueOf(namesAndValues[i]), element(namesAndValues[i + 1]));
    }
    return object;
  }

  /// The value as a JSON element.
  public static JsonElement element(@Nullable Object value) {
    return value instanceof JsonElement element ? element : GSON.toJsonTree(value);
  }

  /// The text of an element.
  public static String text(JsonElement element) {
    return GSON.toJson(element);
  }

  /// The named string of an object, or the fallback where there is none.
  public static String string(JsonObject object, String name, String fallback) {
    JsonElement value = object.get(name);
    return (value == null || value.isJsonNull()) ? fallback : value.getAsString();
  }

  /// The named integer of an object, or the fallback where there is none.
  public static int integer(JsonObject object, String name, int fallback) {
    JsonElement value = object.get(name);
    return (value == null || value.isJsonNull()) ? fallback : value.getAsInt();
  }

  /// The named boolean of an object, or the fallback where there is none.
  public static boolean flag(JsonObject object, String name, boolean fallback) {
    JsonElement value = object.get(name);
    return (value == null || value.isJsonNull()) ? fallback : value.getAsBoolean();
  }

  /// The named object inside an object, empty where there is none.
  public static JsonObject child(JsonObject object, String name) {
    JsonElement value = object.get(name);
    return (value == null || !value.isJsonObject()) ? new JsonObject() : value.getAsJsonObject();
  }
}
