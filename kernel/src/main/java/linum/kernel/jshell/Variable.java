package linum.kernel.jshell;

import org.jspecify.annotations.Nullable;

/// A variable of the session and its present value.
public record Variable(String type, String name, @Nullable Object value) {}
