package linum.kernel.comm;

import com.google.gson.JsonObject;

/// The kernel's side of a comm.
@FunctionalInterface
public interface CommListener {
  /// Hears what the front end says.
  void message(JsonObject data);

  /// Hears that the front end has closed the comm.
  ///
  /// @param data what it said with that
  default void closed(JsonObject data) {}
}
