package linum.kernel.stream;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// An input stream that asks for a line whenever a reader wants more than is there.
public final class PromptedInput extends InputStream {

  /// Where lines come from.
  @FunctionalInterface
  public interface Source {
    /// The next line without its end, or `null` if there is nobody to ask.
    ///
    /// @throws IOException if the wait was interrupted
    @Nullable String line() throws IOException;
  }

  private final Source source;
  private byte[] line = new byte[0];
  private int position;

  /// A stream over the lines of the source.
  public PromptedInput(Source source) {
    this.source = source;
  }

  @Override
  public synchronized int read() throws IOException {
    return fill() ? line[position++] & 0xff : -1;
  }

  @Override
  public synchronized int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int count = Math.min(length, line.length - position);
    System.arraycopy(line, position, target, offset, count);
    position += count;
    return count;
  }

  @Override
  public synchronized int available() {
    return line.length - position;
  }

  /// Forgets what was typed and not read, so that it does not surprise the next cell.
  public synchronized void clear() {
    position = line.length;
  }

  private boolean fill() throws IOException {
    if (position < line.length) {
      return true;
    }
    String next = source.line();
    if (next == null) {
      return false;
    }
    line = (next + "\n").getBytes(StandardCharsets.UTF_8);
    position = 0;
    return true;
  }
}
