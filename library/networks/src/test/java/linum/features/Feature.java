package linum.features;

import java.util.List;

/// One name of JAX, Flax or Optax and what it is here.
///
/// @param name the name there, such as `value_and_grad`
/// @param status whether it is here
/// @param members the members that are its counterpart here, such as `Linum.valueAndGrad`
/// @param note what differs, or why it has no counterpart; empty where there is nothing to say
record Feature(String name, Status status, List<String> members, String note) {

  enum Status {
    HAVE("have"),
    DIFFERS("differs"),
    NOT_YET("not yet");

    private final String text;

    Status(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }
  }
}
