package linum.kernel.display;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// One value in several formats; the front end shows the richest that it knows.
///
/// @param data content by MIME type: text, Base64 text for images, or maps and lists for JSON types
/// @param metadata hints by MIME type, such as an image's width
public record MimeBundle(Map<String, Object> data, Map<String, Object> metadata) {

  /// The MIME type every bundle has.
  public static final String TEXT = "text/plain";

  public MimeBundle {
    data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
  }

  /// A bundle of plain text.
  public static MimeBundle of(String text) {
    return new MimeBundle(Map.of(TEXT, text), Map.of());
  }

  /// This bundle with one more format.
  public MimeBundle with(String mimeType, Object content) {
    Map<String, Object> more = new LinkedHashMap<>(data);
    more.put(mimeType, content);
    return new MimeBundle(more, metadata);
  }
}
