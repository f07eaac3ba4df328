package linum.kernel.comm;

import com.google.gson.JsonObject;

/// What answers when the front end opens a comm.
@FunctionalInterface
public interface CommTarget {
  /// Takes up a conversation.
  ///
  /// @param data what the front end said with the opening
  /// @return the kernel's side
  CommListener opened(Comm comm, JsonObject data);
}
